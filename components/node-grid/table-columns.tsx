'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { cellLook, STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { Sorting } from './node-view.ts';
import { stateOf } from './scene.ts';

export interface TableColumn {
  readonly sort: Sorting;
  /** Track of the row's CSS grid. */
  readonly width: string;
  /** Pixels that it needs. */
  readonly least: number;
  readonly numeric: boolean;
  readonly title: string;
  readonly cell: (slot: number) => ReactNode;
}

/** The name without what all names share; whole in the tooltip and for screen readers. */
function NodeName({ name, domain }: { readonly name: string; readonly domain: string }) {
  if (domain === '') return <MiddleText text={name} className="font-mono text-xs font-medium" />;
  return (
    <span className="flex min-w-0 font-mono text-xs font-medium" title={visibleText(name)}>
      <span className="flex min-w-0 flex-initial">
        <MiddleText text={name.slice(0, -domain.length)} />
      </span>
      <span className="min-w-0 flex-1 basis-0 truncate font-normal text-faint">{visibleText(domain)}</span>
    </span>
  );
}

/** The columns of the table twin; each sorts. */
export function useTableColumns(live: LiveDaemonSet, domain: string): readonly TableColumn[] {
  const t = useTranslations();
  const wording = useWording();
  const text = (column: Uint32Array, slot: number) => visibleText(live.text(column[slot] ?? 0));
  const titled = (sort: Sorting) => ({ sort, title: t(`sorting.${sort}`) });
  return [
    {
      ...titled('name'),
      width: 'minmax(150px, 1.5fr)',
      least: 150,
      numeric: false,
      cell: (slot) => <NodeName name={live.name(slot)} domain={domain} />,
    },
    {
      ...titled('state'),
      width: 'minmax(112px, 0.8fr)',
      least: 112,
      numeric: false,
      cell: (slot) => {
        const state = stateOf(live, slot);
        return (
          <span className={`flex items-center gap-1.5 font-medium ${STATE_APPEARANCE[state].text}`}>
            <CellIcon state={state} size={12} look={cellLook(state, live.marks[slot] ?? 0, live.trouble[slot] ?? 0)} />
            {wording.state(state)}
          </span>
        );
      },
    },
    {
      ...titled('reason'),
      width: 'minmax(110px, 1fr)',
      least: 110,
      numeric: false,
      cell: (slot) => <span className="truncate">{text(live.reason, slot)}</span>,
    },
    { ...titled('revision'), width: '72px', least: 72, numeric: true, cell: (slot) => live.revision[slot] || '' },
    {
      ...titled('restarts'),
      width: '72px',
      least: 72,
      numeric: true,
      cell: (slot) => <span className={live.restarts[slot] ? '' : 'text-faint'}>{live.restarts[slot] ?? 0}</span>,
    },
    {
      ...titled('age'),
      width: '72px',
      least: 72,
      numeric: true,
      cell: (slot) => (live.podCreatedAt[slot] ? <AgeText at={live.podCreatedAt[slot] ?? 0} className="text-mute" /> : ''),
    },
    {
      ...titled('zone'),
      width: 'minmax(70px, 0.7fr)',
      least: 70,
      numeric: false,
      cell: (slot) => <span className="truncate text-mute">{text(live.zone, slot)}</span>,
    },
    {
      ...titled('pool'),
      width: 'minmax(70px, 0.7fr)',
      least: 70,
      numeric: false,
      cell: (slot) => <span className="truncate text-mute">{text(live.pool, slot)}</span>,
    },
  ];
}
