import { describe, expect, it } from 'vitest';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { isPossible } from './possible-states.ts';
import type { Heard, While } from './state-history.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');
const daemonSet = aDaemonSet().build();
const pod = aPod(daemonSet, 'p').on('a').build();
const tainted = aNode('a').withTaint('x', 'NoSchedule').build();
const plain = aNode('a').build();

function around(pods: readonly Pod[], nodes: readonly Node[], heard: { nodes?: Node[]; pods?: Pod[] } = {}): While {
  const later = <T>(values: readonly T[] = [], key: (value: T) => string): Heard<T>[] =>
    values.map((value, index) => ({ at: NOW + index, key: key(value), value }));
  return {
    nodes: { before: new Map(nodes.map((node) => [node.metadata.name, node])), heard: later(heard.nodes, byName) },
    pods: { before: new Map(pods.map((one) => [byName(one), one])), heard: later(heard.pods, byName) },
    daemonSets: { before: new Map([[daemonSet.metadata.uid, daemonSet]]), heard: [] },
    revisions: [aRevision(daemonSet).build()],
  };
}

function byName({ metadata }: Node | Pod): string {
  return metadata.name;
}

describe('states that the controller may have seen', () => {
  it('[DIFFERENTIAL-2] a Pod may be created although its Node became eligible for us only after it was there', () => {
    const create = { kind: 'create', node: 'a', pod: 'p', at: NOW } as const;
    expect(isPossible(create, around([], [tainted], { pods: [pod], nodes: [plain] }))).toBe(true);
    expect(isPossible(create, around([], [tainted], { pods: [pod] }))).toBe(false);
    expect(isPossible(create, around([pod], [plain]))).toBe(false);
  });

  it('[DIFFERENTIAL-2] no state explains a deletion that nothing calls for', () => {
    const remove = { kind: 'delete', node: 'a', pod: 'p', at: NOW } as const;
    expect(isPossible(remove, around([pod], [plain], { nodes: [tainted, plain] }))).toBe(false);
    const evicting = aNode('a').withTaint('x', 'NoExecute').build();
    expect(isPossible(remove, around([pod], [plain], { nodes: [evicting, plain] }))).toBe(true);
  });
});
