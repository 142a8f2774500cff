/** Where the cells of a wall stand: all of them, as large as the room allows. */
export interface WallCells {
  readonly kind: 'tile' | 'cell';
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

interface CellRoom {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** A hundredth of a wide screen in CSS pixels: what can be read grows with it. */
  readonly unit: number;
}

/** Names can be read up to this many Nodes. */
const MOST_TILES = 60;
const SMALLEST_TILE = { width: 11, height: 2.6 };
const LARGEST_TILE = { width: 36, height: 7 };
const LARGEST_CELL = 5;

/** A hundredth of a wide screen's width; a narrow one is read from near. */
export function wallUnit(width: number, height: number): number {
  return Math.max(7, Math.min(width / 100, (height * 16) / 900));
}

/** Lays out every cell without scrolling: tiles with names where they can be read, else the largest squares that fit. */
export function wallCells(room: CellRoom): WallCells {
  const tiles = room.count <= MOST_TILES ? tileCells(room) : null;
  return tiles ?? squareCells(room);
}

function tileCells({ width, height, count, unit }: CellRoom): WallCells | null {
  const gap = Math.max(4, Math.round(unit * 0.5));
  const most = Math.max(1, Math.floor((width + gap) / (SMALLEST_TILE.width * unit + gap)));
  for (let columns = 1; columns <= most; columns++) {
    const rows = Math.max(1, Math.ceil(count / columns));
    const tileWidth = Math.min(LARGEST_TILE.width * unit, (width - gap * (columns - 1)) / columns);
    const tileHeight = Math.min(LARGEST_TILE.height * unit, (height - gap * (rows - 1)) / rows);
    // A tile that is not wider than this is a square with a torn name.
    if (tileHeight < SMALLEST_TILE.height * unit || tileWidth < tileHeight * 2.6) continue;
    return { kind: 'tile', columns, rows, width: Math.floor(tileWidth), height: Math.floor(tileHeight), gap };
  }
  return null;
}

function squareCells({ width, height, count, unit }: CellRoom): WallCells {
  const largest = Math.max(1, Math.floor(LARGEST_CELL * unit));
  for (let size = largest; size > 1; size--) {
    const gap = gapOf(size);
    const columns = Math.floor((width + gap) / (size + gap));
    const rows = Math.floor((height + gap) / (size + gap));
    if (columns * rows >= count)
      return { kind: 'cell', columns, rows: Math.ceil(count / columns), width: size, height: size, gap };
  }
  return sharedPixels({ width, height, count });
}

/** More Nodes than squares of two pixels: they stand without gaps, narrower than a pixel if need be. */
function sharedPixels({ width, height, count }: Omit<CellRoom, 'unit'>): WallCells {
  const size = Math.sqrt((Math.max(1, width) * Math.max(1, height)) / Math.max(1, count));
  const columns = Math.max(1, Math.ceil(width / size));
  const rows = Math.max(1, Math.ceil(count / columns));
  const fitted = Math.min(width / columns, height / rows);
  return { kind: 'cell', columns, rows, width: fitted, height: fitted, gap: 0 };
}

function gapOf(size: number): number {
  return size > 40 ? 6 : size > 20 ? 4 : size > 10 ? 3 : size > 5 ? 2 : size > 3 ? 1 : 0;
}

/** The top left corner of the cell at a position. */
export function wallCellAt(cells: WallCells, position: number): { readonly x: number; readonly y: number } {
  const column = position % cells.columns;
  const row = Math.floor(position / cells.columns);
  return { x: column * (cells.width + cells.gap), y: row * (cells.height + cells.gap) };
}
