'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { useKeptScroll } from '#components/ui/kept-scroll.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { ColumnHeads } from './column-heads.tsx';
import { FleetRow } from './fleet-row.tsx';
import type { FleetParams, SetFleetParams } from './use-fleet-params.ts';

interface FleetTableProps {
  readonly cluster: string;
  readonly rows: readonly Summary[];
  readonly narrow: boolean;
  readonly table: RefObject<HTMLDivElement | null>;
  readonly params: FleetParams;
  readonly setParams: SetFleetParams;
}

const ROW_HEIGHT = { wide: 54, narrow: 92 };

/** The DaemonSets as rows that are links: Enter opens, arrows move. */
export function FleetTable({ cluster, rows, narrow, table, params, setParams }: FleetTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  useKeptScroll(scroller, JSON.stringify(params));
  const height = narrow ? ROW_HEIGHT.narrow : ROW_HEIGHT.wide;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    // The first picture already has rows; the true size is measured right after.
    initialRect: { width: 1200, height: 800 },
    getItemKey: (index) => rows[index]?.uid ?? index,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    <div
      ref={table}
      role="table"
      aria-label="DaemonSets"
      aria-rowcount={rows.length + 1}
      className="card mx-5 mb-5 flex min-h-0 flex-col overflow-hidden"
      onKeyDown={(event) => moveBetweenRows(event, rows.length, (index) => virtual.scrollToIndex(index))}
    >
      <ColumnHeads params={params} setParams={setParams} />
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div ref={scroller} role="rowgroup" className="min-h-0 overflow-y-auto">
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const item = rows[index];
            if (!item) return null;
            return (
              <div role="presentation" key={key} className="absolute inset-x-0" style={{ top: start, height }}>
                <FleetRow item={item} index={index} href={daemonSetPath(cluster, item)} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>, count: number, scrollTo: (index: number) => void): void {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    Home: -count,
    End: count,
    PageDown: 10,
    PageUp: -10,
  };
  const step = steps[event.key];
  const at = event.target instanceof HTMLElement ? Number(event.target.dataset.row ?? Number.NaN) : Number.NaN;
  if (step === undefined || Number.isNaN(at) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  focusRow(event.currentTarget, Math.min(count - 1, Math.max(0, at + step)), scrollTo);
}

/** Focuses the link of a row; a row that is not drawn yet is scrolled to first. */
export function focusRow(table: HTMLElement, index: number, scrollTo: (index: number) => void): void {
  scrollTo(index);
  const focus = () => table.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true });
  focus();
  if (document.activeElement instanceof HTMLElement && document.activeElement.dataset.row !== String(index))
    requestAnimationFrame(focus);
}
