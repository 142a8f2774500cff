import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { NodeView } from './node-view.ts';

/** Tells whether a view may hide a Node. */
export function isFiltered(view: NodeView, options: { readonly filterSearch: boolean }): boolean {
  const { states, stale, reason, revision, only = null, search } = view;
  const filters = [reason, revision, only].some((filter) => filter !== null) || states.length > 0 || stale;
  return filters || (options.filterSearch && search.trim() !== '');
}

/** Tells whether the Node in a slot passes the filters of a view; with `filterSearch` the search filters too. */
export function nodeFilter(
  live: LiveDaemonSet,
  view: NodeView,
  options: { readonly filterSearch: boolean },
): (slot: number) => boolean {
  const wanted = Uint8Array.from(NODE_ROLLOUT_STATES, (state) => Number(view.states.length === 0 || view.states.includes(state)));
  const only = view.only ? new Set(view.only) : null;
  const search = options.filterSearch ? searchMatcher(live, view.search) : null;
  return (slot) =>
    wanted[live.state[slot] ?? 0] === 1 &&
    (!view.stale || ((live.marks[slot] ?? 0) & MARK.stale) !== 0) &&
    (view.reason === null || live.text(live.reason[slot] ?? 0) === view.reason) &&
    (view.revision === null || live.revision[slot] === view.revision) &&
    (only === null || only.has(live.name(slot))) &&
    (search === null || search(slot));
}

/** The slots that pass the filters of the view, in slot order. */
export function filterNodes(live: LiveDaemonSet, view: NodeView, options: { readonly filterSearch: boolean }): number[] {
  const passes = nodeFilter(live, view, options);
  const slots: number[] = [];
  for (let slot = 0; slot < live.capacity; slot++) if (live.present[slot] && passes(slot)) slots.push(slot);
  return slots;
}

/** Tells whether a Node matches a search over its name, reason, zone, pool, role and type; null when there is nothing to search. */
export function searchMatcher(live: LiveDaemonSet, search: string): ((slot: number) => boolean) | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const matchers = words.map((word) => wordMatcher(live, word));
  return (slot) => matchers.every((matches) => matches(slot));
}

/** Few texts stand in many slots: each is searched once, and its answer kept. */
function wordMatcher(live: LiveDaemonSet, word: string): (slot: number) => boolean {
  const known = new Map<string, boolean>();
  const inText = (index: number): boolean => {
    const text = live.text(index);
    let found = known.get(text);
    if (found === undefined) {
      found = text.toLowerCase().includes(word);
      known.set(text, found);
    }
    return found;
  };
  return (slot) =>
    live.name(slot).toLowerCase().includes(word) ||
    inText(live.reason[slot] ?? 0) ||
    inText(live.zone[slot] ?? 0) ||
    inText(live.pool[slot] ?? 0) ||
    inText(live.role[slot] ?? 0) ||
    inText(live.instanceType[slot] ?? 0);
}
