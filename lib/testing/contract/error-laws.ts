import { beforeAll, expect, it } from 'vitest';
import { podManifest } from './manifests.ts';
import { daemonSetsOf, podsOf, type World } from './world.ts';

/** How refusals look. */
export function errorLaws(world: () => World): void {
  let namespace = '';

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-115] a missing object: the whole Status', async () => {
    expect(await world().api.get(`${daemonSetsOf(namespace)}/absent`)).toMatchObject({ status: 404 });
    expect((await world().api.get(`${daemonSetsOf(namespace)}/absent`)).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'daemonsets.apps "absent" not found',
      reason: 'NotFound',
      details: { name: 'absent', group: 'apps', kind: 'daemonsets' },
      code: 404,
    });
    expect((await world().api.get('/api/v1/nodes/absent')).body).toMatchObject({
      message: 'nodes "absent" not found',
      details: { name: 'absent', kind: 'nodes' },
    });
  });

  it('[CONTRACT-116] delete, update and patch of a missing object: 404', async () => {
    const path = `${podsOf(namespace)}/absent`;
    for (const answer of [
      await world().api.delete(path),
      await world().api.patch(path, {}),
      await world().api.get(`${path}/log`),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { reason: 'NotFound', message: 'pods "absent" not found' } });
    }
  });

  it('[CONTRACT-117] another kind than the path’s: 400', async () => {
    const answer = await world().api.post(daemonSetsOf(namespace), podManifest('misplaced'));
    expect(answer).toMatchObject({ status: 400, body: { reason: 'BadRequest' } });
  });

  it('[CONTRACT-118] a method that the resource has not: 405', async () => {
    expect(await world().api.post(`${daemonSetsOf(namespace)}/some`, {})).toMatchObject({
      status: 405,
      body: { reason: 'MethodNotAllowed', message: 'the server does not allow this method on the requested resource' },
    });
  });

  it('[CONTRACT-119] the causes of an invalid object name field and reason', async () => {
    const pod = podManifest('caused', { containers: [] });
    const answer = await world().api.post(podsOf(namespace), pod);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        message: 'Pod "caused" is invalid: spec.containers: Required value',
        details: {
          name: 'caused',
          kind: 'Pod',
          causes: [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers' }],
        },
      },
    });
  });

  it('[CONTRACT-120] a Pod’s spec cannot be changed but for a few fields: 422', async () => {
    await world().created(podsOf(namespace), podManifest('fixed', { nodeSelector: { pool: 'none' } }));
    const answer = await world().api.patch(`${podsOf(namespace)}/fixed`, { spec: { hostNetwork: true } });
    expect(answer.status).toBe(422);
    expect(answer.body.message).toContain(
      'Pod "fixed" is invalid: spec: Forbidden: pod updates may not change fields other than',
    );
  });
}
