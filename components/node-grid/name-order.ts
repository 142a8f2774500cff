import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { naturalCompare } from '#lib/feed/natural-compare.ts';

/** Every present slot by name in natural order: node-2 before node-10. Costs a sort of all names. */
export function orderNames(live: LiveDaemonSet): Uint32Array {
  const present: number[] = [];
  for (let slot = 0; slot < live.capacity; slot++) if (live.present[slot]) present.push(slot);
  return Uint32Array.from(sortByName(live, present));
}

function sortByName(live: LiveDaemonSet, slots: number[]): number[] {
  return slots.sort((a, b) => naturalCompare(live.name(a), live.name(b)) || a - b);
}

/** The same order after the Nodes in some slots came, went or changed places; sorts only these. */
export function reorderNames(previous: Uint32Array, live: LiveDaemonSet, changed: ReadonlySet<number>): Uint32Array {
  const added = sortByName(
    live,
    [...changed].filter((slot) => live.present[slot]),
  );
  const kept = previous.filter((slot) => !changed.has(slot));
  const merged = new Uint32Array(kept.length + added.length);
  let from = 0;
  added.forEach((slot, index) => {
    const before = placeOf(live, kept, slot);
    merged.set(kept.subarray(from, before), from + index);
    merged[before + index] = slot;
    from = before;
  });
  merged.set(kept.subarray(from), from + added.length);
  return merged;
}

/** How many of the ordered slots stand before a slot. */
function placeOf(live: LiveDaemonSet, ordered: Uint32Array, slot: number): number {
  const name = live.name(slot);
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ordered[middle] ?? 0;
    if ((naturalCompare(live.name(other), name) || other - slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
