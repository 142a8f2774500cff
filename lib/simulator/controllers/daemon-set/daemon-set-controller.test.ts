import { expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { REVISION_HASH_LABEL, TEMPLATE_GENERATION_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ApiError, type ClusterApi } from '../../cluster-api.ts';
import { RESOURCES } from '../../resources.ts';
import { isReady, NAMESPACE, Rig } from '../../test-rig.ts';
import { templateHash } from './revision-hash.ts';

function settled(nodes: number, spec: object = {}): Rig {
  const rig = new Rig();
  rig.addNodes(nodes);
  rig.addDaemonSet('law', spec);
  rig.seconds(30);
  return rig;
}

it('[SIM-DS-20] a daemon Pod: name, labels, owner, tolerations, and nothing but its Node in the required affinity', () => {
  const rig = new Rig();
  rig.addNodes(1, { labels: { disk: 'ssd' } });
  const preferred = [{ weight: 1, preference: { matchExpressions: [{ key: 'disk', operator: 'Exists' }] } }];
  const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }] };
  const nodeAffinity = {
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
    requiredDuringSchedulingIgnoredDuringExecution: required,
  };
  const tolerations = [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }];
  const daemonSet = rig.addDaemonSet('law', {}, { affinity: { nodeAffinity }, tolerations, hostNetwork: true });
  rig.seconds(30);
  const pod = rig.podOn('law', 'node-0');
  const [revision] = rig.revisions();
  expect(pod.metadata).toMatchObject({
    name: expect.stringMatching(/^law-[a-z0-9]{5}$/),
    generateName: 'law-',
    labels: {
      app: 'law',
      [TEMPLATE_GENERATION_LABEL]: '1',
      [REVISION_HASH_LABEL]: revision?.metadata.labels?.[REVISION_HASH_LABEL],
    },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        name: 'law',
        uid: daemonSet.metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
  });
  expect(pod.spec.affinity?.nodeAffinity).toEqual({
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-0'] }] }],
    },
  });
  const node = (name: string, effect: string) => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect });
  expect(pod.spec.tolerations).toEqual([
    node('not-ready', 'NoExecute'),
    node('unreachable', 'NoExecute'),
    node('disk-pressure', 'NoSchedule'),
    node('memory-pressure', 'NoSchedule'),
    node('pid-pressure', 'NoSchedule'),
    node('unschedulable', 'NoSchedule'),
    node('network-unavailable', 'NoSchedule'),
  ]);
});

it('[SIM-DS-21] a failed Pod is deleted at most every 1, 2, 4, … seconds, with a warning each time', () => {
  const rig = settled(1);
  const failedAt: number[] = [];
  rig.api.watch<{ metadata: Pod['metadata'] }>(RESOURCES.pods, ({ type, object }) => {
    const pod = object as Pod;
    if (type === 'ADDED' && rig.clock.now() > 0 && pod.spec.nodeName === undefined) failedAt.push(rig.clock.now());
  });
  for (let elapsed = 0; elapsed < 40_000; elapsed += 100) {
    for (const pod of rig.pods('law'))
      if (pod.spec.nodeName && pod.status.phase !== 'Failed') rig.setPodStatus(pod, { phase: 'Failed' });
    rig.clock.advance(100);
  }
  const gaps = failedAt.slice(1).map((at, index) => (at - (failedAt[index] ?? at)) / 1000);
  expect(gaps.map((gap) => Math.round(gap))).toEqual([1, 2, 4, 8, 16]);
  const warnings = rig.events('FailedDaemonPod');
  expect(warnings[0]?.message).toMatch(/^Found failed daemon pod default\/law-\w{5} on node node-0, will try to kill it$/);
});

it('[SIM-DS-22] the status equals a fresh recount after every change', () => {
  const rig = settled(5);
  rig.changeNode('node-1', ({ spec }) => {
    spec.taints = [{ key: 'law', effect: 'NoSchedule' }];
  });
  rig.setPodStatus(rig.podOn('law', 'node-2'), { conditions: [{ type: 'Ready', status: 'False' }] });
  rig.seconds(1);
  expect(rig.daemonSet('law').status).toEqual({
    desiredNumberScheduled: 4,
    currentNumberScheduled: 4,
    numberMisscheduled: 1,
    numberReady: 3,
    numberAvailable: 3,
    numberUnavailable: 1,
    updatedNumberScheduled: 4,
    observedGeneration: 1,
  });
});

it('[SIM-DS-23] a Pod whose labels leave the selector is released and replaced; one that enters it is adopted', () => {
  const rig = settled(1);
  const pod = rig.podOn('law', 'node-0');
  rig.changePod(pod, ({ metadata }) => {
    metadata.labels = { ...metadata.labels, app: 'debug' };
  });
  rig.seconds(30);
  expect(rig.podOn('debug', 'node-0').metadata.ownerReferences ?? []).toEqual([]);
  expect(rig.pods('law')).toHaveLength(1);
  rig.changePod(pod, ({ metadata }) => {
    metadata.labels = { ...metadata.labels, app: 'law' };
  });
  rig.seconds(30);
  // Adopted again, it is the older of two on the Node: the other one is pruned.
  expect(rig.pods('law').map(({ metadata }) => metadata.uid)).toEqual([pod.metadata.uid]);
  expect(rig.podOn('law', 'node-0').metadata.ownerReferences?.[0]?.controller).toBe(true);
});

