'use client';
import { useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { LabelValues, NodeView } from './node-view.ts';
import { createOrderStore, type OrderSnapshot } from './order-store.ts';

interface OrderControls extends OrderSnapshot {
  readonly hold: (held: boolean) => void;
  readonly resort: () => void;
}

/** The order of the Nodes of one live DaemonSet for a view; `labels` are the values of the labels that it groups by. */
export function useNodeOrder(
  live: LiveDaemonSet,
  view: NodeView,
  { filterSearch, labels }: { filterSearch: boolean; labels: LabelValues },
): OrderControls {
  // The first view only; later ones go through setView, which keeps the names' order.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new store belongs to a new live object alone
  const store = useMemo(
    () => createOrderStore(live, filterSearch ? view : { ...view, search: '' }, { filterSearch, labels }),
    [live],
  );
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  useEffect(() => store.start(), [store]);
  useLayoutEffect(
    () => store.setView(filterSearch ? view : { ...view, search: '' }, { filterSearch, labels }),
    [store, view, filterSearch, labels],
  );
  return { ...snapshot, hold: store.hold, resort: store.resort };
}
