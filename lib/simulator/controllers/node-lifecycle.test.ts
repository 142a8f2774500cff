import { expect, it } from 'vitest';
import { RESOURCES } from '../resources.ts';
import { isReady, NAMESPACE, Rig } from '../test-rig.ts';

const SILENT = 'simulator.rollcall.dev/kubelet';
const taintsOf = (rig: Rig, node: string) =>
  (rig.node(node).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).sort();
const readiness = (rig: Rig, node: string) => rig.node(node).status.conditions?.find(({ type }) => type === 'Ready');

function settled(nodes = 2, podSpec: object = {}): Rig {
  const rig = new Rig();
  rig.addNodes(nodes);
  rig.addDaemonSet('law', {}, podSpec);
  rig.seconds(30);
  return rig;
}

it('[SIM-NODE-1] a Node that joins is tainted not-ready until its kubelet is ready, and then served', () => {
  const rig = settled(1);
  rig.api.create(RESOURCES.nodes, { metadata: { name: 'late' } });
  rig.clock.advance(500);
  expect(taintsOf(rig, 'late')).toContain('node.kubernetes.io/not-ready:NoSchedule');
  expect(readiness(rig, 'late')?.status).toBe('False');
  expect(rig.pods('law')).toHaveLength(1);
  rig.seconds(20);
  expect(taintsOf(rig, 'late')).toEqual([]);
  expect(isReady(rig.podOn('law', 'late'))).toBe(true);
});

it('[SIM-NODE-2] a Node that is silent for 50 seconds is Unknown, tainted unreachable, and its Pods are not ready', () => {
  const rig = settled();
  rig.annotateNode('node-0', SILENT, 'stopped');
  rig.seconds(45);
  expect(readiness(rig, 'node-0')?.status).toBe('True');
  rig.seconds(10);
  expect(readiness(rig, 'node-0')).toMatchObject({ status: 'Unknown', reason: 'NodeStatusUnknown' });
  expect(taintsOf(rig, 'node-0')).toEqual([
    'node.kubernetes.io/unreachable:NoExecute',
    'node.kubernetes.io/unreachable:NoSchedule',
  ]);
  expect(isReady(rig.podOn('law', 'node-0'))).toBe(false);
  // The daemon Pod tolerates NoExecute for ever but not NoSchedule: it stays and is misscheduled.
  expect(rig.daemonSet('law').status).toMatchObject({ desiredNumberScheduled: 1, numberMisscheduled: 1, numberReady: 1 });
});

it('[SIM-NODE-3] Pods of a silent Node stay Terminating, and end when it returns', () => {
  const rig = settled();
  rig.annotateNode('node-0', SILENT, 'stopped');
  rig.seconds(60);
  const { name, uid } = rig.podOn('law', 'node-0').metadata;
  rig.api.delete(RESOURCES.pods, NAMESPACE, name);
  rig.seconds(600);
  expect(rig.podOn('law', 'node-0').metadata).toMatchObject({ uid, deletionTimestamp: expect.any(String) });
  rig.annotateNode('node-0', SILENT, undefined);
  rig.seconds(30);
  expect(taintsOf(rig, 'node-0')).toEqual([]);
  expect(rig.podOn('law', 'node-0').metadata.uid).not.toBe(uid);
  expect(rig.daemonSet('law').status).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 0, numberAvailable: 2 });
});

it('[SIM-NODE-4] a Node that reports not ready and then ready again has its Pods ready again, the same ones', () => {
  const rig = settled();
  const { uid } = rig.podOn('law', 'node-0').metadata;
  rig.annotateNode('node-0', 'simulator.rollcall.dev/not-ready', 'container runtime is down');
  rig.seconds(5);
  expect(taintsOf(rig, 'node-0')).toEqual(['node.kubernetes.io/not-ready:NoExecute', 'node.kubernetes.io/not-ready:NoSchedule']);
  expect(isReady(rig.podOn('law', 'node-0'))).toBe(false);
  rig.annotateNode('node-0', 'simulator.rollcall.dev/not-ready', undefined);
  rig.seconds(5);
  expect(rig.podOn('law', 'node-0').metadata.uid).toBe(uid);
  expect(isReady(rig.podOn('law', 'node-0'))).toBe(true);
});

