/** Where every cell of the grid stands. Pure: the same input gives the same places. */
export interface GridLayout {
  readonly kind: 'tile' | 'cell';
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly gap: number;
  readonly columns: number;
  readonly sections: readonly GridSection[];
  readonly width: number;
  readonly height: number;
}

export interface GridSection {
  readonly start: number;
  readonly count: number;
  readonly rows: number;
  /** Top of the heading, or of the cells when there is none. */
  readonly top: number;
  readonly cellsTop: number;
  /** Rows of the sections before this one. */
  readonly rowStart: number;
}

export type Zoom = 'fit' | 'tile' | number;

export interface GridRoom {
  readonly width: number;
  readonly height: number;
  /** Cells per section, in order. */
  readonly counts: readonly number[];
  readonly headings: boolean;
  readonly zoom: Zoom;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const HEADING_HEIGHT = 25;
const SECTION_GAP = 9;
const TILE_GAP = 6;
/** Tiles from roomy to tight; the last is taken even if it does not fit. */
const TILES: readonly { readonly width: number; readonly height: number }[] = [
  { width: 232, height: 62 },
  { width: 200, height: 52 },
  { width: 172, height: 42 },
];
const LARGEST_CELL = 38;
export const TILE_LIMIT = 60;
export const ZOOM_STEPS: readonly Zoom[] = [4, 8, 12, 19, 28, LARGEST_CELL, 'tile'];

/** Lays the cells out: tiles for few Nodes, else the largest cell with which all of them fit, not below what stays readable. */
export function layoutGrid(room: GridRoom): GridLayout {
  const total = room.counts.reduce((sum, count) => sum + count, 0);
  if (room.zoom === 'tile' || (room.zoom === 'fit' && total <= TILE_LIMIT)) return layoutTiles(room);
  if (room.zoom !== 'fit') return layoutCells(room, room.zoom);
  const smallest = smallestCell(total);
  for (let size = LARGEST_CELL; size > smallest; size--) {
    const layout = layoutCells(room, size);
    if (layout.height <= room.height) return layout;
  }
  return layoutCells(room, smallest);
}

/** The density that a number of Nodes asks for. */
export function smallestCell(total: number): number {
  return total <= 600 ? 19 : total <= 2_500 ? 12 : total <= 10_000 ? 8 : 4;
}

function layoutTiles(room: GridRoom): GridLayout {
  const candidates = TILES.map(({ width, height }) => {
    const columns = Math.max(1, Math.floor((room.width + TILE_GAP) / (width + TILE_GAP)));
    const cellWidth = Math.floor((room.width - TILE_GAP * (columns - 1)) / columns);
    return place(room, { kind: 'tile', cellWidth, cellHeight: height, gap: TILE_GAP, columns });
  });
  return candidates.find((layout) => layout.height <= room.height) ?? (candidates.at(-1) as GridLayout);
}

function layoutCells(room: GridRoom, size: number): GridLayout {
  const gap = size > 10 ? 3 : size > 5 ? 2 : 1;
  const columns = Math.max(1, Math.floor((room.width + gap) / (size + gap)));
  return place(room, { kind: 'cell', cellWidth: size, cellHeight: size, gap, columns });
}

function place(room: GridRoom, shape: Pick<GridLayout, 'kind' | 'cellWidth' | 'cellHeight' | 'gap' | 'columns'>): GridLayout {
  const sections: GridSection[] = [];
  let top = 0;
  let start = 0;
  let rowStart = 0;
  for (const count of room.counts) {
    const rows = Math.ceil(count / shape.columns);
    const cellsTop = top + (room.headings ? HEADING_HEIGHT : 0);
    sections.push({ start, count, rows, top, cellsTop, rowStart });
    top = cellsTop + rows * (shape.cellHeight + shape.gap) + (room.headings ? SECTION_GAP : 0);
    start += count;
    rowStart += rows;
  }
  return { ...shape, sections, width: room.width, height: top };
}

/** The section that holds a position. */
export function sectionAt(layout: GridLayout, position: number): GridSection | undefined {
  let low = 0;
  let high = layout.sections.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const section = layout.sections[middle];
    if (!section) return undefined;
    if (position < section.start) high = middle - 1;
    else if (position >= section.start + section.count) low = middle + 1;
    else return section;
  }
  return undefined;
}

/** Where the cell at a position stands. */
export function cellBox(layout: GridLayout, position: number): Box | undefined {
  const section = sectionAt(layout, position);
  if (!section) return undefined;
  const within = position - section.start;
  const x = (within % layout.columns) * (layout.cellWidth + layout.gap);
  const y = section.cellsTop + Math.floor(within / layout.columns) * (layout.cellHeight + layout.gap);
  return { x, y, width: layout.cellWidth, height: layout.cellHeight };
}

/** The position of the cell under a point, or -1. Half of the gap belongs to each neighbour: no dead pixels between cells. */
export function positionAt(layout: GridLayout, x: number, y: number): number {
  const section = layout.sections.find(
    (candidate) => y >= candidate.top && y < candidate.cellsTop + candidate.rows * pitchY(layout),
  );
  if (!section || x < 0) return -1;
  const column = Math.floor((x + layout.gap / 2) / (layout.cellWidth + layout.gap));
  const row = Math.floor((y - section.cellsTop + layout.gap / 2) / pitchY(layout));
  if (row < 0 || column >= layout.columns) return -1;
  const within = row * layout.columns + column;
  return within < section.count ? section.start + within : -1;
}

function pitchY(layout: GridLayout): number {
  return layout.cellHeight + layout.gap;
}

/** The runs of positions whose cells reach into [top, bottom). */
export function positionsWithin(
  layout: GridLayout,
  top: number,
  bottom: number,
): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const section of layout.sections) {
    const first = Math.max(0, Math.floor((top - section.cellsTop) / pitchY(layout)));
    const last = Math.min(section.rows, Math.ceil((bottom - section.cellsTop) / pitchY(layout)));
    if (last <= first) continue;
    runs.push({
      from: section.start + first * layout.columns,
      to: section.start + Math.min(section.count, last * layout.columns),
    });
  }
  return runs;
}
