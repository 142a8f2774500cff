import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Status } from './api-client.ts';
import { daemonSetManifest } from './manifests.ts';
import { daemonSetsOf, type World } from './world.ts';

const NOWHERE = { nodeSelector: { pool: 'none' } };

/** What the API server refuses, and in which words. */
export function validationLaws(world: () => World): void {
  let namespace = '';
  const post = <T = Status>(body: unknown) => world().api.post<T>(daemonSetsOf(namespace), body);
  const create = (name: string) => world().created<DaemonSet>(daemonSetsOf(namespace), daemonSetManifest(name, { pod: NOWHERE }));
  const path = (name: string) => `${daemonSetsOf(namespace)}/${name}`;

  beforeAll(async () => {
    namespace = await world().namespace();
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
    // Without a resourceVersion: the controller writes to the status meanwhile.
    const { resourceVersion: _, ...metadata } = created.metadata;
    const changed = {
      ...created,
      metadata,
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
}
