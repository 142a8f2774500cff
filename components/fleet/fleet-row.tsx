'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { PhaseWord } from '#components/node-cell/phase-badge.tsx';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { StateStrip } from './state-strip.tsx';

interface FleetRowProps {
  readonly item: Summary;
  readonly href: string;
  readonly index: number;
}

/** The columns from 900 px on; below, the numbers fold under the name. */
export const FLEET_GRID =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3.5 gap-y-1 px-3.5 wide:grid-cols-[minmax(180px,1.1fr)_minmax(220px,1.6fr)_minmax(140px,1.8fr)_58px_50px_78px_70px_50px_58px]';

const COUNTS = [
  ['DESIRED', 'desired'],
  ['READY', 'ready'],
  ['UP-TO-DATE', 'updated'],
  ['AVAILABLE', 'available'],
  ['STALE', 'stale'],
] as const;

/** One DaemonSet as one row; the whole row is the link. */
export function FleetRow({ item, href, index }: FleetRowProps) {
  const t = useTranslations();
  const wording = useWording();
  const reason = wording.message(item.reason);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    // biome-ignore lint/a11y/useFocusableInteractive: its link takes the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${FLEET_GRID} relative h-full border-t border-line hover:bg-hover focus-within:bg-hover`}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="flex min-w-0 flex-col max-wide:order-1">
        <Link
          href={href}
          prefetch={false}
          data-row={index}
          className="flex min-w-0 font-semibold outline-offset-[-2px] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <MiddleText text={item.name} />
        </Link>
        <MiddleText text={item.namespace} className="text-xs text-mute" />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="min-w-0 max-wide:order-2 max-wide:text-right">
        <PhaseWord phase={item.phase} />
        {item.misscheduled > 0 && (
          <span className="ml-2 text-xs font-medium whitespace-nowrap text-misscheduled-text">
            {t('flags.misscheduled', { count: item.misscheduled })}
          </span>
        )}
        <span className="block truncate text-xs text-mute max-wide:max-w-56" title={reason}>
          {reason}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="max-wide:hidden">
        <StateStrip states={item.states} />
      </div>
      {COUNTS.map(([word, field]) => (
        // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
        <div role="cell" key={word} className={`text-right max-wide:hidden ${countClass(field, item[field])}`}>
          {wording.number(item[field])}
        </div>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="text-right text-mute max-wide:hidden">
        <AgeText at={item.createdAt} className="relative" />
      </div>
      <p className="order-3 col-span-2 flex flex-wrap gap-x-3 text-2xs text-mute wide:hidden" aria-hidden="true">
        {COUNTS.map(([word, field]) => (
          <span key={word}>
            {word}{' '}
            <b className={field === 'stale' && item.stale > 0 ? 'text-stale-text' : 'text-ink'}>{wording.number(item[field])}</b>
          </span>
        ))}
      </p>
    </div>
  );
}

function countClass(field: string, value: number): string {
  if (value === 0) return 'text-faint';
  return field === 'stale' ? 'font-semibold text-stale-text' : '';
}
