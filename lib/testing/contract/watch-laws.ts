import { beforeAll, expect, it } from 'vitest';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { OpenWatch, Status, WatchLine } from './api-client.ts';
import type { ObjectList, World } from './world.ts';

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';
const WATCH_LIST = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';

/** How changes are followed. Services stand for every resource: no controller writes to them. */
export function watchLaws(world: () => World): void {
  let namespace = '';
  const services = () => `/api/v1/namespaces/${namespace}/services`;
  const aService = (name: string, labels: Record<string, string> = {}) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: { clusterIP: 'None', selector: { app: name } },
  });
  const create = (name: string, labels?: Record<string, string>) =>
    world().created<KubernetesObject>(services(), aService(name, labels));
  const relabel = (name: string, labels: Record<string, string | null>) =>
    world().api.patch<KubernetesObject>(`${services()}/${name}`, { metadata: { labels } });
  const watch = <T = KubernetesObject>(query: string) => world().api.watch<T>(`${services()}?watch=true&${query}`);
  const now = async () => (await world().api.get<ObjectList<KubernetesObject>>(services())).body.metadata.resourceVersion;
  const story = ({ type, object }: WatchLine<KubernetesObject>) => `${type} ${object.metadata.name}`;

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-20] a watch from a list’s resourceVersion tells only what came after, in order, with rising versions', async () => {
    await create('before');
    const open = await watch(`resourceVersion=${await now()}`);
    const created = await create('after');
    const changed = await relabel('after', { colour: 'blue' });
    const deleted = await world().api.delete(`${services()}/after`);
    expect(deleted.status).toBe(200);
    const lines = await take(open, 3);
    expect(lines.map(story)).toEqual(['ADDED after', 'MODIFIED after', 'DELETED after']);
    expect(lines[0]?.object.metadata.resourceVersion).toBe(created.metadata.resourceVersion);
    expect(lines[1]?.object.metadata.resourceVersion).toBe(changed.body.metadata.resourceVersion);
    const versions = lines.map((line) => BigInt(line.object.metadata.resourceVersion));
    expect(versions).toEqual([...versions].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(versions).size).toBe(3);
  });

  it('[CONTRACT-21] events carry whole objects with kind and apiVersion', async () => {
    const open = await watch(`resourceVersion=${await now()}`);
    const created = await create('whole');
    const [line] = await take(open, 1);
    expect(line?.object).toEqual({ ...created, kind: 'Service', apiVersion: 'v1' });
  });

  it('[CONTRACT-22] a watch without resourceVersion begins with ADDED for what exists', async () => {
    await create('existing');
    const open = await watch('fieldSelector=metadata.name%3Dexisting');
    expect((await take(open, 1)).map(story)).toEqual(['ADDED existing']);
  });

  it('[CONTRACT-23] WatchList: what exists, then a bookmark that says so, then changes', async () => {
    await create('listed-a', { set: 'watch-list' });
    await create('listed-b', { set: 'watch-list' });
    const open = await watch(`labelSelector=set%3Dwatch-list&${WATCH_LIST}`);
    const initial = await take(open, 3, { keepOpen: true });
    expect(initial.slice(0, 2).map(story)).toEqual(['ADDED listed-a', 'ADDED listed-b']);
    expect(initial[2]).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'Service',
        metadata: { annotations: { [INITIAL_EVENTS_END]: 'true' }, resourceVersion: expect.stringMatching(/^\d+$/) },
      },
    });
    await create('listed-c', { set: 'watch-list' });
    expect((await take(open, 1)).map(story)).toEqual(['ADDED listed-c']);
  });

  it('[CONTRACT-24] the WatchList bookmark’s resourceVersion can be watched from', async () => {
    const open = await watch(`labelSelector=set%3Dnobody&${WATCH_LIST}`);
    const [bookmark] = await take(open, 1);
    const next = await watch(`resourceVersion=${bookmark?.object.metadata.resourceVersion}&labelSelector=set%3Dnobody`);
    await create('nobody', { set: 'nobody' });
    expect((await take(next, 1)).map(story)).toEqual(['ADDED nobody']);
  });

  it('[CONTRACT-25] sendInitialEvents without resourceVersionMatch answers 422', async () => {
    const { status, refusal } = await watch('sendInitialEvents=true');
    expect({ status, reason: refusal?.reason }).toEqual({ status: 422, reason: 'Invalid' });
    expect(refusal?.message).toContain(
      'resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  });

  it('[CONTRACT-26] a resourceVersion that is none answers 400', async () => {
    const answer = await world().api.get(`${services()}?resourceVersion=nonsense`);
    expect(answer).toMatchObject({ status: 400, body: { reason: 'BadRequest' } });
    expect(answer.body.message).toContain('invalid resource version: resourceVersion: Invalid value: "nonsense"');
  });

  it('[CONTRACT-27] a resourceVersion that is too old ends with one ERROR event 410 Expired', async () => {
    const open = await watch<Status>('resourceVersion=1');
    const [line] = await take(open, 1, { keepOpen: true });
    expect(line).toMatchObject({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } });
    expect(line?.object.message).toMatch(/^too old resource version: 1 \(\d+\)$/);
    expect(await open.next()).toBeUndefined();
  });

  it('[CONTRACT-28] timeoutSeconds ends the stream without an error', async () => {
    const open = await watch(`resourceVersion=${await now()}&timeoutSeconds=1`);
    expect(open.status).toBe(200);
    expect(await open.next()).toBeUndefined();
  });

  it('[CONTRACT-29] under a selector an object that leaves is DELETED, with the labels that made it leave, and one that enters is ADDED', async () => {
    await create('turncoat', { side: 'left' });
    const from = await now();
    const open = await watch(`resourceVersion=${from}&labelSelector=side%3Dleft`);
    await relabel('turncoat', { side: 'right' });
    await relabel('turncoat', { side: 'left' });
    const lines = await take(open, 2);
    expect(lines.map(story)).toEqual(['DELETED turncoat', 'ADDED turncoat']);
    expect(lines[1]?.object.metadata.labels).toEqual({ side: 'left' });
  });

  it('[CONTRACT-30] an object that returns under its name has another uid', async () => {
    const open = await watch(`resourceVersion=${await now()}&fieldSelector=metadata.name%3Dphoenix`);
    await create('phoenix');
    await world().api.delete(`${services()}/phoenix`);
    await create('phoenix');
    const lines = await take(open, 3);
    expect(lines.map(story)).toEqual(['ADDED phoenix', 'DELETED phoenix', 'ADDED phoenix']);
    expect(lines[0]?.object.metadata.uid).toBe(lines[1]?.object.metadata.uid);
    expect(lines[2]?.object.metadata.uid).not.toBe(lines[1]?.object.metadata.uid);
  });

  it('[CONTRACT-31] a write that changes nothing has no event and keeps the resourceVersion', async () => {
    const before = await create('idle', { colour: 'grey' });
    const open = await watch(`resourceVersion=${await now()}`);
    const same = await relabel('idle', { colour: 'grey' });
    expect(same.body.metadata.resourceVersion).toBe(before.metadata.resourceVersion);
    await create('marker');
    expect((await take(open, 1)).map(story)).toEqual(['ADDED marker']);
  });
}

async function take<T>(open: OpenWatch<T>, count: number, { keepOpen = false } = {}): Promise<WatchLine<T>[]> {
  const lines: WatchLine<T>[] = [];
  while (lines.length < count) {
    const line = await open.next();
    if (!line) throw new Error(`The watch ended after ${lines.length} of ${count} events (status ${open.status}).`);
    lines.push(line);
  }
  if (!keepOpen) open.close();
  return lines;
}
