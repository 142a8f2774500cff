import { expect, it } from 'vitest';
import type { ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import { RESOURCES } from '../resources.ts';
import { isReady, NAMESPACE, Rig } from '../test-rig.ts';
import { createPodLogSource } from './kubelet-logs.ts';

function running(image: string, podSpec: object = {}, seconds = 30): Rig {
  const rig = new Rig();
  rig.addNodes(1);
  rig.addDaemonSet('law', {}, podSpec, { image });
  rig.seconds(seconds);
  return rig;
}

const only = (rig: Rig): Pod => rig.podOn('law', 'node-0');
const status = (rig: Rig): ContainerStatus => only(rig).status.containerStatuses?.[0] as ContainerStatus;

it('[SIM-KUBELET-1] a Pod is pulled, created and started, then ready, with addresses, times and conditions', () => {
  const rig = running('registry.example/app:1');
  expect(only(rig).status).toMatchObject({
    phase: 'Running',
    hostIP: expect.stringMatching(/^10\./),
    podIP: expect.stringMatching(/^10\.64\./),
    containerStatuses: [{ ready: true, started: true, restartCount: 0, imageID: expect.stringContaining('@sha256:') }],
  });
  expect(only(rig).status.conditions?.map(({ type, status: value }) => `${type}=${value}`)).toEqual([
    'PodReadyToStartContainers=True',
    'Initialized=True',
    'Ready=True',
    'ContainersReady=True',
    'PodScheduled=True',
  ]);
  const reasons = rig.events().filter(({ involvedObject }) => involvedObject.kind === 'Pod');
  expect(reasons.map(({ reason }) => reason)).toEqual(['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started']);
});

it('[SIM-KUBELET-2] an image that does not exist: ErrImagePull, then ImagePullBackOff, and on and on', () => {
  const rig = running('registry.example/app:broken', {}, 0);
  const seen: string[] = [];
  for (let second = 0; second < 120; second++) {
    rig.seconds(1);
    const reason = rig.pods('law')[0]?.status.containerStatuses?.[0]?.state?.waiting?.reason;
    if (reason && seen.at(-1) !== reason) seen.push(reason);
  }
  expect(seen).toEqual([
    'ContainerCreating',
    'ErrImagePull',
    'ImagePullBackOff',
    'ErrImagePull',
    'ImagePullBackOff',
    'ErrImagePull',
    'ImagePullBackOff',
  ]);
  expect(only(rig).status.phase).toBe('Pending');
  expect(status(rig).state?.waiting?.message).toContain('Back-off pulling image "registry.example/app:broken": ErrImagePull: ');
});

it('[SIM-KUBELET-3] a container that crashes is restarted after 10, 20, 40 … seconds and shows its last exit', () => {
  const rig = running('registry.example/app:crash', {}, 0);
  const messages = new Set<string>();
  for (let second = 0; second < 150; second++) {
    rig.seconds(1);
    const { state } = rig.pods('law')[0]?.status.containerStatuses?.[0] ?? {};
    if (state?.waiting?.message) messages.add(state.waiting.message.split(' restarting')[0] ?? '');
  }
  expect([...messages]).toEqual(['back-off 10s', 'back-off 20s', 'back-off 40s', 'back-off 1m20s']);
  expect(only(rig).status.phase).toBe('Running');
  expect(status(rig).lastState?.terminated).toMatchObject({ exitCode: 1, reason: 'Error' });
  expect(status(rig).restartCount).toBe(4);
});

it('[SIM-KUBELET-4] a container that is never ready: Running, Ready False, and its probe complains', () => {
  const rig = running('registry.example/app:unready');
  expect(only(rig).status.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [main]',
  });
  expect(rig.events('Unhealthy')).toHaveLength(1);
});

it('[SIM-KUBELET-5] a Pod that is deleted ends in its own time, and at the latest with its grace period', () => {
  const rig = running('registry.example/app:slow-stop', { terminationGracePeriodSeconds: 20 });
  const { name, uid } = only(rig).metadata;
  rig.api.delete(RESOURCES.pods, NAMESPACE, name);
  rig.seconds(19);
  expect(only(rig).metadata).toMatchObject({ uid, deletionGracePeriodSeconds: 20 });
  rig.seconds(15);
  expect(only(rig).metadata.uid).not.toBe(uid);
  const quick = running('registry.example/app:1');
  quick.api.delete(RESOURCES.pods, NAMESPACE, only(quick).metadata.name);
  quick.seconds(3);
  expect(quick.api.get(RESOURCES.pods, NAMESPACE, name)).toBeUndefined();
});

