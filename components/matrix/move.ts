/** Where the keyboard is: a cell, or with -1 the heading of its row or column; never the corner between both. */
export interface MatrixPlace {
  readonly row: number;
  readonly column: number;
}

interface Move {
  readonly key: string;
  /** Ctrl or Meta: Home and End mean the whole matrix. */
  readonly far: boolean;
  readonly rows: number;
  readonly columns: number;
  /** Rows that one page holds. */
  readonly pageRows: number;
}

/** Where a key leads, or null when it is none that moves. Headings lie before the first row and column. */
export function moveInMatrix({ row, column }: MatrixPlace, { key, far, rows, columns, pageRows }: Move): MatrixPlace | null {
  const to = (nextRow: number, nextColumn: number): MatrixPlace => {
    const at = { row: Math.max(-1, Math.min(rows - 1, nextRow)), column: Math.max(-1, Math.min(columns - 1, nextColumn)) };
    return at.row < 0 && at.column < 0 ? { row, column } : at;
  };
  switch (key) {
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'PageUp':
      return to(Math.max(0, row - pageRows), column);
    case 'PageDown':
      return to(row + pageRows, column);
    case 'Home':
      return to(far ? 0 : row, 0);
    case 'End':
      return to(far ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}
