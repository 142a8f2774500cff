import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { daemonSetManifest } from './manifests.ts';
import { daemonSetsOf, type World } from './world.ts';

/** The status subresource, and requests that only pretend. */
export function statusLaws(world: () => World): void {
  let namespace = '';
  const path = (name: string) => `${daemonSetsOf(namespace)}/${name}`;
  const manifest = (name: string) => daemonSetManifest(name, { pod: { nodeSelector: { pool: 'none' } } });
  const create = (name: string) => world().created<DaemonSet>(daemonSetsOf(namespace), manifest(name));

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-100] a write to the object leaves its status alone', async () => {
    const created = await create('whole');
    const { body } = await world().api.patch<DaemonSet>(path('whole'), {
      spec: { minReadySeconds: 1 },
      status: { numberReady: 99 },
    });
    expect(body.spec.minReadySeconds).toBe(1);
    expect(body.status?.numberReady).toBe(0);
    expect(created.status?.numberReady).toBe(0);
  });

  it('[CONTRACT-101] a write to the status changes nothing else, the generation included', async () => {
    const [node = ''] = (await world().nodes(1)).names;
    const condition = { type: 'LawChecked', status: 'True', reason: 'Law', message: 'checked' };
    const patch = { metadata: { generation: 99 }, spec: { unschedulable: true }, status: { conditions: [condition] } };
    const { status, body } = await world().api.patch<Node>(`/api/v1/nodes/${node}/status`, patch, 'strategic-merge-patch');
    expect(status).toBe(200);
    expect(body.spec).not.toHaveProperty('unschedulable');
    expect(body.status.conditions?.map(({ type }) => type)).toEqual(expect.arrayContaining(['Ready', 'LawChecked']));
    expect((await world().api.get<Node>(`/api/v1/nodes/${node}/status`)).body.metadata.name).toBe(node);
  });

  it('[CONTRACT-102] dry run create: the object as it would be, and nothing stored', async () => {
    const { status, body } = await world().api.post<DaemonSet>(`${daemonSetsOf(namespace)}?dryRun=All`, manifest('rehearsed'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ metadata: { name: 'rehearsed', uid: expect.any(String) }, spec: { revisionHistoryLimit: 10 } });
    expect((await world().api.get(path('rehearsed'))).status).toBe(404);
  });

  it('[CONTRACT-103] dry run patch and delete: checked, answered, not done', async () => {
    const created = await create('untouched');
    const patched = await world().api.patch<DaemonSet>(`${path('untouched')}?dryRun=All`, { spec: { minReadySeconds: 7 } });
    expect(patched.body.spec.minReadySeconds).toBe(7);
    expect((await world().api.patch(`${path('untouched')}?dryRun=All`, { spec: { minReadySeconds: -1 } })).status).toBe(422);
    expect((await world().api.delete(`${path('untouched')}?dryRun=All`)).status).toBe(200);
    expect((await world().api.delete(path('untouched'), { dryRun: ['All'] })).status).toBe(200);
    const { body } = await world().api.get<DaemonSet>(path('untouched'));
    expect(body.metadata.uid).toBe(created.metadata.uid);
    expect(body.spec.minReadySeconds ?? 0).toBe(0);
    expect(body.metadata.deletionTimestamp).toBeUndefined();
  });

  it('[CONTRACT-104] a dryRun value other than All answers 422', async () => {
    const answer = await world().api.post(`${daemonSetsOf(namespace)}?dryRun=Some`, manifest('odd'));
    expect(answer).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
    expect(answer.body.message).toContain('dryRun: Unsupported value: ["Some"]: supported values: "All"');
  });
}
