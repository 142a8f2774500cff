import { describe, expect, it, vi } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { nodeAnswer } from './node-answer.ts';
import { nodeEventsAnswer } from './node-events-answer.ts';
import { nodeResourcesAnswer } from './node-resources-answer.ts';

const TOLERANT = aDaemonSet('tolerant').withToleration({ operator: 'Exists' }).build();

function found(node = aNode('n1')) {
  const rig = aSyncedEngine();
  rig.sink.setDaemonSet(TOLERANT);
  rig.sink.setNode(node.build());
  rig.clock.advance(100);
  return { ...rig, node: rig.hub.rollout.nodes().get('n1') ?? expect.fail('the Node is known') };
}

const strange = (name: string) => aPod(DAEMON_SET, name).withMeta({ namespace: 'shop', ownerReferences: [] }).on('n1');
const asking = (cpu: string, memory: string) => ({
  containers: [{ name: 'main', image: 'x', resources: { requests: { cpu, memory } } }],
});

describe('the answers of the Node page', () => {
  it('[NODE-1] it says whether the Node is ready for work, with each DaemonSet’s phase', () => {
    const answer = nodeAnswer(found());
    expect(answer.readiness).toEqual({ ready: false, node: 'ready', desired: 2, available: 1 });
    expect(answer.daemonSets.map(({ name, state }) => [name, state])).toEqual([
      ['logger', 'available'],
      ['tolerant', 'missing'],
    ]);
    expect(answer.daemonSets.every(({ phase }) => phase.length > 0)).toBe(true);
  });

  it('[NODE-2] a taint names the DaemonSets that it keeps away; PreferNoSchedule keeps none', () => {
    const { taints } = nodeAnswer(found(aNode('n1').withTaint('gpu', 'NoSchedule').withTaint('soft', 'PreferNoSchedule')));
    expect(taints.map(({ key, keepsAway }) => [key, keepsAway])).toEqual([
      ['gpu', ['default/logger']],
      ['soft', []],
    ]);
  });

  it('[NODE-3] what the Pods ask for and what is free add up to what the Node has', async () => {
    const rig = found();
    const status = { ...rig.node.status, allocatable: { cpu: '4', memory: '8Gi', pods: '10' } };
    const daemon = aPod(DAEMON_SET, 'p1').on('n1').withSpec(asking('1', '1Gi')).build();
    const other = strange('web').withSpec(asking('500m', '3Gi')).build();
    const ended = strange('job').withSpec(asking('2', '2Gi')).inPhase('Succeeded').build();
    const listPodsOnNode = vi.fn(async () => [daemon, other, ended]);
    const answer = await nodeResourcesAnswer({ ...rig, node: { ...rig.node, status } }, { listPodsOnNode });
    const rows = answer.resources.map(({ resource, daemonSets, others, free }) => [resource, daemonSets, others, free]);
    expect(rows).toEqual([
      ['cpu', '1', '500m', '2500m'],
      ['memory', '1Gi', '3Gi', '4Gi'],
      ['pods', '1', '1', '8'],
    ]);
    expect(answer).toMatchObject({ daemonPods: 1, otherCount: 1, complete: true });
    expect(listPodsOnNode.mock.calls).toEqual([['n1']]);
  });

  it('[NODE-4] other Pods come with what they ask for, most memory first, and say which nobody can evict', async () => {
    const small = strange('small').withSpec(asking('100m', '64Mi')).build();
    const large = strange('large').withSpec(asking('0', '2Gi')).terminating().build();
    const fixed = strange('etcd')
      .withMeta({ annotations: { 'kubernetes.io/config.mirror': 'x' } })
      .build();
    const { others } = await nodeResourcesAnswer(found(), { listPodsOnNode: async () => [small, fixed, large] });
    expect(others.map((pod) => [pod.name, pod.asks.memory, pod.leaving, pod.static])).toEqual([
      ['large', '2Gi', true, false],
      ['small', '64Mi', false, false],
      ['etcd', '0', false, true],
    ]);
  });

  it('[NODE-5] events are those of the Node and of its daemon Pods that are not available', async () => {
    const rig = found();
    rig.sink.setPod(aPod(DAEMON_SET, 'p1').on('n1').waiting('CrashLoopBackOff').build());
    rig.clock.advance(100);
    const listEvents = vi.fn(async () => []);
    await nodeEventsAnswer(rig, { listEvents });
    expect(listEvents.mock.calls).toMatchObject([[{ kind: 'Node', name: 'n1' }], [{ kind: 'Pod', name: 'p1' }]]);
  });
});