it('[SIM-NODE-5] cordon and pressure are taints that daemon Pods tolerate', () => {
  const rig = settled();
  rig.changeNode('node-0', ({ spec }) => {
    spec.unschedulable = true;
  });
  rig.annotateNode('node-1', 'simulator.rollcall.dev/pressure', 'memory,disk');
  rig.seconds(5);
  expect(taintsOf(rig, 'node-0')).toEqual(['node.kubernetes.io/unschedulable:NoSchedule']);
  expect(taintsOf(rig, 'node-1')).toEqual([
    'node.kubernetes.io/disk-pressure:NoSchedule',
    'node.kubernetes.io/memory-pressure:NoSchedule',
  ]);
  expect(rig.daemonSet('law').status).toMatchObject({ desiredNumberScheduled: 2, numberAvailable: 2, numberMisscheduled: 0 });
});

it('[SIM-NODE-6] a bounded toleration of NoExecute holds as long as it says', () => {
  const rig = settled(1, { tolerations: [{ key: 'law', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }] });
  const { uid } = rig.podOn('law', 'node-0').metadata;
  rig.changeNode('node-0', ({ spec }) => {
    spec.taints = [{ key: 'law', effect: 'NoExecute' }];
  });
  rig.seconds(29);
  expect(rig.podOn('law', 'node-0').metadata.deletionTimestamp).toBeUndefined();
  rig.seconds(10);
  expect(rig.pods('law').every((pod) => pod.metadata.uid !== uid)).toBe(true);
  expect(rig.events('TaintManagerEviction')[0]?.message).toMatch(/^Marking for deletion Pod default\/law-/);
});

it('[SIM-NODE-7] Pods of a Node that is gone are collected within about a minute', () => {
  const rig = settled();
  rig.api.delete(RESOURCES.nodes, '', 'node-0');
  rig.seconds(30);
  expect(rig.pods('law')).toHaveLength(2);
  rig.seconds(45);
  expect(rig.pods('law').map((pod) => pod.spec.nodeName)).toEqual(['node-1']);
});

it('[SIM-GC-1] what a DaemonSet owned goes after it, or stays without owner when it was orphaned', () => {
  const rig = settled();
  rig.api.delete(RESOURCES.daemonSets, NAMESPACE, 'law', { propagationPolicy: 'Orphan' });
  rig.seconds(5);
  expect(rig.pods('law').map(({ metadata }) => metadata.ownerReferences ?? [])).toEqual([[], []]);
  rig.addDaemonSet('law');
  rig.seconds(5);
  expect(rig.pods('law')).toHaveLength(2);
  rig.api.delete(RESOURCES.daemonSets, NAMESPACE, 'law', { propagationPolicy: 'Background' });
  rig.seconds(10);
  expect(rig.pods('law')).toEqual([]);
  expect(rig.revisions()).toEqual([]);
});

it('[SIM-GC-2] a Namespace that is deleted is emptied first', () => {
  const rig = settled();
  const { spec } = rig.daemonSet('law');
  rig.api.create(RESOURCES.namespaces, { metadata: { name: 'brief' } });
  rig.api.create(RESOURCES.daemonSets, { metadata: { name: 'law', namespace: 'brief' }, spec });
  rig.seconds(20);
  expect(rig.api.list(RESOURCES.pods, 'brief')).toHaveLength(2);
  rig.api.delete(RESOURCES.namespaces, '', 'brief');
  rig.seconds(1);
  expect(rig.api.get(RESOURCES.namespaces, '', 'brief')?.metadata.deletionTimestamp).toBeDefined();
  rig.seconds(30);
  expect(rig.api.get(RESOURCES.namespaces, '', 'brief')).toBeUndefined();
  expect(rig.api.list(RESOURCES.pods, 'brief')).toEqual([]);
});
