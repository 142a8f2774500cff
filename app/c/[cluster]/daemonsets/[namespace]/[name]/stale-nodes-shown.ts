import { filterNodes } from '#components/node-grid/node-filter.ts';
import type { NodeViewParams } from '#components/node-grid/use-node-view.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';

interface Shown {
  readonly params: NodeViewParams;
  readonly only: readonly string[] | null;
}

/** The Nodes with a stale Pod that the page's filters and search show, or null when they hide none of them. Looks at every Node. */
export function staleNodesShown(live: LiveDaemonSet, { params, only }: Shown): readonly string[] | null {
  const everywhere = { ...params, states: [], reason: null, revision: null, only: null, search: '', stale: true };
  const here = { ...everywhere, states: params.state, reason: params.reason, revision: params.revision, only, search: params.q };
  const all = filterNodes(live, everywhere, { filterSearch: false });
  const shown = filterNodes(live, here, { filterSearch: true });
  return shown.length === all.length ? null : shown.map((slot) => live.name(slot));
}
