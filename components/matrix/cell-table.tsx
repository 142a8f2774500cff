'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { daemonSetPath, nodePath } from '#components/wording/page-paths.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { cellState } from '#lib/feed/matrix.ts';
import { type ListedCell, listCells } from './cell-list.ts';
import type { MatrixOrder } from './matrix-order.ts';
import { lookOf } from './painter.ts';
import { useMatrixWords } from './use-matrix-words.ts';

interface CellTableProps {
  readonly cluster: string;
  readonly live: LiveMatrix;
  /** It follows the live data. */
  readonly version: number;
  readonly order: MatrixOrder;
}

const ROW_HEIGHT = 34;
const COLUMNS =
  'grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)] items-center gap-3 px-3.5 sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)]';

/** The cells that are not simply available as a table, attention first: the matrix for those who would rather read. */
export function CellTable({ cluster, live, order }: CellTableProps) {
  const t = useTranslations();
  const scroller = useRef<HTMLDivElement>(null);
  const { cells, count } = listCells(live, order);
  const virtual = useVirtualizer({
    count: cells.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialRect: { width: 1200, height: 800 },
  });
  if (cells.length === 0) return <p className="px-3.5 py-6 text-mute">{t('matrix.listEmpty')}</p>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    <div role="table" aria-label={t('matrix.listLabel')} aria-rowcount={cells.length + 1} className="flex min-h-0 flex-col">
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: nothing here takes the focus */}
      <div role="row" aria-rowindex={1} className={`${COLUMNS} h-8 shrink-0 text-2xs tracking-wide text-mute`}>
        {[t('matrix.stateHead'), 'DAEMONSET', 'NODE'].map((head) => (
          // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
          // biome-ignore lint/a11y/useFocusableInteractive: nothing here takes the focus
          <div role="columnheader" key={head} className="truncate">
            {head}
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={scroller} role="rowgroup" tabIndex={0} className="min-h-0 overflow-y-auto">
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const listed = cells[index];
            return listed && <CellLine key={index} cluster={cluster} live={live} listed={listed} index={index} top={start} />;
          })}
        </div>
      </div>
      {count > cells.length && (
        <p className="border-t border-line px-3.5 py-2 text-xs text-mute">
          {t('matrix.listMore', { count: count - cells.length })}
        </p>
      )}
    </div>
  );
}

interface CellLineProps {
  readonly cluster: string;
  readonly live: LiveMatrix;
  readonly listed: ListedCell;
  readonly index: number;
  readonly top: number;
}

function CellLine({ cluster, live, listed: { row, slot, cell }, index, top }: CellLineProps) {
  const words = useMatrixWords(live);
  const state = cellState(cell);
  const node = live.name(slot);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    // biome-ignore lint/a11y/useFocusableInteractive: its links take the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${COLUMNS} absolute inset-x-0 border-t border-line hover:bg-hover`}
      style={{ top, height: ROW_HEIGHT }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className={`flex min-w-0 items-center gap-2 ${STATE_APPEARANCE[state].text}`}>
        <CellIcon state={state} size={14} look={lookOf(live, row.row, slot)} />
        <span className="truncate">{words.facts(row, slot).join(' · ')}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="flex min-w-0">
        <Link href={daemonSetPath(cluster, row, node)} prefetch={false} className="flex min-w-0 hover:underline">
          <MiddleText text={`${row.namespace}/${row.name}`} />
        </Link>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtualised */}
      <div role="cell" className="flex min-w-0">
        <Link href={nodePath(cluster, node)} prefetch={false} className="flex min-w-0 font-mono text-xs hover:underline">
          <MiddleText text={node} />
        </Link>
      </div>
    </div>
  );
}
