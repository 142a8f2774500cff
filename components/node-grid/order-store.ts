import type { ChangedSlots, LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { keepOrder, type NodeOrder, orderNodes, rankNames } from './node-order.ts';
import type { NodeView } from './node-view.ts';

/** Sorting again costs about 1 ms for 1,000 Nodes; at most a fiftieth of the time goes there. */
const RESORT_EVERY_MS = 1_500;
const RESORT_MS_PER_NODE = 0.05;

export interface OrderSnapshot {
  readonly order: NodeOrder;
  /** Cells have changed since the order was made, and somebody holds it. */
  readonly outOfDate: boolean;
}

/**
 * The order in which a live DaemonSet's Nodes are shown. Cells keep their place while the order is held
 * (pointer inside, a Node chosen); otherwise it is made anew a moment after a change.
 */
export interface OrderStore {
  snapshot(): OrderSnapshot;
  subscribe(listener: () => void): () => void;
  setView(view: NodeView, options: { filterSearch: boolean }): void;
  hold(held: boolean): void;
  resort(): void;
  /** Starts listening to the live data; returns the stop. */
  start(): () => void;
}

/** Makes the store. `live` decides all; nothing is read from elsewhere. */
export function createOrderStore(live: LiveDaemonSet, firstView: NodeView, firstOptions: { filterSearch: boolean }): OrderStore {
  const listeners = new Set<() => void>();
  let view = firstView;
  let options = firstOptions;
  let viewKey = JSON.stringify([view, options]);
  let ranks = rankNames(live);
  let names = readNames(live);
  let current: OrderSnapshot = { order: orderNodes(live, view, ranks, options), outOfDate: false };
  let held = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const publish = (next: OrderSnapshot) => {
    current = next;
    for (const listener of listeners) listener();
  };
  const resort = () => {
    clearTimeout(timer);
    timer = undefined;
    publish({ order: orderNodes(live, view, ranks, options), outOfDate: false });
  };
  const schedule = () => {
    timer ??= setTimeout(resort, Math.max(RESORT_EVERY_MS, live.nodeCount * RESORT_MS_PER_NODE));
  };
  const receive = (changed: ChangedSlots) => {
    const membership = changed === 'all' || membershipChanged(live, names, changed);
    if (membership) {
      ranks = rankNames(live);
      names = readNames(live);
    }
    if (changed === 'all') return resort();
    if (changed.size === 0) return;
    if (membership) publish({ order: keepOrder(current.order, live, view, options), outOfDate: current.outOfDate });
    if (!held) schedule();
    else if (!current.outOfDate) publish({ ...current, outOfDate: true });
  };

  return {
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setView(nextView, nextOptions) {
      const key = JSON.stringify([nextView, nextOptions]);
      if (key === viewKey) return;
      viewKey = key;
      view = nextView;
      options = nextOptions;
      resort();
    },
    hold(next) {
      held = next;
      if (held) {
        clearTimeout(timer);
        if (timer) publish({ ...current, outOfDate: true });
        timer = undefined;
      } else if (current.outOfDate) schedule();
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

function readNames(live: LiveDaemonSet): string[] {
  return Array.from({ length: live.capacity }, (_, slot) => (live.present[slot] ? live.name(slot) : ''));
}

function membershipChanged(live: LiveDaemonSet, names: readonly string[], changed: ReadonlySet<number>): boolean {
  for (const slot of changed) {
    if ((live.present[slot] ? live.name(slot) : '') !== (names[slot] ?? '')) return true;
  }
  return false;
}
