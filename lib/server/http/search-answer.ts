import 'server-only';
import type { DaemonSetFound, SearchAnswer } from '#lib/feed/search.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { createNameList } from '#lib/server/search/name-list.ts';
import { readInteger, readQuery } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';

const LONGEST_QUERY = 320; // a Namespace of 63 characters, a slash and a name of 253, with some room
const MOST_ITEMS = 50;
const USUAL_ITEMS = 8;

/**
 * The query of a search: its words, apart at spaces and slashes so that `namespace/name` is found, and how many of each kind are
 * wanted. Throws Refusal.
 */
export function readSearch(request: Request): { readonly words: readonly string[]; readonly limit: number } {
  const query = readQuery(request, ['q', 'limit']);
  const text = query.get('q') ?? '';
  const words = text.split(/[\s/]+/).filter(Boolean);
  if (text.length > LONGEST_QUERY || words.length === 0) {
    const sentence = `q must be a part of a name, 1 to ${LONGEST_QUERY} characters long, not ${quoted(text)}.`;
    throw new Refusal('query.invalid', sentence, { field: 'q' });
  }
  return { words: [...new Set(words)], limit: readInteger(query, 'limit', { min: 1, max: MOST_ITEMS }) ?? USUAL_ITEMS };
}

/** What has a name that holds every word: DaemonSets, Nodes, Pods of DaemonSets, Namespaces; from memory, no request goes out. */
export function searchAnswer(hub: ClusterHub, { words, limit }: ReturnType<typeof readSearch>): SearchAnswer {
  const daemonSets = createNameList<DaemonSetFound>();
  const namespaces = createNameList<string>();
  for (const { uid, namespace, name, phase } of hub.rollout.summaries().values()) {
    daemonSets.set(uid, `${name} ${namespace}`, { namespace, name, phase });
    namespaces.set(namespace, namespace, namespace);
  }
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    connection: hub.connection.connection(),
    daemonSets: daemonSets.search(words, limit),
    nodes: hub.names.nodes(words, limit),
    pods: hub.names.pods(words, limit),
    namespaces: namespaces.search(words, limit),
  };
}
