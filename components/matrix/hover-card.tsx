'use client';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { cellState, type MatrixRow } from '#lib/feed/matrix.ts';
import { lookOf } from './painter.ts';
import type { MatrixWords } from './use-matrix-words.ts';

interface HoverCardProps {
  readonly live: LiveMatrix;
  readonly version: number;
  readonly words: MatrixWords;
  readonly row: MatrixRow;
  readonly slot: number;
  /** Where the pointer is, in the window. */
  readonly x: number;
  readonly y: number;
}

const CARD_WIDTH = 270;
const CARD_HEIGHT = 120;

/** What the cell under the pointer says, beside the pointer; only for the eye, the cell carries the same words. */
export function HoverCard({ live, words, row, slot, x, y }: HoverCardProps) {
  const t = useTranslations();
  const wording = useWording();
  const state = cellState(live.cell(row.row, slot));
  const { zone, pool, role, trouble, troubled, eligible } = live.nodes;
  const place = [zone, pool, role].map((column) => visibleText(live.text(column[slot] ?? 0))).filter(Boolean);
  const left = Math.max(8, Math.min(x + 14, window.innerWidth - CARD_WIDTH - 8));
  const top = y + 18 + CARD_HEIGHT > window.innerHeight ? y - CARD_HEIGHT + 8 : y + 18;
  const bad = troubled[slot] ?? 0;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed z-20 flex flex-col gap-0.5 rounded-lg border border-line-strong bg-raised px-3 py-2 text-xs shadow-lg"
      style={{ left, top, width: CARD_WIDTH }}
    >
      <span className="truncate font-semibold">{visibleText(`${row.namespace}/${row.name}`)}</span>
      <span className="truncate font-mono">{visibleText(live.name(slot))}</span>
      <span className={`flex items-center gap-1.5 font-medium ${STATE_APPEARANCE[state].text}`}>
        <CellIcon state={state} size={12} look={lookOf(live, row.row, slot)} />
        <span className="truncate">{words.facts(row, slot).join(' · ')}</span>
      </span>
      {place.length > 0 && <span className="truncate text-mute">{place.join(' · ')}</span>}
      {bad > 1 && <span className="text-failing-text">{t('matrix.nodeBad', { count: bad, of: eligible[slot] ?? 0 })}</span>}
      {(trouble[slot] ?? 0) > 0 && <span className="text-failing-text">{wording.troubles(trouble[slot] ?? 0).join(', ')}</span>}
    </div>
  );
}
