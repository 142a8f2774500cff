'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { PhaseWord } from '#components/node-cell/phase-badge.tsx';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { COUNTS, FLEET_GRID, WIDE, WIDEST } from './fleet-columns.ts';
import { StateStrip } from './state-strip.tsx';

interface FleetRowProps {
  readonly item: Summary;
  readonly href: string;
  readonly index: number;
}

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
      data-tour-part={index === 0 ? 'row' : undefined}
      className={`${FLEET_GRID} relative h-full border-t border-line hover:bg-hover focus-within:bg-hover`}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="flex min-w-0 flex-col max-wide:contents">
        <Link
          href={href}
          prefetch={false}
          data-row={index}
          className="flex min-w-0 font-semibold max-wide:col-span-2 outline-offset-[-2px] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <MiddleText text={item.name} />
        </Link>
        <MiddleText text={item.namespace} className="text-xs text-mute max-wide:order-2" />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="min-w-0 max-wide:contents">
        <PhaseWord phase={item.phase} />
        {item.misscheduled > 0 && (
          <span className="ml-2 text-xs font-medium whitespace-nowrap text-misscheduled-text max-wide:hidden">
            {t('flags.misscheduled', { count: item.misscheduled })}
          </span>
        )}
        <span
          className="block truncate text-xs text-mute max-wide:order-3 max-wide:col-span-2 max-wide:before:content-['·_']"
          title={reason}
        >
          {reason}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="max-wide:hidden">
        <StateStrip states={item.states} />
      </div>
      <SpecCells item={item} />
      {COUNTS.map(({ word, field, shown }) => (
        // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
        <div role="cell" key={word} className={`text-right ${shown} ${countClass(field, item[field])}`}>
          {wording.number(item[field])}
        </div>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="text-right text-mute max-wide:hidden">
        <AgeText at={item.createdAt} className="relative" />
      </div>
      <p
        className="order-4 col-span-3 mt-1 flex flex-wrap gap-x-3 text-2xs text-mute tabular-nums wide:hidden"
        aria-hidden="true"
      >
        {COUNTS.map(({ word, field }) => (
          <span key={word}>
            {word}{' '}
            <b className={field === 'stale' && item.stale > 0 ? 'text-stale-text' : 'text-ink'}>{wording.number(item[field])}</b>
          </span>
        ))}
      </p>
    </div>
  );
}

/** What the spec says and which revisions run: strategy with its budget, revisions with their Pods, images. */
function SpecCells({ item }: { readonly item: Summary }) {
  const t = useTranslations();
  const wording = useWording();
  const { strategy, maxUnavailable, maxSurge, revision, updated, stale, images } = item;
  const budget = maxSurge === '0' || maxSurge === '0%' ? `maxUnavailable ${maxUnavailable}` : `maxSurge ${maxSurge}`;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className={`min-w-0 text-xs ${WIDE}`}>
        {strategy}
        {strategy === 'RollingUpdate' && <span className="block truncate text-mute">{visibleText(budget)}</span>}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className={`min-w-0 text-xs ${WIDEST}`}>
        {t('fleet.onRevision', { revision, pods: wording.number(updated) })}
        {stale > 0 && <span className="block text-stale-text">{t('fleet.onOlder', { pods: wording.number(stale) })}</span>}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className={`flex min-w-0 flex-col font-mono text-xs text-mute ${WIDEST}`}>
        {images.slice(0, 2).map((image) => (
          <MiddleText key={image} text={image} />
        ))}
      </div>
    </>
  );
}

function countClass(field: string, value: number): string {
  if (value === 0) return 'text-faint';
  return field === 'stale' ? 'font-semibold text-stale-text' : '';
}
