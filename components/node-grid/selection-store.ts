import type { ChangedSlots, LiveDaemonSet } from '#lib/client/live-daemon-set.ts';

/**
 * The Nodes that are chosen, by slot and outside React: a click on one of 5,000 costs a cell, not a page. A Node that
 * leaves the cluster leaves the selection, and one of its name that joins later is another Node.
 */
export interface SelectionStore {
  /** Grows when the chosen Nodes change; not while a preview moves. */
  readonly version: number;
  /** How many are chosen, the preview aside. */
  readonly size: number;
  /** Whether any Node is chosen, or would be by the preview. */
  readonly shows: boolean;
  /** Whether a Node is chosen, or would be by the preview. */
  has(slot: number): boolean;
  /** The chosen slots, in slot order; the same reference until the version grows. */
  slots(): readonly number[];
  /** Names that were asked for or chosen and are not there; the same reference until the version grows. */
  missing(): readonly string[];
  /** Chooses the Nodes of these names and no others. */
  take(names: Iterable<string>): void;
  /** What a gesture under way would choose; null ends it. */
  preview(slots: Iterable<number> | null): void;
  /** Calls the listener after each change and each preview; returns the unsubscribe. */
  subscribe(listener: () => void): () => void;
  /** Starts following the live data; returns the stop. */
  start(): () => void;
}

const NONE: readonly string[] = [];

/** Makes an empty selection over a live DaemonSet. */
export function createSelectionStore(live: LiveDaemonSet): SelectionStore {
  const listeners = new Set<() => void>();
  let chosen = new Map<number, string>();
  let missing: readonly string[] = NONE;
  let previewed: ReadonlySet<number> | null = null;
  let version = 0;
  let listed: readonly number[] | null = null;

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const publish = (next: Map<number, string>, gone: readonly string[]) => {
    chosen = next;
    missing = gone;
    listed = null;
    version++;
    tell();
  };
  const take = (names: Iterable<string>, lost: readonly string[] = NONE) => {
    const next = new Map<number, string>();
    const gone = [...lost];
    for (const name of names) {
      const slot = live.slotOf(name);
      if (slot === undefined) gone.push(name);
      else next.set(slot, name);
    }
    if (next.size + chosen.size + gone.length + missing.length > 0) publish(next, gone);
  };
  const receive = (changed: ChangedSlots) => {
    const moved = changed === 'all' || [...changed].some((slot) => isAnother(live, slot, chosen.get(slot)));
    if (moved && chosen.size > 0) take(chosen.values(), missing);
  };

  return {
    get version() {
      return version;
    },
    get size() {
      return chosen.size;
    },
    get shows() {
      return (previewed ?? chosen).size > 0;
    },
    has: (slot) => (previewed ? previewed.has(slot) : chosen.has(slot)),
    slots() {
      listed ??= [...chosen.keys()].sort((a, b) => a - b);
      return listed;
    },
    missing: () => missing,
    take: (names) => take(names),
    preview(slots) {
      previewed = slots === null ? null : new Set(slots);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => live.subscribe(receive),
  };
}

function isAnother(live: LiveDaemonSet, slot: number, name: string | undefined): boolean {
  return name !== undefined && (!live.present[slot] || live.name(slot) !== name);
}
