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
  /** Top of the first heading, or of the cells when there is none. */
  readonly top: number;
  readonly cellsTop: number;
  /** Rows of the sections before this one. */
  readonly rowStart: number;
}

export type Zoom = 'fit' | 'tile' | number;

export interface SectionSize {
  readonly count: number;
  readonly headings: number;
}

export interface GridRoom {
  readonly width: number;
  readonly height: number;
  /** Cells and lines of headings per section, in order. */
  readonly sections: readonly SectionSize[];
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
const LARGEST_CELL = 88;
/** So many Nodes always have tiles, and up to the second number where the room holds all of them. */
const TILE_LIMIT = 60;
const ROOMY_TILE_LIMIT = 400;
export const ZOOM_STEPS: readonly Zoom[] = [4, 8, 12, 19, 28, 38, 'tile'];

/** Lays the cells out: tiles for few Nodes, else the largest cell with which all of them fit, not below what stays readable. */
export function layoutGrid(room: GridRoom): GridLayout {
  const total = room.sections.reduce((sum, { count }) => sum + count, 0);
  if (room.zoom === 'tile' || (room.zoom === 'fit' && total <= TILE_LIMIT)) return layoutTiles(room);
  if (room.zoom !== 'fit') return place(room, cellShape(room, room.zoom));
  const tiles = total <= ROOMY_TILE_LIMIT ? layoutTiles(room) : null;
  if (tiles && tiles.height <= room.height) return tiles;
  const smallest = smallestCell(total);
  let size = LARGEST_CELL;
  while (size > smallest && heightOf(room, cellShape(room, size)) > room.height) size--;
  return place(room, cellShape(room, size));
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

type Shape = Pick<GridLayout, 'kind' | 'cellWidth' | 'cellHeight' | 'gap' | 'columns'>;

function cellShape(room: GridRoom, size: number): Shape {
  const gap = size > 10 ? 3 : size > 5 ? 2 : 1;
  const columns = Math.max(1, Math.floor((room.width + gap) / (size + gap)));
  return { kind: 'cell', cellWidth: size, cellHeight: size, gap, columns };
}

function heightOf({ sections }: GridRoom, shape: Shape): number {
  return sections.reduce((height, section) => height + sectionHeight(section, shape), 0);
}

function sectionHeight({ count, headings }: SectionSize, { columns, cellHeight, gap }: Shape): number {
  const rows = Math.ceil(count / columns);
  return headings * HEADING_HEIGHT + rows * (cellHeight + gap) + (headings > 0 && rows > 0 ? SECTION_GAP : 0);
}

function place(room: GridRoom, shape: Shape): GridLayout {
  const sections: GridSection[] = [];
  let top = 0;
  let start = 0;
  let rowStart = 0;
  for (const size of room.sections) {
    const rows = Math.ceil(size.count / shape.columns);
    sections.push({ start, count: size.count, rows, top, cellsTop: top + size.headings * HEADING_HEIGHT, rowStart });
    top += sectionHeight(size, shape);
    start += size.count;
    rowStart += rows;
  }
  return { ...shape, sections, width: room.width, height: top };
}

/** The first section that `isPast` holds for, when it holds for all that follow; their number when there is none. */
function firstSection(layout: GridLayout, isPast: (section: GridSection) => boolean): number {
  let low = 0;
  let high = layout.sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const section = layout.sections[middle];
    if (section && isPast(section)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The section that holds a position. */
export function sectionAt(layout: GridLayout, position: number): GridSection | undefined {
  return position < 0 ? undefined : layout.sections[sectionIndexAt(layout, position)];
}

/** The number of the section that holds a position. */
export function sectionIndexAt(layout: GridLayout, position: number): number {
  return firstSection(layout, ({ start, count }) => start + count > position);
}

/** The sections whose headings or cells reach into [top, bottom): the first, and the one after the last. */
export function sectionsWithin(layout: GridLayout, top: number, bottom: number): { readonly from: number; readonly to: number } {
  const from = firstSection(layout, ({ cellsTop, rows }) => cellsTop + rows * pitchY(layout) > top);
  return {
    from,
    to: Math.max(
      from,
      firstSection(layout, (section) => section.top >= bottom),
    ),
  };
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
  const section = layout.sections[firstSection(layout, ({ cellsTop, rows }) => cellsTop + rows * pitchY(layout) > y)];
  if (!section || x < 0 || y < section.top) return -1;
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
  const { from, to } = sectionsWithin(layout, top, bottom);
  for (const section of layout.sections.slice(from, to)) {
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
