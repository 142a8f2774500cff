import { beforeAll, expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest, podManifest } from './manifests.ts';
import { daemonSetsOf, type NodePool, podsOf, revisionsOf, type World } from './world.ts';

/** Preconditions, propagation, grace and finalizers. */
export function deleteLaws(world: () => World): void {
  let namespace = '';
  let pool: NodePool = { names: [], selector: {} };
  const path = (name: string) => `${podsOf(namespace)}/${name}`;
  const slow = { 'simulator.rollcall.dev/behaviour': 'slow-stop' };
  const runningPod = async (prefix: string, options: Parameters<typeof podManifest>[1] = {}) => {
    const name = world().name(prefix);
    await world().created(podsOf(namespace), podManifest(name, { nodeName: pool.names[0] ?? '', ...options }));
    return world().untilObject<Pod>(podsOf(namespace), name, `${name} running`, (pod) => pod.status.phase === 'Running');
  };
  const settledDaemonSet = async (prefix: string) => {
    const name = world().name(prefix);
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } } });
    return world().settled(await world().created(daemonSetsOf(namespace), manifest), pool.names.length);
  };
  const podsOwned = ({ metadata }: DaemonSet) => `${podsOf(namespace)}?labelSelector=app%3D${metadata.name}`;

  beforeAll(async () => {
    namespace = await world().namespace();
    pool = await world().nodes(2);
  });

  it('[CONTRACT-80] another uid than the precondition’s: 409, and the object stays', async () => {
    const pod = await runningPod('guarded');
    const uid = '00000000-0000-0000-0000-000000000000';
    const answer = await world().api.delete(path(pod.metadata.name), { preconditions: { uid } });
    expect(answer).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
    expect(answer.body.message).toBe(
      `Operation cannot be fulfilled on Pod "${pod.metadata.name}": the UID in the precondition (${uid}) does not match the UID in record (${pod.metadata.uid}). The object might have been deleted and then recreated`,
    );
    expect((await world().api.get<Pod>(path(pod.metadata.name))).body.metadata.deletionTimestamp).toBeUndefined();
  });

  it('[CONTRACT-81] another resourceVersion than the precondition’s: 409', async () => {
    const pod = await runningPod('guarded');
    const answer = await world().api.delete(path(pod.metadata.name), { preconditions: { resourceVersion: '1' } });
    expect(answer).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
    expect(answer.body.message).toMatch(
      /the ResourceVersion in the precondition \(1\) does not match the ResourceVersion in record \(\d+\)\. The object might have been modified$/,
    );
  });

  it('[CONTRACT-82] the right uid and resourceVersion delete', async () => {
    const { name } = (await runningPod('guarded')).metadata;
    const { metadata } = (await world().api.get<Pod>(path(name))).body;
    const preconditions = { uid: metadata.uid, resourceVersion: metadata.resourceVersion };
    expect((await world().api.delete(path(metadata.name), { preconditions, gracePeriodSeconds: 0 })).status).toBe(200);
    expect((await world().api.get(path(metadata.name))).status).toBe(404);
  });

  it('[CONTRACT-83] a bound Pod terminates: deletionTimestamp after the grace period, still there until the kubelet is done', async () => {
    const pod = await runningPod('graceful', { annotations: slow, terminationGracePeriodSeconds: 2 });
    const { status, body } = await world().api.delete<Pod>(path(pod.metadata.name));
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'Pod', metadata: { uid: pod.metadata.uid, deletionGracePeriodSeconds: 2 } });
    const stored = await world().api.get<Pod>(path(pod.metadata.name));
    expect(stored.body.metadata.deletionTimestamp).toBe(body.metadata.deletionTimestamp);
    await world().until<Pod>(podsOf(namespace), 'the pod gone', (pods) =>
      pods.every((other) => other.metadata.uid !== pod.metadata.uid),
    );
  });

  it('[CONTRACT-84] gracePeriodSeconds in the options overrides the Pod’s; a second delete can shorten it, not lengthen it', async () => {
    const pod = await runningPod('patient', { annotations: slow, terminationGracePeriodSeconds: 300 });
    const grace = async (gracePeriodSeconds: number) => {
      const { body } = await world().api.delete<Pod>(path(pod.metadata.name), { gracePeriodSeconds });
      return body.metadata.deletionGracePeriodSeconds;
    };
    expect(await grace(100)).toBe(100);
    expect(await grace(200)).toBe(100);
    expect(await grace(60)).toBe(60);
    expect((await world().api.delete(path(pod.metadata.name), { gracePeriodSeconds: 0 })).status).toBe(200);
    expect((await world().api.get(path(pod.metadata.name))).status).toBe(404);
  });

  it('[CONTRACT-85] a Pod that was never bound goes at once', async () => {
    const name = world().name('unbound');
    await world().created(podsOf(namespace), podManifest(name, { nodeSelector: { pool: 'none' } }));
    expect((await world().api.delete(path(name))).status).toBe(200);
    expect((await world().api.get(path(name))).status).toBe(404);
  });

  it('[CONTRACT-86] a finalizer keeps an object with a deletionTimestamp until it is removed', async () => {
    const pod = await runningPod('held', { finalizers: ['law.example/hold'] });
    await world().api.delete(path(pod.metadata.name), { gracePeriodSeconds: 0 });
    const held = await world().api.get<Pod>(path(pod.metadata.name));
    expect(held.body.metadata).toMatchObject({ deletionTimestamp: expect.any(String), finalizers: ['law.example/hold'] });
    await world().api.patch(path(pod.metadata.name), { metadata: { finalizers: null } });
    await world().until<Pod>(podsOf(namespace), 'the pod gone', (pods) =>
      pods.every((other) => other.metadata.uid !== pod.metadata.uid),
    );
  });

  it('[CONTRACT-87] the answer for an object that goes at once is a Status with its uid', async () => {
    const name = world().name('config');
    const services = `/api/v1/namespaces/${namespace}/services`;
    const leases = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
    expect(services).toContain(namespace);
    const lease = await world().created(leases, {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name },
      spec: {},
    });
    expect(await world().api.delete(`${leases}/${name}`)).toMatchObject({
      status: 200,
      body: {
        kind: 'Status',
        status: 'Success',
        details: { name, group: 'coordination.k8s.io', kind: 'leases', uid: lease.metadata.uid },
      },
    });
  });

  it('[CONTRACT-88] propagation Background: the DaemonSet goes at once, its Pods and revisions follow', async () => {
    const daemonSet = await settledDaemonSet('background');
    await world().api.delete(`${daemonSetsOf(namespace)}/${daemonSet.metadata.name}`, { propagationPolicy: 'Background' });
    expect((await world().api.get(`${daemonSetsOf(namespace)}/${daemonSet.metadata.name}`)).status).toBe(404);
    await world().until(podsOwned(daemonSet), 'no pods', (pods) => pods.length === 0);
    await world().until(revisionsOf(namespace), 'no revisions', (all) =>
      all.every((revision) => revision.metadata.ownerReferences?.[0]?.uid !== daemonSet.metadata.uid),
    );
  });

  it('[CONTRACT-89] propagation Foreground: the DaemonSet waits, with a finalizer, for its Pods to be gone', async () => {
    const daemonSet = await settledDaemonSet('foreground');
    const { name, uid } = daemonSet.metadata;
    const answer = await world().api.delete<DaemonSet>(`${daemonSetsOf(namespace)}/${name}`, { propagationPolicy: 'Foreground' });
    expect(answer.body.metadata).toMatchObject({ deletionTimestamp: expect.any(String), finalizers: ['foregroundDeletion'] });
    await world().until(daemonSetsOf(namespace), 'the daemon set gone', (all) =>
      all.every((other) => other.metadata.uid !== uid),
    );
    const pods = await world().api.get<{ items: Pod[] }>(podsOwned(daemonSet));
    expect(pods.body.items).toEqual([]);
  });

  it('[CONTRACT-90] propagation Orphan: Pods and revisions stay without owner; a new DaemonSet adopts them', async () => {
    const daemonSet = await settledDaemonSet('orphan');
    const { name, uid } = daemonSet.metadata;
    const before = (await world().api.get<{ items: Pod[] }>(podsOwned(daemonSet))).body.items.map((pod) => pod.metadata.uid);
    await world().api.delete(`${daemonSetsOf(namespace)}/${name}`, { propagationPolicy: 'Orphan' });
    await world().until(daemonSetsOf(namespace), 'the daemon set gone', (all) =>
      all.every((other) => other.metadata.uid !== uid),
    );
    const orphans = (await world().api.get<{ items: Pod[] }>(podsOwned(daemonSet))).body.items;
    expect(orphans.map((pod) => [pod.metadata.uid, pod.metadata.ownerReferences])).toEqual(
      before.map((podUid) => [podUid, undefined]),
    );
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } } });
    const successor = await world().settled(await world().created(daemonSetsOf(namespace), manifest), pool.names.length);
    const adopted = (await world().api.get<{ items: Pod[] }>(podsOwned(daemonSet))).body.items;
    expect(adopted.map((pod) => pod.metadata.uid).sort()).toEqual([...before].sort());
    expect(new Set(adopted.map((pod) => pod.metadata.ownerReferences?.[0]?.uid))).toEqual(new Set([successor.metadata.uid]));
    const revisions = (await world().api.get<{ items: ControllerRevision[] }>(revisionsOf(namespace))).body.items;
    expect(revisions.filter((revision) => revision.metadata.name.startsWith(name))).toHaveLength(1);
  });

  it('[CONTRACT-91] a deleted namespace is Terminating, takes nothing new, and goes with what is in it', async () => {
    const doomed = await world().namespace();
    const manifest = daemonSetManifest('doomed', { pod: { nodeSelector: { ...pool.selector } } });
    await world().settled(await world().created(daemonSetsOf(doomed), manifest), pool.names.length);
    const { body } = await world().api.delete<KubernetesObject>(`/api/v1/namespaces/${doomed}`);
    expect(body).toMatchObject({ metadata: { deletionTimestamp: expect.any(String) }, status: { phase: 'Terminating' } });
    const late = await world().api.post(podsOf(doomed), podManifest('late'));
    expect(late).toMatchObject({
      status: 403,
      body: { reason: 'Forbidden', details: { causes: [{ reason: 'NamespaceTerminating' }] } },
    });
    expect(late.body.message).toContain(`unable to create new content in namespace ${doomed} because it is being terminated`);
    await world().until('/api/v1/namespaces', 'the namespace gone', (all) =>
      all.every(({ metadata }) => metadata.name !== doomed),
    );
    for (const collection of [podsOf(doomed), daemonSetsOf(doomed), revisionsOf(doomed)]) {
      expect((await world().api.get<{ items: unknown[] }>(collection)).body.items).toEqual([]);
    }
  });
}
