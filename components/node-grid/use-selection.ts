'use client';
import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { type AddressedSelection, addressOf, namesOf } from './kept-selections.ts';
import type { NodeOrder } from './node-order.ts';
import { createSelectionStore, type SelectionStore } from './selection-store.ts';

/** What grid, table and inspector need to show and change the chosen Nodes. */
export interface Selection {
  readonly store: SelectionStore;
  /** Where the chosen Nodes stand: in the address, only in this page, or nowhere any more. */
  readonly place: AddressedSelection['place'];
  /** Parts of the address that could not be read. */
  readonly unreadable: number;
  /** Chooses these Nodes and no others. */
  readonly choose: (slots: Iterable<number>) => void;
  /** Takes a Node in or out. */
  readonly toggle: (slot: number) => void;
  /** Chooses from the Node that was touched last to this one, in the order shown; `add` keeps the others. */
  readonly extend: (order: NodeOrder, slot: number, how: { readonly from: number; readonly add: boolean }) => void;
  /** The next range starts here. */
  readonly touch: (slot: number) => void;
  /** Opens a Node, or with null none; no other stays chosen. */
  readonly open: (node: string | null) => void;
  readonly clear: () => void;
}

/** Chooses the Nodes at a run of positions: all of them, or those with a stale Pod; `add` keeps what is chosen. */
export type ChooseRun = (
  run: { readonly start: number; readonly count: number },
  which: 'all' | 'stale',
  how: { readonly add: boolean },
) => void;

interface SelectionInput {
  /** The Node that is open. */
  readonly node: string | null;
  readonly setNode: (node: string | null) => void;
}

const PARSER = parseAsString.withOptions({ history: 'push' });
const EMPTY: AddressedSelection = { names: [], unreadable: 0, place: 'address' };

/**
 * The selection of one page. The address holds it (`sel`), each change is one entry of the history; while nothing is
 * chosen, the Node that is open counts as the first one.
 */
export function useSelection(live: LiveDaemonSet, { node, setNode }: SelectionInput): Selection {
  const [text, setText] = useQueryState('sel', PARSER);
  const store = useMemo(() => createSelectionStore(live), [live]);
  const read = useMemo(() => (text === null ? EMPTY : namesOf(text)), [text]);
  const anchor = useRef<string | null>(null);
  const stretching = useRef(false);
  useLayoutEffect(() => store.take(read.names), [store, read]);
  useEffect(() => store.start(), [store]);

  const write = (slots: Iterable<number>, how: { readonly replace?: boolean } = {}) => {
    const names = Array.from(slots, (slot) => live.name(slot));
    const next = names.length === 0 ? null : addressOf(names);
    // What is chosen already is no new entry of the history.
    if (next !== text) void setText(next, { history: how.replace ? 'replace' : 'push' });
    if (node !== null) setNode(null);
    stretching.current = false;
  };
  const touch = (slot: number) => {
    anchor.current = live.name(slot);
    stretching.current = false;
  };
  const base = () => {
    const slot = store.size > 0 || node === null ? undefined : live.slotOf(node);
    return slot === undefined ? store.slots() : [slot];
  };
  return {
    store,
    place: read.place,
    unreadable: read.unreadable,
    choose: (slots) => write(slots),
    touch,
    toggle(slot) {
      const slots = new Set(base());
      if (!slots.delete(slot)) slots.add(slot);
      touch(slot);
      write(slots);
    },
    extend(order, slot, { from, add }) {
      const first = order.positions[live.slotOf(anchor.current ?? node ?? '') ?? from] ?? -1;
      const start = first < 0 ? (order.positions[from] ?? 0) : first;
      const end = order.positions[slot] ?? start;
      anchor.current = live.name(order.slots[start] ?? slot);
      const range = order.slots.subarray(Math.min(start, end), Math.max(start, end) + 1);
      const replace = stretching.current;
      write(add ? new Set([...base(), ...range]) : range, { replace });
      stretching.current = true;
    },
    open(next) {
      anchor.current = next;
      stretching.current = false;
      if (text !== null) void setText(null);
      setNode(next);
    },
    clear() {
      stretching.current = false;
      void setText(null);
    },
  };
}

/** Renders again when the chosen Nodes change, not while a gesture previews others; returns the version. */
export function useSelectionVersion(store: SelectionStore): number {
  return useSyncExternalStore(
    store.subscribe,
    () => store.version,
    () => store.version,
  );
}
