import { describe, expect, it } from 'vitest';
import { SlotTable } from './slot-table.ts';

describe('SlotTable', () => {
  it('[FEED-8] a name keeps its slot while it exists, whatever its neighbours do', () => {
    const table = new SlotTable();
    expect(['a', 'b', 'c', 'a'].map((name) => table.assign(name))).toEqual([0, 1, 2, 0]);
    table.release('b');
    table.recycle();
    expect(table.assign('c')).toBe(2);
  });

  it('[FEED-9] a released slot is used again after recycle only', () => {
    const table = new SlotTable();
    table.assign('a');
    expect(table.release('a')).toBe(0);
    expect(table.assign('b')).toBe(1);
    table.recycle();
    expect(table.assign('c')).toBe(0);
    expect(table.nameOf(0)).toBe('c');
    expect(table.release('nobody')).toBeUndefined();
  });
});
