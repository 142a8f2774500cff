'use client';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { percentDone } from '#components/node-cell/progress-parts.ts';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { useRoom } from './use-room.ts';
import { useWallUnit } from './use-wall-unit.ts';
import { WallBar } from './wall-bar.tsx';
import { WallPhase } from './wall-phase.tsx';
import { tileTable } from './wall-tile-table.ts';

interface WallTilesProps {
  readonly title: string;
  readonly items: readonly Summary[];
}

/** Several DaemonSets on one screen, each as a tile that is as large as their number allows. */
export function WallTiles({ title, items }: WallTilesProps) {
  const place = useRef<HTMLUListElement>(null);
  const room = useRoom(place);
  const unit = useWallUnit();
  const table = room && tileTable({ ...room, count: items.length, unit });
  return (
    <>
      <h1 className="shrink-0 text-[calc(2.6*var(--u))] leading-tight font-semibold tracking-tight">{title}</h1>
      <ul
        ref={place}
        className="grid min-h-0 grow content-start gap-[calc(1*var(--u))]"
        style={
          table
            ? {
                gridTemplateColumns: `repeat(${table.columns}, minmax(0, 1fr))`,
                gridAutoRows: table.height,
                fontSize: table.font,
              }
            : {}
        }
      >
        {table && items.map((item) => <Tile key={item.uid} item={item} />)}
      </ul>
    </>
  );
}

function Tile({ item }: { readonly item: Summary }) {
  const t = useTranslations();
  const wording = useWording();
  return (
    <li
      className={`flex min-w-0 flex-col justify-between overflow-hidden rounded-[0.5em] border border-line px-[0.9em] py-[0.6em] ${PHASE_APPEARANCE[item.phase].tint}`}
    >
      <div className="flex min-w-0 flex-col">
        <span className="flex min-w-0 text-[1.3em] leading-tight font-semibold">
          <MiddleText text={item.name} />
        </span>
        <span className="flex min-w-0 items-baseline justify-between gap-[0.8em] leading-tight">
          <MiddleText text={item.namespace} className="text-[0.85em] text-mute" />
          <b className="whitespace-nowrap tabular-nums">
            {t('wall.share', { available: item.states.available, desired: item.desired })}
          </b>
        </span>
      </div>
      <WallPhase phase={item.phase} className="min-w-0 text-[1.3em] leading-tight" />
      <WallBar summary={item} className="h-[0.6em] shrink-0" />
      <span className="sr-only">{t('progress.percent', { percent: percentDone(item) })}</span>
      <p className="line-clamp-2 text-[0.8em] leading-tight text-mute">{wording.message(item.reason)}</p>
    </li>
  );
}
