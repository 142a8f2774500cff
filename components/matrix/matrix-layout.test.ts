import { describe, expect, it } from 'vitest';
import { cellAt, columnAt, columnLeft, columnsWithin, layoutMatrix, rowsWithin } from './matrix-layout.ts';
import { moveInMatrix } from './move.ts';

describe('the layout of the matrix', () => {
  it('[MATRIX-40] every Node fits into the width while that leaves room for names; beyond, the cells stay readable', () => {
    const fits = layoutMatrix({ width: 1_200, rows: 11, counts: [60], zoom: 'fit' });
    expect([fits.width <= 1_200, fits.named]).toEqual([true, true]);
    const large = layoutMatrix({ width: 1_200, rows: 11, counts: [5_000], zoom: 'fit' });
    expect([large.width > 1_200, large.named, large.cellWidth]).toEqual([true, true, 15]);
  });

  it('[MATRIX-41] a row is never lower than its name, however narrow the cells', () => {
    const layout = layoutMatrix({ width: 1_200, rows: 300, counts: [100_000], zoom: 4 });
    expect([layout.named, layout.rowPitch]).toEqual([false, 20]);
  });

  it('[MATRIX-42] each column and row is found where it stands, across groups, and nothing between two groups', () => {
    const layout = layoutMatrix({ width: 500, rows: 3, counts: [5, 7], zoom: 20 });
    for (let column = 0; column < 12; column += 1) {
      const x = columnLeft(layout, column);
      expect([columnAt(layout, x), columnAt(layout, x + layout.cellWidth - 1)]).toEqual([column, column]);
      expect(cellAt(layout, x + 1, 2 * layout.rowPitch + 1)).toEqual({ row: 2, column });
    }
    expect(columnAt(layout, columnLeft(layout, 5) - 6)).toBeNull();
    expect(cellAt(layout, 1, layout.height + 20)).toBeNull();
    expect(columnAt(layout, -20)).toBeNull();
  });

  it('[MATRIX-43] only what the window shows is drawn, however many Nodes there are', () => {
    const layout = layoutMatrix({ width: 1_200, rows: 300, counts: [60_000, 40_000], zoom: 8 });
    const runs = columnsWithin(layout, 100_000, 101_200);
    expect(runs.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThan(130);
    const { from, to } = rowsWithin(layout, 1_000, 1_800);
    expect([from <= 1_000 / layout.rowPitch, to - from]).toEqual([true, expect.closeTo(800 / layout.rowPitch, -1)]);
  });

  it('[MATRIX-44] no Node and no DaemonSet is a layout too', () => {
    expect(layoutMatrix({ width: 800, rows: 0, counts: [], zoom: 'fit' })).toMatchObject({ width: 0, height: 0 });
  });
});

describe('the keys of the matrix', () => {
  const size = { rows: 3, columns: 5, pageRows: 2, far: false };
  const go = (row: number, column: number, key: string, far = false) => moveInMatrix({ row, column }, { ...size, key, far });

  it('[MATRIX-45] arrows move by one and stop at the edges; the headings lie before the first row and column', () => {
    expect(go(0, 0, 'ArrowRight')).toEqual({ row: 0, column: 1 });
    expect(go(2, 4, 'ArrowDown')).toEqual({ row: 2, column: 4 });
    expect(go(0, 3, 'ArrowUp')).toEqual({ row: -1, column: 3 });
    expect(go(1, 0, 'ArrowLeft')).toEqual({ row: 1, column: -1 });
    expect(go(-1, 0, 'ArrowLeft')).toEqual({ row: -1, column: 0 });
    expect(go(0, -1, 'ArrowUp')).toEqual({ row: 0, column: -1 });
  });

  it('[MATRIX-46] Home and End lead along the row, with Ctrl to the corners; pages by rows; other keys nowhere', () => {
    expect(go(1, 3, 'Home')).toEqual({ row: 1, column: 0 });
    expect(go(1, 3, 'End', true)).toEqual({ row: 2, column: 4 });
    expect(go(0, 3, 'PageDown')).toEqual({ row: 2, column: 3 });
    expect(go(2, 3, 'PageUp')).toEqual({ row: 0, column: 3 });
    expect(go(2, 3, 'x')).toBeNull();
  });
});
