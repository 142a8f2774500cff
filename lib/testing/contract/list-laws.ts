import { beforeAll, expect, it } from 'vitest';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { daemonSetManifest } from './manifests.ts';
import { daemonSetsOf, type ObjectList, type World } from './world.ts';

const NAMES = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf'];

/** How collections are read. */
export function listLaws(world: () => World): void {
  let namespace = '';
  const list = (query = '') => world().api.get<ObjectList<KubernetesObject>>(`${daemonSetsOf(namespace)}${query}`);

  beforeAll(async () => {
    namespace = await world().namespace();
    // Backwards, so that order of creation and order of names differ.
    for (const name of [...NAMES].reverse()) {
      await world().created(daemonSetsOf(namespace), daemonSetManifest(name, { pod: { nodeSelector: { pool: 'none' } } }));
    }
  });

  it('[CONTRACT-10] a list has its kind and resourceVersion; its items have no kind, a single object has', async () => {
    const { body } = await list();
    expect(body).toMatchObject({
      kind: 'DaemonSetList',
      apiVersion: 'apps/v1',
      metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
    });
    expect(body.items[0]).not.toHaveProperty('kind');
    const single = await world().api.get<KubernetesObject>(`${daemonSetsOf(namespace)}/alpha`);
    expect(single.body).toMatchObject({ kind: 'DaemonSet', apiVersion: 'apps/v1', metadata: { name: 'alpha', namespace } });
  });

  it('[CONTRACT-11] items come in the order of their names', async () => {
    expect((await list()).body.items.map((item) => item.metadata.name)).toEqual(NAMES);
  });

  it('[CONTRACT-12] limit and continue give every item once, with what remains, at one resourceVersion', async () => {
    const names: string[] = [];
    const versions = new Set<string>();
    const remaining: (number | undefined)[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const { body }: { body: ObjectList<KubernetesObject> } = await list(`?limit=3&continue=${encodeURIComponent(token)}`);
      names.push(...body.items.map((item) => item.metadata.name));
      versions.add(body.metadata.resourceVersion);
      remaining.push(body.metadata.remainingItemCount);
      token = body.metadata.continue;
    }
    expect(names).toEqual(NAMES);
    expect(remaining).toEqual([4, 1, undefined]);
    expect(versions.size).toBe(1);
  });

  it('[CONTRACT-13] a page continues the state in which the first one was read', async () => {
    const first = await list('?limit=3');
    await world().created(daemonSetsOf(namespace), daemonSetManifest('echo2', { pod: { nodeSelector: { pool: 'none' } } }));
    const rest = await list(`?limit=500&continue=${encodeURIComponent(first.body.metadata.continue ?? '')}`);
    await world().api.delete(`${daemonSetsOf(namespace)}/echo2`);
    expect(rest.body.items.map((item) => item.metadata.name)).toEqual(NAMES.slice(3));
  });

  it('[CONTRACT-14] a continue token that is none answers 400', async () => {
    expect(await list('?limit=3&continue=nonsense')).toMatchObject({
      status: 400,
      body: { kind: 'Status', reason: 'BadRequest', message: expect.stringContaining('continue key is not valid') },
    });
  });

  it('[CONTRACT-15] a list of one namespace has nothing of another; the list of all has both', async () => {
    const other = await world().namespace();
    await world().created(daemonSetsOf(other), daemonSetManifest('alpha', { pod: { nodeSelector: { pool: 'none' } } }));
    expect((await list()).body.items.every((item) => item.metadata.namespace === namespace)).toBe(true);
    const all = await world().api.get<ObjectList<KubernetesObject>>('/apis/apps/v1/daemonsets');
    const found = all.body.items.filter((item) => item.metadata.name === 'alpha').map((item) => item.metadata.namespace);
    expect(found).toEqual(expect.arrayContaining([namespace, other]));
  });

  it('[CONTRACT-16] resourceVersion=0 is answered from any state', async () => {
    expect(await list('?resourceVersion=0')).toMatchObject({ status: 200, body: { kind: 'DaemonSetList' } });
  });

  it('[CONTRACT-17] a list of nothing has an empty array', async () => {
    const empty = await world().namespace();
    const { status, body } = await world().api.get<ObjectList<KubernetesObject>>(daemonSetsOf(empty));
    expect({ status, items: body.items }).toEqual({ status: 200, items: [] });
  });

  it('[CONTRACT-18] a resourceVersion that is not there yet answers 504 and says that it is too large', async () => {
    const answer = await list('?resourceVersion=999999999999');
    expect(answer).toMatchObject({
      status: 504,
      body: {
        reason: 'Timeout',
        details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }] },
      },
    });
    expect(answer.body).toMatchObject({
      message: expect.stringMatching(/^Timeout: Too large resource version: 999999999999, current: \d+$/),
    });
  });
}
