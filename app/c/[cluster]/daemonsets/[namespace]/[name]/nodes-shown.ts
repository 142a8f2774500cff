import { filterNodes } from '#components/node-grid/node-filter.ts';
import type { NodeViewParams } from '#components/node-grid/use-node-view.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';

/** The names of the Nodes that the page's filters and search show. Looks at every Node. */
export function nodesShown(
  live: LiveDaemonSet,
  { params, only }: { readonly params: NodeViewParams; readonly only: readonly string[] | null },
): readonly string[] {
  const view = { ...params, states: params.state, only, search: params.q };
  return filterNodes(live, view, { filterSearch: true })
    .map((slot) => live.name(slot))
    .sort();
}
