import { FeedFormatError } from './feed-format-error.ts';
import { readIndices, readObject } from './read-fields.ts';

/**
 * Slots as runs of neighbours: the first slot and the length of each, one after the other. Most snapshots have a single run,
 * and numbers that only count up are a quarter of a compressed snapshot.
 */
export interface SlotRuns {
  readonly runs: readonly number[];
}

/** Writes slots as runs, in the order in which they stand. */
export function slotRuns(slots: readonly number[]): SlotRuns {
  const runs: number[] = [];
  let start = 0;
  for (let end = 1; end <= slots.length; end++) {
    if (slots[end] === (slots[end - 1] ?? 0) + 1) continue;
    runs.push(slots[start] ?? 0, end - start);
    start = end;
  }
  return { runs };
}

/** Reads runs of slots that are below `limit`; throws FeedFormatError. */
export function readSlotRuns(value: unknown, where: string, limit: number): readonly number[] {
  const runs = readIndices(readObject(value, where).runs, where, limit);
  if (runs.length % 2 === 1) throw new FeedFormatError(where, 'ends within a run');
  const slots: number[] = [];
  for (let index = 0; index < runs.length; index += 2) {
    const first = runs[index] ?? 0;
    const end = first + (runs[index + 1] ?? 0);
    if (end > limit || slots.length + end - first > limit)
      throw new FeedFormatError(where, `holds no whole number below ${limit}`);
    for (let slot = first; slot < end; slot++) slots.push(slot);
  }
  return slots;
}
