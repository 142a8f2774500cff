'use client';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Phase } from '#lib/rollout/summary.ts';

/** The phase in the size of its surroundings: glyph and word. */
export function WallPhase({ phase, className }: { readonly phase: Phase; readonly className?: string }) {
  const wording = useWording();
  const { glyph, text } = PHASE_APPEARANCE[phase];
  return (
    <span className={`flex items-baseline gap-[0.25em] font-semibold whitespace-nowrap ${text} ${className ?? ''}`}>
      <span aria-hidden="true">{glyph}</span>
      {wording.phase(phase)}
    </span>
  );
}
