import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallUnit } from './wall-cells.ts';
import { tilesPerPage, tileTable } from './wall-tile-table.ts';

const SCREENS = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
  [375, 667],
] as const;

describe('tiles', () => {
  it('[WALL-45] those of one page fit the screen in a font that can be read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCREENS),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        ([screenWidth, screenHeight], share) => {
          const unit = wallUnit(screenWidth, screenHeight);
          const count = Math.max(1, Math.floor(tilesPerPage(screenWidth, screenHeight) * share));
          const room = { width: screenWidth - 4 * unit, height: screenHeight - 12 * unit };
          const { columns, height, font } = tileTable({ ...room, count, unit });
          const rows = Math.ceil(count / columns);
          expect(rows * height + (rows - 1) * unit).toBeLessThanOrEqual(room.height + 1);
          expect(font).toBeGreaterThanOrEqual(unit);
        },
      ),
    );
  });

  it('[WALL-46] a wide screen holds at least twelve', () => {
    for (const [width, height] of SCREENS.slice(0, 3)) expect(tilesPerPage(width, height)).toBeGreaterThanOrEqual(12);
  });
});
