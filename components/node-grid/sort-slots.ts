/** A whole number below 2^32 for each slot, and the highest of them. */
export interface SortKeys {
  readonly keys: Uint32Array;
  readonly most: number;
}

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;

/** The slots by their keys, smallest first; equal keys keep their places. A radix sort: the cost grows with the slots, not faster. */
export function sortSlots(slots: Uint32Array, { keys, most }: SortKeys, { reverse }: { reverse: boolean }): Uint32Array {
  if (most === 0) return slots;
  const low = sortByDigit(slots, { keys, most, shift: 0, reverse });
  return most < DIGITS ? low : sortByDigit(low, { keys, most, shift: DIGIT_BITS, reverse });
}

interface Digit extends SortKeys {
  readonly shift: number;
  readonly reverse: boolean;
}

function sortByDigit(slots: Uint32Array, { keys, most, shift, reverse }: Digit): Uint32Array {
  const size = Math.min(DIGITS, most + 1);
  const starts = new Uint32Array(size + 1);
  const mask = DIGITS - 1;
  for (let index = 0; index < slots.length; index++) {
    const key = keys[slots[index] ?? 0] ?? 0;
    const after = (((reverse ? most - key : key) >>> shift) & mask) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let digit = 1; digit <= size; digit++) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  const sorted = new Uint32Array(slots.length);
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index] ?? 0;
    const key = keys[slot] ?? 0;
    const digit = ((reverse ? most - key : key) >>> shift) & mask;
    const place = starts[digit] ?? 0;
    sorted[place] = slot;
    starts[digit] = place + 1;
  }
  return sorted;
}
