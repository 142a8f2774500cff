'use client';
import { classNames } from '#components/ui/class-names.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Phase } from '#lib/rollout/summary.ts';
import { PHASE_APPEARANCE } from './phase-appearance.ts';

/** The phase as one word with its glyph; `badge` tints it. */
export function PhaseWord({ phase, badge = false }: { readonly phase: Phase; readonly badge?: boolean }) {
  const wording = useWording();
  const { glyph, text, tint } = PHASE_APPEARANCE[phase];
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 font-semibold whitespace-nowrap',
        text,
        badge && `rounded-md px-2 py-0.5 ${tint}`,
      )}
    >
      <span aria-hidden="true" className="inline-block w-3 text-center">
        {glyph}
      </span>
      {wording.phase(phase)}
    </span>
  );
}
