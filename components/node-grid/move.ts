import { type GridLayout, sectionAt } from './layout.ts';

/** The keys that move in the grid. */
export const MOVE_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'] as const;
type MoveKey = (typeof MOVE_KEYS)[number];

/** Whether a key moves in the grid. */
export function isMoveKey(key: string): key is MoveKey {
  return (MOVE_KEYS as readonly string[]).includes(key);
}

interface Move {
  readonly key: MoveKey;
  /** Ctrl or Meta: Home and End mean the whole grid. */
  readonly far: boolean;
  /** Rows that one page holds. */
  readonly pageRows: number;
}

/** Where a key leads from a position; the same position at an edge. */
export function moveInGrid(layout: GridLayout, position: number, move: Move): number {
  const total = layout.sections.reduce((sum, section) => sum + section.count, 0);
  const section = sectionAt(layout, position);
  if (!section) return 0;
  const column = (position - section.start) % layout.columns;
  switch (move.key) {
    case 'ArrowLeft':
      return Math.max(0, position - 1);
    case 'ArrowRight':
      return Math.min(total - 1, position + 1);
    case 'ArrowUp':
      return moveRows(layout, position, column, -1);
    case 'ArrowDown':
      return moveRows(layout, position, column, 1);
    case 'PageUp':
      return moveRows(layout, position, column, -move.pageRows);
    case 'PageDown':
      return moveRows(layout, position, column, move.pageRows);
    case 'Home':
      return move.far ? 0 : position - column;
    case 'End':
      return move.far ? total - 1 : Math.min(section.start + section.count - 1, position - column + layout.columns - 1);
  }
}

function moveRows(layout: GridLayout, position: number, column: number, rows: number): number {
  const section = sectionAt(layout, position);
  const last = layout.sections.at(-1);
  if (!section || !last) return position;
  const row = section.rowStart + Math.floor((position - section.start) / layout.columns);
  const target = Math.min(last.rowStart + last.rows - 1, Math.max(0, row + rows));
  const into = layout.sections.find((candidate) => target >= candidate.rowStart && target < candidate.rowStart + candidate.rows);
  if (!into || target === row) return position;
  const within = (target - into.rowStart) * layout.columns + column;
  return into.start + Math.min(into.count - 1, within);
}
