/** The earliest of many times, one for each key; every change costs O(log n). */
export interface TimeIndex {
  /** Sets, or with null removes, the time of a key. */
  set(key: string, at: number | null): void;
  /** The earliest time, or null when there is none. */
  earliest(): number | null;
  /** Removes and returns every key whose time is not after `now`. */
  takeDue(now: number): readonly string[];
}

type Entry = { readonly key: string; readonly at: number };

/** Makes an empty TimeIndex: a binary heap in which outdated entries stay until they surface. */
export function createTimeIndex(): TimeIndex {
  const times = new Map<string, number>();
  let heap: Entry[] = [];

  function top(): Entry | undefined {
    while (heap[0] !== undefined && times.get(heap[0].key) !== heap[0].at) {
      pop(heap);
    }
    return heap[0];
  }

  return {
    set(key, at) {
      if (at === null) {
        times.delete(key);
      } else if (times.get(key) !== at) {
        times.set(key, at);
        push(heap, { key, at });
      }
      if (heap.length > 2 * times.size + 64) {
        heap = [...times].map(([name, time]) => ({ key: name, at: time })).sort((a, b) => a.at - b.at);
      }
    },
    earliest: () => top()?.at ?? null,
    takeDue(now) {
      const due: string[] = [];
      for (let next = top(); next !== undefined && next.at <= now; next = top()) {
        due.push(next.key);
        times.delete(next.key);
      }
      return due;
    },
  };
}

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || above.at <= entry.at) {
      break;
    }
    heap[index] = above;
    index = parent;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) {
    return;
  }
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    const child = (heap[right]?.at ?? Number.POSITIVE_INFINITY) < (heap[left]?.at ?? Number.POSITIVE_INFINITY) ? right : left;
    const below = heap[child];
    if (below === undefined || below.at >= last.at) {
      break;
    }
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
}
