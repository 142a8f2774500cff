import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode, type NodeBuilder } from '#lib/testing/builders/a-node.ts';
import { whatIf } from './what-if.ts';
import type { NodeChange, SchedulingChange } from './what-if-change.ts';
import { whatIfCommands } from './what-if-commands.ts';

const linux = aDaemonSet().withNodeSelector('os', 'linux');
const NODES = [
  aNode('a').withLabel('os', 'linux'),
  aNode('b').withLabel('os', 'linux').withTaint('gpu', 'NoSchedule'),
  aNode('c'),
  aNode('d').withLabel('os', 'linux').withTaint('gpu', 'NoSchedule'),
];

interface Setting {
  readonly daemonSet?: typeof linux;
  readonly nodes?: readonly NodeBuilder[];
  readonly pods?: readonly string[];
  readonly scheduling?: SchedulingChange;
  readonly changes?: readonly Partial<NodeChange>[];
}

function ask({ daemonSet = linux, nodes = NODES, pods = ['a', 'd'], scheduling = {}, changes = [] }: Setting) {
  const input = {
    daemonSet: daemonSet.build(),
    nodes: new Map(nodes.map((node) => node.build()).map((node) => [node.metadata.name, node])),
    scheduling,
    changes: changes.map((change) => ({ nodes: [], labels: {}, taints: [], ...change })),
  };
  return { ...whatIf({ ...input, hasPod: (node) => pods.includes(node) }), commands: whatIfCommands(input) };
}

const taint = (key: string, effect: string, remove = false) => ({ key, value: '', effect, remove });
const named = ({ groups }: ReturnType<typeof ask>) =>
  groups.map(({ change, action, nodes }) => `${change}/${action} ${nodes.join(' ')}`);

describe('what if', () => {
  it('[WHATIF-10] names the Nodes gained and lost, and what becomes of the Pod on each', () => {
    const tolerating = ask({ scheduling: { tolerations: [{ key: 'gpu', operator: 'Exists' }] } });
    expect(named(tolerating)).toEqual(['gained/create b', 'gained/keep d']);
    expect(tolerating).toMatchObject({ eligibleBefore: 1, eligibleAfter: 3, newRevision: true, replaced: 1 });
    const moved = ask({
      changes: [
        { nodes: ['a'], labels: { os: null } },
        { nodes: ['c'], labels: { os: 'linux' } },
      ],
    });
    expect(named(moved)).toEqual(['gained/create c', 'lost/delete a']);
    expect(moved).toMatchObject({ eligibleBefore: 1, eligibleAfter: 1, newRevision: false, replaced: 0 });
    expect(named(ask({ pods: [], changes: [{ nodes: ['a'], labels: { os: 'windows' } }] }))).toEqual(['lost/none a']);
  });

  it('[WHATIF-11] NoSchedule lets a Pod stay, NoExecute does not; a Pod that may only stay is not created again by an update', () => {
    const on = (effect: string) => named(ask({ changes: [{ nodes: ['a', 'd'], taints: [taint('x', effect)] }] }));
    expect(on('NoSchedule')).toEqual(['lost/stay a']);
    expect(on('NoExecute')).toEqual(['lost/delete a', 'same/delete d']);
    expect(on('PreferNoSchedule')).toEqual([]);
    const updated = { scheduling: { nodeSelector: {} }, changes: [{ nodes: ['a'], taints: [taint('x', 'NoSchedule')] }] };
    expect(named(ask(updated))).toEqual(['gained/create c', 'lost/leave a', 'same/leave d']);
    expect(named(ask({ ...updated, daemonSet: linux.onDelete() }))).toEqual(['gained/create c', 'lost/stay a']);
  });

  it('[WHATIF-12] what is absent stays, null takes away, and what comes out equal is no new revision', () => {
    expect(ask({ scheduling: { nodeSelector: { os: 'linux' }, tolerations: [] } })).toMatchObject({
      newRevision: false,
      commands: [],
    });
    expect(named(ask({ scheduling: { nodeSelector: null } }))).toEqual(['gained/create c', 'same/leave d']);
    const removed = ask({ changes: [{ nodes: ['b'], taints: [taint('gpu', '', true)] }] });
    expect(named(removed)).toEqual(['gained/create b']);
  });

  it('[WHATIF-13] a Pod that tolerates a NoExecute taint for a time only is evicted again and again', () => {
    const bounded = linux.withToleration({ key: 'x', operator: 'Exists', tolerationSeconds: 60, effect: 'NoExecute' });
    const changes = [{ nodes: ['a', 'c'], taints: [taint('x', 'NoExecute')] }];
    expect(ask({ daemonSet: bounded, changes })).toMatchObject({ evictedAgain: { nodes: 2, afterSeconds: 60 }, groups: [] });
    expect(ask({ changes }).evictedAgain).toBeNull();
  });

  it('[WHATIF-14] gives the equal kubectl commands: a merge patch that takes away what is gone, labels, taints', () => {
    const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'Exists' }] }] };
    const { commands } = ask({
      scheduling: {
        nodeSelector: { arch: 'arm64' },
        affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
        tolerations: [{ operator: 'Exists' }],
      },
      changes: [
        { nodes: ['a', 'c'], labels: { os: null, disk: 'ssd' } },
        { nodes: ['a', 'b'], taints: [taint('gpu', 'NoSchedule', true), { ...taint('x', 'NoExecute'), value: 'y' }] },
      ],
    });
    expect(commands).toEqual([
      `kubectl patch --namespace=default --type=merge '--patch={"spec":{"template":{"spec":{"nodeSelector":{"os":null,"arch":"arm64"},"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"pool","operator":"Exists"}]}]}}},"tolerations":[{"operator":"Exists"}]}}}}' daemonset/logger`,
      'kubectl label nodes --overwrite a c os- disk=ssd',
      'kubectl taint nodes --overwrite b gpu:NoSchedule-',
      'kubectl taint nodes --overwrite a b x=y:NoExecute',
    ]);
    expect(ask({ scheduling: { nodeSelector: {} } }).commands[0]).toContain('"nodeSelector":{"os":null}');
  });
});
