export const ZOOM_STEPS = [4, 8, 15, 20, 28, 36] as const;
export type MatrixZoom = 'fit' | (typeof ZOOM_STEPS)[number];

/** Where the columns of one group stand. */
export interface ColumnSection {
  readonly start: number;
  readonly count: number;
  readonly left: number;
  readonly width: number;
}

/** Where every cell stands, in pixels from the first cell's corner. */
export interface MatrixLayout {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly columnPitch: number;
  readonly rowPitch: number;
  readonly rowCount: number;
  readonly sections: readonly ColumnSection[];
  readonly width: number;
  readonly height: number;
  /** Columns are wide enough for the names of their Nodes. */
  readonly named: boolean;
}

export interface CellAddress {
  readonly row: number;
  readonly column: number;
}

/** Cells from this size on carry their glyph, and columns the names of their Nodes. */
const NAMED_SIZE = 15;
const LARGEST_CELL = 36;
/** A row is never lower than the name that stands before it. */
const LOWEST_ROW = 20;
const SECTION_GAP = 12;

/** Lays the matrix out: the largest cells with which every Node fits into the width, but never too small for names. */
export function layoutMatrix(options: {
  readonly width: number;
  readonly rows: number;
  /** Columns per group, in order. */
  readonly counts: readonly number[];
  readonly zoom: MatrixZoom;
}): MatrixLayout {
  const { rows, counts, zoom, width } = options;
  if (zoom !== 'fit') return place(zoom, rows, counts);
  for (let size = LARGEST_CELL; size > NAMED_SIZE; size -= 1) {
    const layout = place(size, rows, counts);
    if (layout.width <= width) return layout;
  }
  return place(NAMED_SIZE, rows, counts);
}

function place(size: number, rowCount: number, counts: readonly number[]): MatrixLayout {
  const gap = size > 10 ? 3 : size > 5 ? 2 : 1;
  const columnPitch = size + gap;
  const cellHeight = Math.max(size, LOWEST_ROW - gap);
  const sections: ColumnSection[] = [];
  let left = 0;
  let start = 0;
  for (const count of counts) {
    const width = count * columnPitch - gap;
    sections.push({ start, count, left, width });
    left += width + gap + SECTION_GAP;
    start += count;
  }
  const last = sections.at(-1);
  return {
    cellWidth: size,
    cellHeight,
    columnPitch,
    rowPitch: cellHeight + gap,
    rowCount,
    sections,
    width: last ? last.left + last.width : 0,
    height: Math.max(0, rowCount * (cellHeight + gap) - gap),
    named: size >= NAMED_SIZE,
  };
}

/** The left edge of a column. */
export function columnLeft(layout: MatrixLayout, column: number): number {
  const section = layout.sections.find(({ start, count }) => column >= start && column < start + count);
  return section ? section.left + (column - section.start) * layout.columnPitch : 0;
}

/** The runs of columns that reach into [left, right), with where each begins. */
export function columnsWithin(
  layout: MatrixLayout,
  left: number,
  right: number,
): { readonly from: number; readonly to: number; readonly x: number }[] {
  return layout.sections.flatMap((section) => {
    const first = Math.max(0, Math.floor((left - section.left) / layout.columnPitch));
    const last = Math.min(section.count, Math.ceil((right - section.left) / layout.columnPitch));
    if (last <= first) return [];
    return { from: section.start + first, to: section.start + last, x: section.left + first * layout.columnPitch };
  });
}

/** The rows that reach into [top, bottom). */
export function rowsWithin(layout: MatrixLayout, top: number, bottom: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(top / layout.rowPitch));
  return { from, to: Math.max(from, Math.min(layout.rowCount, Math.ceil(bottom / layout.rowPitch))) };
}

/** The cell under a point, or null. Half of the gap belongs to each neighbour: no dead pixels between cells. */
export function cellAt(layout: MatrixLayout, x: number, y: number): CellAddress | null {
  const row = Math.floor((y + (layout.rowPitch - layout.cellHeight) / 2) / layout.rowPitch);
  const column = columnAt(layout, x);
  return row < 0 || row >= layout.rowCount || column === null ? null : { row, column };
}

/** The column under a point, or null between two groups and outside. */
export function columnAt(layout: MatrixLayout, x: number): number | null {
  const half = (layout.columnPitch - layout.cellWidth) / 2;
  const section = layout.sections.find(({ left, width }) => x >= left - half && x < left + width + half);
  if (section === undefined) return null;
  return section.start + Math.min(section.count - 1, Math.floor((x - section.left + half) / layout.columnPitch));
}
