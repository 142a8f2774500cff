import { wallUnit } from './wall-cells.ts';

/** A tile in its own font sizes: wide enough for a name, high enough for five lines. */
const TILE_EMS = { width: 15, height: 7.6 };
/** The smallest font that is read from afar, in units of the wall. */
const SMALLEST_FONT = 1.3;
const LARGEST_FONT = 3.2;

interface TileRoom {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly unit: number;
}

/** How tiles stand: so many columns, so high, in this font size (CSS pixels). */
export interface TileTable {
  readonly columns: number;
  readonly height: number;
  readonly font: number;
}

/** The columns with which the tiles of one page are largest. */
export function tileTable({ width, height, count, unit }: TileRoom): TileTable {
  const tables = Array.from({ length: Math.max(1, count) }, (_, index) => {
    const columns = index + 1;
    const rows = Math.max(1, Math.ceil(count / columns));
    const tileWidth = (width - unit * (columns - 1)) / columns;
    const tileHeight = (height - unit * (rows - 1)) / rows;
    const font = Math.min(tileWidth / TILE_EMS.width, tileHeight / TILE_EMS.height, LARGEST_FONT * unit);
    return { columns, font, height: Math.floor(Math.min(tileHeight, font * TILE_EMS.height * 1.6)) };
  });
  return tables.reduce((best, table) => (table.font > best.font + 0.01 ? table : best));
}

/** How many tiles can be read on one screen of this size. */
export function tilesPerPage(width: number, height: number): number {
  const unit = wallUnit(width, height);
  const columns = Math.floor(width / (unit * (TILE_EMS.width * SMALLEST_FONT + 1)));
  const rows = Math.floor((height - 14 * unit) / (unit * (TILE_EMS.height * SMALLEST_FONT + 1)));
  return Math.max(1, columns) * Math.max(1, rows);
}