it('[SIM-DS-24] revisions beyond the limit go, lowest first, those of existing Pods excepted', () => {
  const rig = settled(2, { updateStrategy: { type: 'OnDelete' }, revisionHistoryLimit: 1 });
  for (const version of [2, 3, 4, 5]) {
    rig.setImage('law', `registry.example/app:${version}`);
    rig.seconds(2);
  }
  // Revision 1 stays for its Pods and fills the limit by itself.
  expect(rig.revisions().map(({ revision }) => revision)).toEqual([1, 5]);
});

it('[SIM-DS-25] a revision name that another template has taken raises collisionCount and gets another hash', () => {
  const rig = new Rig();
  rig.addNodes(1);
  const daemonSet = rig.addDaemonSet('law');
  const taken = `law-${templateHash(daemonSet)}`;
  rig.api.create<ControllerRevision>(RESOURCES.controllerRevisions, {
    metadata: { name: taken, namespace: NAMESPACE },
    data: { spec: { template: { other: true } } },
    revision: 7,
  });
  rig.seconds(30);
  expect(rig.daemonSet('law').status).toMatchObject({ collisionCount: 1, numberAvailable: 1 });
  expect(rig.revisions().map(({ metadata }) => metadata.name)).toContain(`law-${templateHash(rig.daemonSet('law'))}`);
});

it('[SIM-DS-26] refused creations: slow start stops after the first, says why, and tries again later', () => {
  let refusing = true;
  const attemptedAt: number[] = [];
  const wrap = (api: ClusterApi): ClusterApi => ({
    list: api.list.bind(api),
    get: api.get.bind(api),
    update: api.update.bind(api),
    updateStatus: api.updateStatus.bind(api),
    delete: api.delete.bind(api),
    import: api.import.bind(api),
    watch: api.watch.bind(api),
    create: (resource, object) => {
      if (resource === RESOURCES.pods && refusing) {
        attemptedAt.push(rig.clock.now());
        throw new ApiError(403, 'Forbidden', 'pods "law-" is forbidden: exceeded quota: few');
      }
      return api.create(resource, object);
    },
  });
  const rig = new Rig({ wrap });
  rig.addNodes(8);
  rig.addDaemonSet('law');
  rig.seconds(2);
  expect(attemptedAt.length).toBeGreaterThan(3);
  expect(new Set(attemptedAt).size).toBe(attemptedAt.length);
  expect(rig.events('FailedCreate')[0]).toMatchObject({
    type: 'Warning',
    message: 'Error creating: pods "law-" is forbidden: exceeded quota: few',
  });
  refusing = false;
  rig.seconds(60);
  expect(rig.pods('law').filter(isReady)).toHaveLength(8);
});

it('[SIM-DS-27] one sync creates at most 250 Pods, the next one goes on when they are seen', () => {
  const rig = new Rig();
  rig.addNodes(260);
  const counts: number[] = [];
  let created = 0;
  rig.api.watch(RESOURCES.pods, ({ type }) => {
    if (type !== 'ADDED') return;
    created++;
    counts.push(rig.clock.now());
  });
  rig.addDaemonSet('law');
  rig.seconds(1);
  expect(created).toBe(260);
  expect([...Map.groupBy(counts, (at) => at).values()].map((same) => same.length)).toEqual([250, 10]);
});

it('[SIM-DS-28] a DaemonSet that is being deleted is not touched any more', () => {
  const rig = settled(2);
  rig.changeDaemonSet('law', ({ metadata }) => {
    metadata.finalizers = ['example.com/hold'];
  });
  rig.seconds(1);
  rig.api.delete(RESOURCES.daemonSets, NAMESPACE, 'law');
  rig.api.delete(RESOURCES.pods, NAMESPACE, rig.podOn('law', 'node-0').metadata.name);
  rig.seconds(60);
  expect(rig.pods('law')).toHaveLength(1);
  expect(rig.daemonSet('law').status?.numberReady).toBe(2);
});

it('[SIM-DS-29] duplicate revisions of one template: the highest stays, every Pod gets its hash', () => {
  const rig = settled(2);
  const [revision] = rig.revisions();
  if (!revision) throw new Error('no revision');
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _time, ...metadata } = revision.metadata;
  rig.api.create(RESOURCES.controllerRevisions, {
    ...revision,
    metadata: { ...metadata, name: 'law-twin', labels: { ...metadata.labels, [REVISION_HASH_LABEL]: 'twin' } },
    revision: 9,
  });
  rig.changeDaemonSet('law', ({ metadata: own }) => {
    own.labels = { touched: 'yes' };
  });
  rig.seconds(5);
  expect(rig.revisions().map(({ metadata: { name } }) => name)).toEqual(['law-twin']);
  expect(rig.pods('law').map((pod) => pod.metadata.labels?.[REVISION_HASH_LABEL])).toEqual(['twin', 'twin']);
});

it('[SIM-DS-30] a Pod that is not bound and whose Node is gone is deleted', () => {
  const rig = new Rig();
  rig.addNodes(2);
  rig.addDaemonSet('law', {}, {}, { resources: { requests: { memory: '100Gi' } } });
  rig.seconds(10);
  expect(rig.pods('law')).toHaveLength(2);
  rig.api.delete(RESOURCES.nodes, '', 'node-1');
  rig.setPodStatus(rig.pods('law')[0] as Pod, { message: 'touched' });
  rig.seconds(5);
  expect(rig.pods('law')).toHaveLength(1);
});
