import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { whileConflicting } from '#lib/server/acts/act-step.ts';
import type { WriteOperations } from '#lib/server/kubernetes/operations.ts';
import { daemonSetManifest, podManifest } from '#lib/testing/contract/manifests.ts';
import { daemonSetsOf, podsOf, revisionsOf, type World } from '#lib/testing/contract/world.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const CONFLICT = { name: 'KubernetesApiError', reason: 'conflict', status: 409 };

/** What each write does to an API server, and that its preconditions and its dry run hold. */
export function writeLaws(world: () => World, writes: () => WriteOperations): void {
  let namespace = '';
  let node = '';
  const read = async <T>(path: string) => world().accepted(await world().api.get<T>(path));
  const isThere = async (path: string) => (await world().api.get(path)).status === 200;
  const aRunningPod = async (labels: Record<string, string> = {}) => {
    const name = world().name('pod');
    await world().created(podsOf(namespace), podManifest(name, { nodeName: node, labels, terminationGracePeriodSeconds: 1 }));
    return world().untilObject<Pod>(podsOf(namespace), name, `${name} ready`, (pod) =>
      pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
    );
  };
  const aDaemonSet = () => {
    const manifest = daemonSetManifest(world().name('daemons'), { pod: { nodeSelector: { pool: 'none' } } });
    return world().created<DaemonSet>(daemonSetsOf(namespace), manifest);
  };

  beforeAll(async () => {
    namespace = await world().namespace();
    [node = ''] = (await world().nodes(1)).names;
  });

  it('[WRITELAW-1] deletePod: a dry run, another uid and an older resourceVersion delete nothing; its own deletes', async () => {
    const { name, uid } = (await aRunningPod()).metadata;
    const path = `${podsOf(namespace)}/${name}`;
    await writes().deletePod(namespace, name, { uid, dryRun: true });
    await expect(writes().deletePod(namespace, name, { uid: NOBODY })).rejects.toMatchObject(CONFLICT);
    await expect(writes().deletePod(namespace, name, { uid, resourceVersion: '1' })).rejects.toMatchObject(CONFLICT);
    expect((await read<Pod>(path)).metadata.uid).toBe(uid);
    expect((await read<Pod>(path)).metadata.deletionTimestamp).toBeUndefined();
    await whileConflicting(async () =>
      writes().deletePod(namespace, name, { uid, resourceVersion: (await read<Pod>(path)).metadata.resourceVersion }),
    );
    await world().until(podsOf(namespace), 'the Pod gone', (pods) => pods.every(({ metadata }) => metadata.uid !== uid));
    await expect(writes().deletePod(namespace, name, { uid })).rejects.toMatchObject({ reason: 'notFound', status: 404 });
  });

  it('[WRITELAW-2] deletePod with grace period 0 waits for no kubelet', async () => {
    const { name, uid } = (await aRunningPod()).metadata;
    await writes().deletePod(namespace, name, { uid, gracePeriodSeconds: 0 });
    expect(await isThere(`${podsOf(namespace)}/${name}`)).toBe(false);
  });

  it('[WRITELAW-3] evictPod: another uid is a conflict, a PodDisruptionBudget refuses with its cause, and then it evicts', async () => {
    const app = world().name('evicted');
    const { name, uid } = (await aRunningPod({ app })).metadata;
    await writes().evictPod(namespace, name, { uid, dryRun: true });
    await expect(writes().evictPod(namespace, name, { uid: NOBODY })).rejects.toMatchObject(CONFLICT);
    const budgets = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
    const spec = { minAvailable: 1, selector: { matchLabels: { app } } };
    await world().created(budgets, { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: app }, spec });
    await world().untilObject<KubernetesObject & { status?: { expectedPods?: number } }>(budgets, app, 'known', ({ status }) => {
      return status?.expectedPods === 1;
    });
    await expect(writes().evictPod(namespace, name, { uid })).rejects.toMatchObject({
      reason: 'tooManyRequests',
      status: 429,
      causes: [{ reason: 'DisruptionBudget', message: expect.stringContaining(app) }],
    });
    const [listed] = (await writes().listPodDisruptionBudgets(namespace)).filter(({ metadata }) => metadata.name === app);
    expect(listed).toMatchObject({ spec, status: { disruptionsAllowed: 0, expectedPods: 1 } });
    expect((await read<Pod>(`${podsOf(namespace)}/${name}`)).metadata.deletionTimestamp).toBeUndefined();
    await world().api.delete(`${budgets}/${app}`);
    await writes().evictPod(namespace, name, { uid });
    await world().until(podsOf(namespace), 'the Pod gone', (pods) => pods.every(({ metadata }) => metadata.uid !== uid));
  });

  it('[WRITELAW-4] patchDaemonSet: a dry run answers what would be, another uid or resourceVersion is a conflict', async () => {
    const { metadata } = await aDaemonSet();
    const path = `${daemonSetsOf(namespace)}/${metadata.name}`;
    await world().untilObject<DaemonSet>(daemonSetsOf(namespace), metadata.name, 'observed', ({ status }) => {
      return (status?.observedGeneration ?? 0) >= 1;
    });
    const { uid, resourceVersion } = (await read<DaemonSet>(path)).metadata;
    const patch = { type: 'strategic', body: { spec: { minReadySeconds: 7 } } } as const;
    const options = { uid, resourceVersion };
    const would = await writes().patchDaemonSet(namespace, metadata.name, patch, { ...options, dryRun: true });
    expect(would.spec.minReadySeconds).toBe(7);
    const old = { uid, resourceVersion: '1' };
    await expect(writes().patchDaemonSet(namespace, metadata.name, patch, old)).rejects.toMatchObject(CONFLICT);
    const other = { uid: NOBODY, resourceVersion };
    await expect(writes().patchDaemonSet(namespace, metadata.name, patch, other)).rejects.toMatchObject({ status: 422 });
    expect((await read<DaemonSet>(path)).spec.minReadySeconds ?? 0).toBe(0);
    await writes().patchDaemonSet(namespace, metadata.name, patch, options);
    expect((await read<DaemonSet>(path)).spec.minReadySeconds).toBe(7);
  });

  it('[WRITELAW-5] deleteDaemonSet: a dry run and another uid delete nothing, its own deletes', async () => {
    const { name, uid } = (await aDaemonSet()).metadata;
    const path = `${daemonSetsOf(namespace)}/${name}`;
    await writes().deleteDaemonSet(namespace, name, { uid, propagation: 'Background', dryRun: true });
    const other = { uid: NOBODY, propagation: 'Background' } as const;
    await expect(writes().deleteDaemonSet(namespace, name, other)).rejects.toMatchObject(CONFLICT);
    expect(await isThere(path)).toBe(true);
    await writes().deleteDaemonSet(namespace, name, { uid, propagation: 'Foreground' });
    await world().until(daemonSetsOf(namespace), 'the DaemonSet gone', (all) =>
      all.every(({ metadata }) => metadata.uid !== uid),
    );
  });

  it('[WRITELAW-6] setUnschedulable and deleteNode: a dry run and another uid change nothing', async () => {
    const [name = ''] = (await world().nodes(1)).names;
    const path = `/api/v1/nodes/${name}`;
    const versioned = async () => {
      const { uid, resourceVersion } = (await read<Node>(path)).metadata;
      return { uid, resourceVersion };
    };
    const { uid } = await versioned();
    await expect(writes().setUnschedulable(name, true, { uid, resourceVersion: '1' })).rejects.toMatchObject(CONFLICT);
    // Its kubelet writes the Node too.
    const cordon = (unschedulable: boolean, dryRun = false) =>
      whileConflicting(async () => writes().setUnschedulable(name, unschedulable, { ...(await versioned()), dryRun }));
    await cordon(true, true);
    expect((await read<Node>(path)).spec.unschedulable).toBeUndefined();
    await cordon(true);
    expect((await read<Node>(path)).spec.unschedulable).toBe(true);
    await cordon(false);
    expect((await read<Node>(path)).spec.unschedulable).toBeUndefined();
    await writes().deleteNode(name, { uid, dryRun: true });
    await expect(writes().deleteNode(name, { uid: NOBODY })).rejects.toMatchObject(CONFLICT);
    expect((await read<Node>(path)).metadata.uid).toBe(uid);
    await writes().deleteNode(name, { uid });
    await world().until('/api/v1/nodes', 'the Node gone', (nodes) => nodes.every(({ metadata }) => metadata.uid !== uid));
  });

  it('[WRITELAW-7] annotateNamespace sets one annotation and keeps the others', async () => {
    const path = `/api/v1/namespaces/${namespace}`;
    const annotation = 'openshift.io/node-selector';
    await world().api.patch(path, { metadata: { annotations: { [annotation]: 'a=b', other: 'kept' } } });
    const { uid, resourceVersion } = (await read<KubernetesObject>(path)).metadata;
    await expect(writes().annotateNamespace(namespace, annotation, '', { uid, resourceVersion: '1' })).rejects.toMatchObject(
      CONFLICT,
    );
    const written = await writes().annotateNamespace(namespace, annotation, '', { uid, resourceVersion });
    expect(written.metadata.annotations).toEqual({ [annotation]: '' });
    expect((await read<KubernetesObject>(path)).metadata.annotations).toMatchObject({ [annotation]: '', other: 'kept' });
  });

  it('[WRITELAW-8] createEvent leaves an Event about the DaemonSet', async () => {
    const { name, uid } = (await aDaemonSet()).metadata;
    const said = { type: 'Normal', reason: 'RollcallRestarted', message: 'x'.repeat(2_000), at: '2026-01-01T00:00:00Z' } as const;
    await writes().createEvent({ namespace, daemonSet: { name, uid }, ...said });
    const events = await read<{
      items: { reason: string; message: string; involvedObject: object; metadata: { name: string } }[];
    }>(`/api/v1/namespaces/${namespace}/events?fieldSelector=involvedObject.uid%3D${uid}`);
    const [event] = events.items.filter(({ reason }) => reason === said.reason);
    expect(event?.message).toHaveLength(1_024);
    expect(event?.involvedObject).toMatchObject({ kind: 'DaemonSet', name, uid, apiVersion: 'apps/v1' });
    expect(event?.metadata.name.startsWith(`${name}.`)).toBe(true);
  });

  it('[WRITELAW-9] whole objects hold what reading drops', async () => {
    const { name } = (await aDaemonSet()).metadata;
    const whole = await writes().getWholeDaemonSet(namespace, name);
    expect(whole).toMatchObject({ spec: { template: { spec: { dnsPolicy: 'ClusterFirst', securityContext: {} } } } });
    expect(whole.metadata).toHaveProperty('managedFields');
    const [revision] = await world().until<KubernetesObject, readonly KubernetesObject[]>(
      revisionsOf(namespace),
      'its revision',
      (all) => {
        const own = all.filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.name === name));
        return own.length > 0 && own;
      },
    );
    const stored = await writes().getWholeControllerRevision(namespace, revision?.metadata.name ?? '');
    expect(stored).toMatchObject({ data: { spec: { template: { $patch: 'replace', spec: { dnsPolicy: 'ClusterFirst' } } } } });
  });
}
