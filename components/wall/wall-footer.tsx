'use client';
import { useLocale, useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { clockTime } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { PHASES, type Summary } from '#lib/rollout/summary.ts';
import { useWallUnit } from './use-wall-unit.ts';
import type { WallTruth } from './wall-truth.ts';

interface WallFooterProps {
  readonly cluster: string;
  readonly items: readonly Summary[];
  readonly truth: WallTruth;
  readonly place: { readonly at: number; readonly of: number };
  readonly paused: boolean;
}

/** Where this is, how the whole fleet does, whose turn it is, and what time it is for the cluster and for the reader. */
export function WallFooter({ cluster, items, truth, place, paused }: WallFooterProps) {
  const t = useTranslations();
  const wording = useWording();
  const size = Math.round(useWallUnit() * 1.25);
  const phases = PHASES.map((phase) => ({ phase, count: items.filter((item) => item.phase === phase).length }));
  return (
    <footer className="flex shrink-0 flex-wrap items-center justify-between gap-x-[calc(1.4*var(--u))] gap-y-[calc(0.4*var(--u))] border-t border-line pt-[calc(0.9*var(--u))] text-[calc(1.4*var(--u))] leading-tight">
      <div className="flex min-w-0 items-center gap-x-[calc(1.4*var(--u))]">
        <b className="flex min-w-0 max-w-[calc(30*var(--u))]">
          <MiddleText text={cluster} />
        </b>
        <ul aria-label={t('wall.fleet')} className="flex flex-wrap gap-x-[calc(1.1*var(--u))] whitespace-nowrap">
          {phases
            .filter(({ count }) => count > 0)
            .map(({ phase, count }) => (
              <li key={phase} className="flex items-center gap-[0.4em]">
                <CellIcon state={PHASE_APPEARANCE[phase].cell} size={size} />
                <span>
                  <b>{wording.number(count)}</b> {wording.phase(phase)}
                </span>
              </li>
            ))}
        </ul>
      </div>
      <div className="ml-auto flex items-center gap-x-[calc(1.4*var(--u))] whitespace-nowrap text-mute">
        {paused && <b className="text-ink">{t('wall.paused')}</b>}
        {place.of > 1 && <span>{t('wall.place', { at: place.at, of: place.of })}</span>}
        <Proof truth={truth} />
        <Clock />
      </div>
    </footer>
  );
}

function Proof({ truth }: { readonly truth: WallTruth }) {
  const t = useTranslations();
  const locale = useLocale();
  const state = truth.state === 'waiting' ? 'connecting' : truth.state === 'signedOut' ? 'stale' : truth.state;
  return (
    <span data-connection={state} className="flex items-center gap-[0.4em]">
      <span aria-hidden="true" className={`size-[0.5em] rounded-full ${state === 'live' ? 'bg-available' : 'bg-failing'}`} />
      {t(`connection.${state}`)}
      {truth.provenAt && <time dateTime={truth.provenAt}>· {clockTime(truth.provenAt, locale)}</time>}
    </span>
  );
}

function Clock() {
  const locale = useLocale();
  const now = useNow();
  if (now === 0) return null;
  const iso = new Date(now).toISOString();
  return (
    <time dateTime={iso} className="text-[calc(2.4*var(--u))] font-semibold text-ink">
      {clockTime(iso, locale)}
    </time>
  );
}