it('[SIM-KUBELET-6] a finalizer keeps an ended Pod, and the Node gets its next one all the same', () => {
  const rig = running('registry.example/app:1');
  const held = rig.changePod(only(rig), ({ metadata }) => {
    metadata.finalizers = ['example.com/hold'];
  });
  rig.api.delete(RESOURCES.pods, NAMESPACE, held.metadata.name);
  rig.seconds(30);
  expect(
    rig
      .pods('law')
      .map((pod) => pod.status.phase)
      .sort(),
  ).toEqual(['Running', 'Succeeded']);
});

it('[SIM-KUBELET-7] init containers run one after the other before the rest', () => {
  const initContainers = ['one', 'two'].map((name) => ({ name, image: `registry.example/${name}:1` }));
  const rig = new Rig();
  rig.addNodes(1);
  rig.addDaemonSet('law', {}, { initContainers });
  const seen = new Set<string>();
  for (let step = 0; step < 200; step++) {
    rig.clock.advance(100);
    const statuses = rig.pods('law')[0]?.status.initContainerStatuses ?? [];
    if (statuses.length > 0) seen.add(statuses.map(({ state }) => Object.keys(state ?? {})[0]).join('+'));
  }
  expect([...seen]).toEqual([
    'waiting+waiting',
    'running+waiting',
    'terminated+waiting',
    'terminated+running',
    'terminated+terminated',
  ]);
  expect(isReady(only(rig))).toBe(true);
});

it('[SIM-KUBELET-8] the annotation simulator.rollcall.dev/evict fails the Pod as under memory pressure, and it is replaced', () => {
  const rig = running('registry.example/app:1');
  const { uid } = rig.changePod(only(rig), ({ metadata }) => {
    metadata.annotations = { 'simulator.rollcall.dev/evict': 'The node was low on resource: memory.' };
  }).metadata;
  rig.seconds(20);
  expect(only(rig).metadata.uid).not.toBe(uid);
  expect(rig.events('Evicted')[0]?.message).toBe('The node was low on resource: memory.');
  expect(rig.events('FailedDaemonPod')).toHaveLength(1);
});

it('[SIM-KUBELET-9] a Pod that was put on a Node without room is refused there', () => {
  const rig = new Rig();
  rig.addNodes(1, { memory: '1Gi' });
  rig.api.create(RESOURCES.pods, {
    metadata: { name: 'forced', namespace: NAMESPACE },
    spec: { nodeName: 'node-0', containers: [{ name: 'main', image: 'a:1', resources: { requests: { memory: '2Gi' } } }] },
  });
  rig.seconds(5);
  expect(rig.api.get<Pod>(RESOURCES.pods, NAMESPACE, 'forced')?.status).toMatchObject({ phase: 'Failed', reason: 'OutOfmemory' });
});

it('[SIM-KUBELET-10] annotations of a Pod override what its image does', () => {
  const rig = new Rig();
  rig.addNodes(1);
  const annotations = { 'simulator.rollcall.dev/pull-seconds': '100' };
  const metadata = { labels: { app: 'law' }, annotations };
  rig.addDaemonSet('law', { template: { metadata, spec: { containers: [{ name: 'main', image: 'registry.example/app:1' }] } } });
  rig.seconds(60);
  expect(isReady(only(rig))).toBe(false);
  rig.seconds(100);
  expect(isReady(only(rig))).toBe(true);
});

it('[SIM-LOG-1] a container’s log is the same at every reading, and only grows', () => {
  const rig = running('registry.example/app:1', {}, 300);
  const logs = createPodLogSource(rig.api, rig.clock);
  const request = {
    namespace: NAMESPACE,
    pod: only(rig).metadata.name,
    container: 'main',
    previous: false,
    signal: new AbortController().signal,
  };
  const before = logs.read(request);
  expect(logs.read(request)).toEqual(before);
  rig.seconds(60);
  expect(logs.read(request).slice(0, before.length)).toEqual(before);
  expect(logs.read(request).length).toBeGreaterThan(before.length);
  expect(() => logs.read({ ...request, previous: true })).toThrow(
    `previous terminated container "main" in pod "${request.pod}" not found`,
  );
});

it('[SIM-LOG-2] a crashed container shows its error, a container that cannot start says why there is no log', () => {
  const crashing = running('registry.example/app:crash', {}, 60);
  const logs = createPodLogSource(crashing.api, crashing.clock);
  const request = (rig: Rig) => ({
    namespace: NAMESPACE,
    pod: only(rig).metadata.name,
    container: 'main',
    previous: false,
    signal: new AbortController().signal,
  });
  expect(logs.read({ ...request(crashing), previous: true }).at(-1)?.text).toBe('level=fatal msg="giving up" exitCode=1');
  const pulling = running('registry.example/app:broken', {}, 60);
  expect(() => createPodLogSource(pulling.api, pulling.clock).read(request(pulling))).toThrow(
    'is waiting to start: trying and failing to pull image',
  );
});
