import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Status } from './api-client.ts';
import { daemonSetManifest, imagePatch, podManifest } from './manifests.ts';
import { daemonSetsOf, podsOf, type World } from './world.ts';

const NOWHERE = { nodeSelector: { pool: 'none' } };
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

type Managed = DaemonSet & { metadata: { managedFields: { manager: string; operation: string }[] } };

/** What the API server fills in, counts and refuses when objects are written. */
export function createLaws(world: () => World): void {
  let namespace = '';
  const post = <T = Status>(body: unknown) => world().api.post<T>(daemonSetsOf(namespace), body);
  const create = (name: string) => world().created<DaemonSet>(daemonSetsOf(namespace), daemonSetManifest(name, { pod: NOWHERE }));
  const path = (name: string) => `${daemonSetsOf(namespace)}/${name}`;

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-50] a new object has uid, resourceVersion, creationTimestamp and generation 1', async () => {
    const { status, body } = await post<DaemonSet>(daemonSetManifest('fresh', { pod: NOWHERE }));
    expect(status).toBe(201);
    expect(body.metadata).toMatchObject({
      name: 'fresh',
      namespace,
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceVersion: expect.stringMatching(/^\d+$/),
      creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      generation: 1,
      annotations: { [TEMPLATE_GENERATION]: '1' },
    });
  });

  it('[CONTRACT-51] a DaemonSet’s defaults', async () => {
    const { body } = await post<DaemonSet>(daemonSetManifest('defaults', { pod: NOWHERE }));
    expect(body.spec).toEqual({
      selector: { matchLabels: { app: 'defaults' } },
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: {
        metadata: { labels: { app: 'defaults' } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'registry.example/app:1',
              imagePullPolicy: 'IfNotPresent',
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
            },
          ],
          dnsPolicy: 'ClusterFirst',
          nodeSelector: { pool: 'none' },
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 1,
        },
      },
    });
    expect(body.status).toEqual({ currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 });
  });

  it('[CONTRACT-52] a Pod gets its namespace’s service account, Pending and its default grace period', async () => {
    const pod = await world().created<Pod>(podsOf(namespace), podManifest('plain', NOWHERE));
    expect(pod).toMatchObject({
      spec: {
        serviceAccountName: 'default',
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        schedulerName: 'default-scheduler',
      },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    });
  });

  it('[CONTRACT-53] generateName is completed with five characters', async () => {
    const pod = { ...podManifest('x', NOWHERE), metadata: { generateName: 'made-' } };
    const made = await world().created<Pod>(podsOf(namespace), pod);
    expect(made.metadata.name).toMatch(/^made-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(made.metadata.generateName).toBe('made-');
  });

  it('[CONTRACT-54] a name that is taken answers 409 AlreadyExists', async () => {
    await create('taken');
    expect(await post(daemonSetManifest('taken', { pod: NOWHERE }))).toMatchObject({
      status: 409,
      body: {
        code: 409,
        reason: 'AlreadyExists',
        message: 'daemonsets.apps "taken" already exists',
        details: { name: 'taken', group: 'apps', kind: 'daemonsets' },
      },
    });
  });

  it('[CONTRACT-62] generation counts changes of the spec, the template generation those of the template', async () => {
    const counts = ({ metadata }: DaemonSet) => [metadata.generation, metadata.annotations?.[TEMPLATE_GENERATION]];
    await create('counted');
    const labelled = await world().api.patch<DaemonSet>(path('counted'), { metadata: { labels: { a: 'b' } } });
    expect(counts(labelled.body)).toEqual([1, '1']);
    const limited = await world().api.patch<DaemonSet>(path('counted'), { spec: { minReadySeconds: 3 } });
    expect(counts(limited.body)).toEqual([2, '1']);
    const image = await world().api.patch<DaemonSet>(
      path('counted'),
      imagePatch('registry.example/app:2'),
      'strategic-merge-patch',
    );
    expect(counts(image.body)).toEqual([3, '2']);
    const forged = await world().api.patch<DaemonSet>(path('counted'), {
      metadata: { annotations: { [TEMPLATE_GENERATION]: '77' } },
    });
    expect(counts(forged.body)).toEqual([3, '2']);
  });

  it('[CONTRACT-64] an update from an older resourceVersion answers 409 Conflict', async () => {
    const old = await create('contested');
    await world().api.patch(path('contested'), { spec: { minReadySeconds: 1 } });
    expect(await world().api.put(path('contested'), old)).toMatchObject({
      status: 409,
      body: {
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on daemonsets.apps "contested": the object has been modified; please apply your changes to the latest version and try again',
      },
    });
  });

  it('[CONTRACT-66] managedFields tell who wrote what, and when', async () => {
    await create('managed');
    const patch = { spec: { minReadySeconds: 2 } };
    const { body } = await world().api.patch<Managed>(`${path('managed')}?fieldManager=law-66`, patch);
    const entry = body.metadata.managedFields.find(({ manager }) => manager === 'law-66');
    expect(entry).toEqual({
      manager: 'law-66',
      operation: 'Update',
      apiVersion: 'apps/v1',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:minReadySeconds': {} } },
    });
  });

  it('[CONTRACT-67] a Lease is taken by the first who writes from what was read', async () => {
    const leases = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
    const manifest = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'lock' },
      spec: { leaseDurationSeconds: 15 },
    };
    const read = await world().created<KubernetesObject>(leases, manifest);
    const take = (holderIdentity: string) =>
      world().api.put(`${leases}/lock`, {
        ...read,
        spec: { holderIdentity, leaseDurationSeconds: 15, renewTime: '2026-01-01T00:00:00.000000Z' },
      });
    expect(await take('one')).toMatchObject({
      status: 200,
      body: { spec: { holderIdentity: 'one', renewTime: '2026-01-01T00:00:00.000000Z' } },
    });
    expect(await take('two')).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
  });
}
