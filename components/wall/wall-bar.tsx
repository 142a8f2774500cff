'use client';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE, type StateAppearance } from '#components/node-cell/appearance.ts';
import { percentDone, progressParts } from '#components/node-cell/progress-parts.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Summary } from '#lib/rollout/summary.ts';

/** Every eligible Node in one bar; each part looks as the cells of its state do. */
export function WallBar({ summary, className }: { readonly summary: Summary; readonly className: string }) {
  const t = useTranslations();
  const wording = useWording();
  const parts = progressParts(summary.states);
  const words = parts.map(({ state, count }) => t('progress.part', { count, state: wording.state(state) }));
  const label = [t('progress.label', { percent: percentDone(summary) }), ...words].join(', ');
  return (
    <div role="img" aria-label={label} className={`flex gap-[0.2em] overflow-hidden rounded-[0.25em] ${className}`}>
      {parts.length === 0 && <span className="grow bg-off" />}
      {parts.map(({ state, count }) => (
        <span
          key={state}
          className="h-full min-w-[0.5em] rounded-[0.1em]"
          style={{ flexGrow: count, flexBasis: 0, ...partStyle(STATE_APPEARANCE[state]) }}
        />
      ))}
    </div>
  );
}

function partStyle({ fill, shape }: StateAppearance): CSSProperties {
  const colour = `var(--${fill})`;
  const rim = `inset 0 0 0 0.22em ${colour}`;
  switch (shape) {
    case 'outline':
      return { boxShadow: rim };
    case 'tint':
      return { boxShadow: rim, background: `color-mix(in oklab, ${colour} 30%, transparent)` };
    case 'half':
      return { background: 'var(--ready)' };
    case 'split':
      return { background: `repeating-linear-gradient(135deg, ${colour} 0 0.5em, var(--stale) 0.5em 1em)` };
    default:
      return { background: colour };
  }
}
