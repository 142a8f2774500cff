import type { LiveMatrix, MatrixChange } from '#lib/client/live-matrix.ts';
import { type MatrixOrder, orderMatrix, rankNodeNames } from './matrix-order.ts';
import type { MatrixView } from './matrix-view.ts';

/** Sorting again costs about 1 ms for 1,000 Nodes; at most a fiftieth of the time goes there. */
const RESORT_EVERY_MS = 1_500;
const RESORT_MS_PER_NODE = 0.05;

export interface OrderSnapshot {
  readonly order: MatrixOrder;
  /** Cells have changed since the order was made, and somebody holds it. */
  readonly outOfDate: boolean;
}

/**
 * The order of a live matrix. Rows and columns keep their place while the order is held (pointer or focus inside);
 * otherwise it is made anew a moment after a change.
 */
export interface MatrixOrderStore {
  snapshot(): OrderSnapshot;
  subscribe(listener: () => void): () => void;
  setView(view: MatrixView): void;
  hold(held: boolean): void;
  resort(): void;
  /** Starts listening to the live data; returns the stop. */
  start(): () => void;
}

/** Makes the store. `live` decides all; nothing is read from elsewhere. */
export function createMatrixOrderStore(live: LiveMatrix, firstView: MatrixView): MatrixOrderStore {
  const listeners = new Set<() => void>();
  let view = firstView;
  let names = readNames(live);
  let ranks = rankNodeNames(live);
  let current: OrderSnapshot = { order: orderMatrix(live, view, ranks), outOfDate: false };
  let held = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const publish = (next: OrderSnapshot) => {
    current = next;
    for (const listener of listeners) listener();
  };
  const resort = () => {
    clearTimeout(timer);
    timer = undefined;
    publish({ order: orderMatrix(live, view, ranks), outOfDate: false });
  };
  const schedule = () => {
    timer ??= setTimeout(resort, Math.max(RESORT_EVERY_MS, live.nodeCount * RESORT_MS_PER_NODE));
  };
  const receive = (change: MatrixChange) => {
    const nodes = change === 'all' || change.slots.some((slot) => nameIn(live, slot) !== (names[slot] ?? ''));
    if (nodes) {
      names = readNames(live);
      ranks = rankNodeNames(live);
    }
    if (change === 'all') return resort();
    if (nodes || change.rows) publish({ ...current, order: orderMatrix(live, view, ranks, current.order) });
    if (!nodes && !change.rows && change.slots.length === 0 && change.cells.length === 0) return;
    if (!held) schedule();
    else if (!current.outOfDate) publish({ ...current, outOfDate: true });
  };

  return {
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setView(next) {
      if (JSON.stringify(next) === JSON.stringify(view)) return;
      view = next;
      resort();
    },
    hold(next) {
      held = next;
      if (held && timer !== undefined) {
        clearTimeout(timer);
        timer = undefined;
        publish({ ...current, outOfDate: true });
      } else if (!held && current.outOfDate) schedule();
    },
    resort,
    start() {
      const stop = live.subscribe(receive);
      return () => {
        stop();
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

function nameIn(live: LiveMatrix, slot: number): string {
  return live.nodes.present[slot] ? live.name(slot) : '';
}

function readNames(live: LiveMatrix): string[] {
  return Array.from({ length: live.nodes.capacity }, (_, slot) => nameIn(live, slot));
}
