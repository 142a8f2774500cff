import { expect, it } from 'vitest';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { RESOURCES } from '../resources.ts';
import { NAMESPACE, Rig } from '../test-rig.ts';

const asks = (requests: Record<string, string>) => ({ resources: { requests } });
const scheduled = (pod: Pod | undefined) => pod?.status.conditions?.find(({ type }) => type === 'PodScheduled');

function unplaced(podSpec: object, container: object, nodes: Parameters<Rig['addNodes']>[1] = {}): Rig {
  const rig = new Rig();
  rig.addNodes(1, nodes);
  rig.addNodes(2, { labels: { other: 'yes' } });
  rig.addDaemonSet('law', {}, { nodeSelector: { 'kubernetes.io/hostname': 'node-0' }, ...podSpec }, container);
  rig.seconds(5);
  return rig;
}

it('[SIM-SCHED-1] a Pod that is pinned to a Node without room stays Pending and says what is short, in the scheduler’s words', () => {
  const rig = unplaced({}, asks({ memory: '9Gi', cpu: '5' }));
  const message =
    "0/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]. " +
    'no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, ' +
    '2 Preemption is not helpful for scheduling.';
  const [pod] = rig.pods('law');
  expect(pod?.status.phase).toBe('Pending');
  expect(scheduled(pod)).toMatchObject({ status: 'False', reason: 'Unschedulable', message });
  expect(rig.events('FailedScheduling')[0]).toMatchObject({
    type: 'Warning',
    message,
    source: { component: 'default-scheduler' },
  });
});

it('[SIM-SCHED-2] it is placed as soon as another Pod makes room, not before', () => {
  const rig = new Rig();
  rig.addNodes(1);
  rig.addDaemonSet('first', {}, {}, asks({ memory: '5Gi' }));
  rig.seconds(10);
  rig.addDaemonSet('second', {}, {}, asks({ memory: '5Gi' }));
  rig.seconds(60);
  expect(rig.pods('second')[0]?.spec.nodeName).toBeUndefined();
  rig.api.delete(RESOURCES.daemonSets, NAMESPACE, 'first');
  rig.seconds(20);
  expect(rig.podOn('second', 'node-0').status.phase).toBe('Running');
});

it('[SIM-SCHED-3] a host port that is taken keeps the second Pod away', () => {
  const rig = new Rig();
  rig.addNodes(1);
  const port = { ports: [{ containerPort: 80, hostPort: 80 }] };
  rig.addDaemonSet('first', {}, {}, port);
  rig.seconds(10);
  rig.addDaemonSet('second', {}, {}, port);
  rig.seconds(10);
  expect(scheduled(rig.pods('second')[0])?.message).toContain("1 node(s) didn't have free ports for the requested pod ports.");
});

it('[SIM-SCHED-4] a Node holds as many Pods as it allows', () => {
  const rig = new Rig();
  rig.addNodes(1, { pods: '1' });
  rig.addDaemonSet('first');
  rig.seconds(10);
  rig.addDaemonSet('second');
  rig.seconds(10);
  expect(scheduled(rig.pods('second')[0])?.message).toContain('0/1 nodes are available: 1 Too many pods.');
});

it('[SIM-SCHED-5] requests are summed over containers; an init container counts when it asks for more', () => {
  const rig = new Rig();
  rig.addNodes(1, { memory: '4Gi' });
  const initContainers = [{ name: 'init', image: 'registry.example/init:1', ...asks({ memory: '5Gi' }) }];
  rig.addDaemonSet('law', {}, { initContainers }, asks({ memory: '1Gi' }));
  rig.seconds(10);
  expect(scheduled(rig.pods('law')[0])?.message).toContain('1 Insufficient memory');
});

it('[SIM-SCHED-6] a Pod without a pin goes to a Node that has room, tolerations and labels considered', () => {
  const rig = new Rig();
  rig.addNodes(1, { taints: [{ key: 'kept', effect: 'NoSchedule' }], labels: { disk: 'ssd' } });
  rig.addNodes(1, { memory: '1Gi', labels: { disk: 'ssd' } });
  rig.addNodes(1, { labels: { disk: 'ssd' } });
  rig.addNodes(1);
  rig.api.create(RESOURCES.pods, {
    metadata: { name: 'free', namespace: NAMESPACE },
    spec: { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'main', image: 'a:1', ...asks({ memory: '2Gi' }) }] },
  });
  rig.seconds(10);
  expect(rig.api.get<Pod>(RESOURCES.pods, NAMESPACE, 'free')?.spec.nodeName).toBe('node-2');
});

it('[SIM-SCHED-7] a nodeSelector that only the Pod has leaves no Node', () => {
  const rig = unplaced({}, {});
  const message = "1 node(s) didn't match Pod's node affinity/selector, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]";
  const [pod] = rig.pods('law');
  rig.api.delete(RESOURCES.pods, NAMESPACE, pod?.metadata.name ?? '');
  const { affinity } = pod?.spec ?? {};
  rig.api.create(RESOURCES.pods, {
    metadata: { name: 'picky', namespace: NAMESPACE },
    spec: { affinity, nodeSelector: { disk: 'ssd' }, containers: [{ name: 'main', image: 'a:1' }] },
  });
  rig.seconds(5);
  expect(scheduled(rig.api.get<Pod>(RESOURCES.pods, NAMESPACE, 'picky'))?.message).toContain(message);
});
