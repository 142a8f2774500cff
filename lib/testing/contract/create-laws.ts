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

  it('[CONTRACT-55] without a name: 422', async () => {
    const { metadata: _, ...manifest } = daemonSetManifest('x', { pod: NOWHERE });
    expect(await post({ ...manifest, metadata: {} })).toMatchObject({
      status: 422,
      body: {
        reason: 'Invalid',
        message: 'DaemonSet.apps "" is invalid: metadata.name: Required value: name or generateName is required',
      },
    });
  });

  it('[CONTRACT-56] a name that is no DNS name: 422 with the rule', async () => {
    const { status, body } = await post(daemonSetManifest('Not_Legal', { pod: NOWHERE }));
    expect({ status, reason: body.reason }).toEqual({ status: 422, reason: 'Invalid' });
    expect(body.message).toContain('DaemonSet.apps "Not_Legal" is invalid');
    expect(body.message).toContain('metadata.name: Invalid value: "Not_Legal": a lowercase RFC 1123 subdomain must consist of');
  });

  it('[CONTRACT-57] a selector that does not match the template: 422', async () => {
    const manifest = daemonSetManifest('mismatch', { pod: NOWHERE, selector: { matchLabels: { app: 'other' } } });
    const { status, body } = await post(manifest);
    expect(status).toBe(422);
    expect(body.message).toContain(
      'spec.template.metadata.labels: Invalid value: {"app":"mismatch"}: `selector` does not match template `labels`',
    );
  });

  it('[CONTRACT-58] the empty selector: 422', async () => {
    const { status, body } = await post(daemonSetManifest('everything', { pod: NOWHERE, selector: {} }));
    expect(status).toBe(422);
    expect(body.message).toContain('spec.selector: Invalid value');
    expect(body.message).toContain('empty selector is invalid for daemonset');
  });

  it('[CONTRACT-59] maxUnavailable and maxSurge: exactly one of them is above zero', async () => {
    const budget = (rollingUpdate: object) =>
      post(daemonSetManifest('budget', { pod: NOWHERE, updateStrategy: { type: 'RollingUpdate', rollingUpdate } }));
    const both = await budget({ maxUnavailable: 1, maxSurge: 1 });
    expect(both.status).toBe(422);
    expect(both.body.message).toContain(
      'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
    );
    const neither = await budget({ maxUnavailable: 0, maxSurge: 0 });
    expect(neither.status).toBe(422);
    expect(neither.body.message).toContain(
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
    );
    expect((await budget({ maxSurge: 1 })).status).toBe(422);
  });

  it('[CONTRACT-60] restartPolicy other than Always: 422', async () => {
    const pod = { ...NOWHERE, restartPolicy: 'Never' };
    const { status, body } = await post(daemonSetManifest('never', { pod }));
    expect(status).toBe(422);
    expect(body.message).toContain('spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"');
  });

  it('[CONTRACT-61] the selector cannot be changed', async () => {
    const created = await create('fixed');
    const changed = {
      ...created,
      spec: {
        ...created.spec,
        selector: { matchLabels: { app: 'moved' } },
        template: { ...created.spec.template, metadata: { labels: { app: 'moved' } } },
      },
    };
    const { status, body } = await world().api.put(path('fixed'), changed);
    expect(status).toBe(422);
    expect(body.message).toContain('spec.selector: Invalid value');
    expect(body.message).toContain('field is immutable');
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

  it('[CONTRACT-63] a namespace that does not exist answers 404; another one than the path’s 400', async () => {
    const manifest = daemonSetManifest('lost', { pod: NOWHERE });
    expect(await world().api.post(daemonSetsOf('nowhere'), manifest)).toMatchObject({
      status: 404,
      body: { reason: 'NotFound', message: 'namespaces "nowhere" not found' },
    });
    expect(await post({ ...manifest, metadata: { name: 'lost', namespace: 'nowhere' } })).toMatchObject({
      status: 400,
      body: {
        reason: 'BadRequest',
        message: 'the namespace of the provided object does not match the namespace sent on the request',
      },
    });
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

  it('[CONTRACT-65] unknown fields are refused under fieldValidation=Strict, else dropped', async () => {
    const manifest = daemonSetManifest('extra', { pod: NOWHERE });
    const odd = { ...manifest, spec: { ...manifest.spec, colour: 'blue' } };
    const strict = await world().api.post(`${daemonSetsOf(namespace)}?fieldValidation=Strict`, odd);
    expect(strict).toMatchObject({ status: 400, body: { reason: 'BadRequest' } });
    expect(strict.body.message).toContain('strict decoding error: unknown field "spec.colour"');
    const lenient = await post<DaemonSet>(odd);
    expect(lenient.status).toBe(201);
    expect(lenient.body.spec).not.toHaveProperty('colour');
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
