import 'server-only';
import type { NodeLabelKeys, NodeLabelValues } from '#lib/feed/node-labels.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { readQuery } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';

/** No label key is longer: a prefix of 253 characters, a slash, a name of 63. */
const LONGEST_KEY = 317;
/** Looking at the labels of 100,000 Nodes takes a tenth of a second: all who ask within this time share one look. */
const SHARED_MS = 2_000;

interface Look {
  readonly at: number;
  readonly keys: NodeLabelKeys;
}

const looks = new WeakMap<ClusterHub, Look>();

/** The label keys of the cluster's Nodes with their counts, or with `?key=K` the Nodes by value of one label. Throws Refusal. */
export function nodeLabelsAnswer(request: Request, hub: ClusterHub): NodeLabelKeys | NodeLabelValues {
  const key = readQuery(request, ['key']).get('key');
  if (key === null) return labelKeys(hub);
  if (key === '' || key.length > LONGEST_KEY) {
    const said = key === '' ? 'empty' : quoted(key.slice(0, 80));
    throw new Refusal('query.invalid', `key must be a label key of 1 to ${LONGEST_KEY} characters, not ${said}.`, {
      field: 'key',
    });
  }
  return labelValues(hub, key);
}

function labelKeys(hub: ClusterHub): NodeLabelKeys {
  const now = hub.clusterNow();
  const known = looks.get(hub);
  if (known && Math.abs(now - known.at) < SHARED_MS) return known.keys;
  const found = new Map<string, { nodes: number; values: Set<string> }>();
  for (const { metadata } of hub.rollout.nodes().values()) {
    for (const [key, value] of Object.entries(metadata.labels ?? {})) {
      const label = found.get(key) ?? { nodes: 0, values: new Set<string>() };
      label.nodes += 1;
      label.values.add(value);
      found.set(key, label);
    }
  }
  const labels = [...found].map(([key, { nodes, values }]) => ({ key, nodes, values: values.size }));
  labels.sort((a, b) => (a.key < b.key ? -1 : 1));
  const keys = { asOf: new Date(now).toISOString(), nodes: hub.rollout.nodes().size, labels };
  looks.set(hub, { at: now, keys });
  return keys;
}

function labelValues(hub: ClusterHub, key: string): NodeLabelValues {
  const byValue = new Map<string, string[]>();
  for (const { metadata } of hub.rollout.nodes().values()) {
    const labels = metadata.labels ?? {};
    if (!Object.hasOwn(labels, key)) continue;
    const value = labels[key] ?? '';
    const nodes = byValue.get(value);
    if (nodes) nodes.push(metadata.name);
    else byValue.set(value, [metadata.name]);
  }
  const values = [...byValue].map(([value, nodes]) => ({ value, nodes })).sort((a, b) => (a.value < b.value ? -1 : 1));
  return { asOf: new Date(hub.clusterNow()).toISOString(), key, values };
}
