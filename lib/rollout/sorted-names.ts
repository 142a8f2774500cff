import { compareText } from './pod-order.ts';

/** Names in order; adding and deleting one costs next to the same however many there are. */
export interface SortedNames {
  readonly size: number;
  add(name: string): void;
  delete(name: string): void;
  /** The first `most` of them. */
  first(most: number): readonly string[];
}

const MOST_IN_CHUNK = 512;

/** Makes an empty set of names: a list of short sorted lists. */
export function createSortedNames(): SortedNames {
  const chunks: string[][] = [];
  let size = 0;

  return {
    get size() {
      return size;
    },
    add(name) {
      const chunk = chunks[placeOf(chunks, (names) => compareText(names.at(-1) ?? '', name) < 0)] ?? chunks.at(-1);
      if (chunk === undefined) {
        chunks.push([name]);
        size += 1;
        return;
      }
      const place = placeOf(chunk, (known) => compareText(known, name) < 0);
      if (chunk[place] === name) {
        return;
      }
      chunk.splice(place, 0, name);
      size += 1;
      if (chunk.length > MOST_IN_CHUNK) {
        chunks.splice(chunks.indexOf(chunk) + 1, 0, chunk.splice(MOST_IN_CHUNK >> 1));
      }
    },
    delete(name) {
      const index = placeOf(chunks, (names) => compareText(names.at(-1) ?? '', name) < 0);
      const chunk = chunks[index] ?? [];
      const place = placeOf(chunk, (known) => compareText(known, name) < 0);
      if (chunk[place] !== name) {
        return;
      }
      chunk.splice(place, 1);
      size -= 1;
      if (chunk.length === 0) {
        chunks.splice(index, 1);
      }
    },
    first(most) {
      const names: string[] = [];
      for (const chunk of chunks) {
        if (names.length >= most) {
          break;
        }
        names.push(...chunk.slice(0, most - names.length));
      }
      return names;
    },
  };
}

// The index of the first item that is not before.
function placeOf<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle] as T)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
