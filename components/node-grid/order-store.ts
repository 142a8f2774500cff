import type { ChangedSlots, LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { orderNames, reorderNames } from './name-order.ts';
import { keepOrder, type NodeOrder, orderingSteps, orderNodes } from './node-order.ts';
import type { NodeView, OrderOptions } from './node-view.ts';
import { runSteps } from './run-steps.ts';

/** Sorting again and drawing all costs about 1 ms for 1,000 Nodes; at most a hundredth of the time goes there. */
const RESORT_EVERY_MS = 1_500;
const RESORT_MS_PER_NODE = 0.1;
/** Sorting more Nodes than this would hold up a frame: it is done in steps, and shown when it is done. */
const AT_ONCE = 20_000;

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
  setView(view: NodeView, options: OrderOptions): void;
  hold(held: boolean): void;
  resort(): void;
  /** Starts listening to the live data; returns the stop. */
  start(): () => void;
}

/** Makes the store. `live` decides all; nothing is read from elsewhere. */
export function createOrderStore(live: LiveDaemonSet, firstView: NodeView, firstOptions: OrderOptions): OrderStore {
  const listeners = new Set<() => void>();
  let view = firstView;
  let options = firstOptions;
  let viewKey = JSON.stringify(view);
  let byName = orderNames(live);
  let seen = readNames(live);
  let current: OrderSnapshot = { order: orderNodes(live, view, byName, options), outOfDate: false };
  let held = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopSteps: (() => void) | undefined;

  const publish = (next: OrderSnapshot) => {
    current = next;
    for (const listener of listeners) listener();
  };
  const publishOrder = (order: NodeOrder) => {
    stopSteps = undefined;
    publish({ order: sameOrder(order, current.order) ? current.order : order, outOfDate: false });
  };
  const stopWaiting = () => {
    clearTimeout(timer);
    timer = undefined;
    stopSteps?.();
    stopSteps = undefined;
  };
  const resortNow = () => {
    stopWaiting();
    publishOrder(orderNodes(live, view, byName, options));
  };
  const resort = () => {
    if (live.nodeCount <= AT_ONCE) return resortNow();
    stopWaiting();
    stopSteps = runSteps(orderingSteps(live, view, byName, options), publishOrder);
  };
  const schedule = () => {
    timer ??= setTimeout(resort, Math.max(RESORT_EVERY_MS, live.nodeCount * RESORT_MS_PER_NODE));
  };
  const receive = (changed: ChangedSlots) => {
    if (changed === 'all') {
      byName = orderNames(live);
      seen = readNames(live);
      return resortNow();
    }
    if (changed.size === 0) return;
    const moved = slotsWithOtherNames(live, seen, changed);
    if (moved.size > 0) {
      byName = reorderNames(byName, live, moved);
      for (const slot of moved) seen[slot] = nameIn(live, slot);
      if (stopSteps) return resortNow();
      publish({ order: keepOrder(current.order, live, view, options), outOfDate: current.outOfDate });
    }
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
      const key = JSON.stringify(nextView);
      if (key === viewKey && nextOptions.filterSearch === options.filterSearch && nextOptions.labels === options.labels) return;
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
        stopWaiting();
      };
    },
  };
}

function nameIn(live: LiveDaemonSet, slot: number): string {
  return live.present[slot] ? live.name(slot) : '';
}

function readNames(live: LiveDaemonSet): string[] {
  return Array.from({ length: live.capacity }, (_, slot) => nameIn(live, slot));
}

function slotsWithOtherNames(live: LiveDaemonSet, seen: readonly string[], changed: ReadonlySet<number>): Set<number> {
  const moved = new Set<number>();
  for (const slot of changed) if (nameIn(live, slot) !== (seen[slot] ?? '')) moved.add(slot);
  return moved;
}

function sameOrder(one: NodeOrder, other: NodeOrder): boolean {
  return (
    one.slots.length === other.slots.length &&
    one.positions.length === other.positions.length &&
    one.groups.length === other.groups.length &&
    one.groupedBy.join() === other.groupedBy.join() &&
    one.slots.every((slot, position) => slot === other.slots[position]) &&
    one.groups.every(({ key, inner, count }, index) => {
      const group = other.groups[index];
      return group?.key === key && group.inner === inner && group.count === count;
    })
  );
}
