import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeApiServer } from '#lib/testing/fake-api-server.ts';
import { ReflectorRig, type ReflectorRigOptions } from '#lib/testing/fake-api-server-reflector.ts';
import { RESOURCE_TYPES } from './resource-type.ts';

let api: FakeApiServer;
let rigs: ReflectorRig[];

const aRig = (options?: ReflectorRigOptions) => {
  const rig = new ReflectorRig(api, options);
  rigs.push(rig);
  return rig;
};

beforeEach(async () => {
  api = await FakeApiServer.start();
  rigs = [];
});
afterEach(async () => {
  for (const rig of rigs) await rig.stop();
  await api.close();
});

describe('listing', () => {
  it('[REFLECTOR-1] the list comes as initial events of the watch that then goes on', async () => {
    api.objects.put('nodes', 'node-1');
    api.objects.put('nodes', 'node-2');
    const rig = aRig();
    await rig.sync();
    expect(rig.told).toEqual(['+node-1', '+node-2', '=']);
    expect(Object.fromEntries(api.requests[0]?.query ?? [])).toEqual({
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: '300',
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
    });
    api.objects.put('nodes', 'node-3');
    await rig.until(() => rig.held.size === 3);
    expect(api.requests).toHaveLength(1);
  });

  it('[REFLECTOR-2] a server that refuses WatchList gets pages of 500, and is remembered', async () => {
    for (let index = 0; index < 1_001; index += 1) api.objects.put('nodes', `node-${index}`);
    api.watchList = 'rejected';
    const rig = aRig();
    await rig.sync();
    expect(rig.held.size).toBe(1_001);
    expect(api.requests.map(({ kind, query }) => [kind, query.get('limit'), query.get('continue')])).toEqual([
      ['watch', null, null],
      ['list', '500', null],
      ['list', '500', '500'],
      ['list', '500', '1000'],
      ['watch', null, null],
    ]);
    const other = aRig({ capabilities: rig.capabilities, scope: { type: RESOURCE_TYPES.daemonsets } });
    await other.sync();
    expect(api.requests.slice(5).map(({ kind }) => kind)).toEqual(['list', 'watch']);
  });

  it('[REFLECTOR-3] a server that is silent after the request gets pages after 10 s', async () => {
    api.objects.put('nodes', 'node-1');
    api.watchList = 'silent';
    const rig = aRig();
    rig.reflector.start();
    await rig.opened();
    await rig.advance(10_000);
    await rig.watching();
    expect(rig.names()).toEqual(['node-1']);
    expect(api.requests.map(({ kind }) => kind)).toEqual(['watch', 'list', 'watch']);
  });

  it.each([
    ['an ordinary event', () => api.objects.put('nodes', 'node-1', { changed: true })],
    ['an ordinary bookmark', () => api.watch('nodes').bookmark()],
  ])('[REFLECTOR-3] a server that goes on with %s and does not end the list within 10 s gets pages', async (_, goesOn) => {
    api.objects.put('nodes', 'node-1');
    api.watchList = 'ignored';
    const rig = aRig();
    rig.reflector.start();
    await rig.until(() => rig.held.size === 1);
    await rig.advance(9_999);
    for (const passed of [5_000, 4_999]) {
      const heard = rig.scheduled(10_000, 10_000);
      goesOn();
      await heard;
      await rig.advance(passed);
    }
    expect(api.requests).toHaveLength(1);
    await rig.advance(1);
    await rig.watching();
    expect(api.requests.map(({ kind }) => kind)).toEqual(['watch', 'list', 'watch']);
    expect(rig.names()).toEqual(['node-1']);
  });

  it('[REFLECTOR-3] a server that ends the watch before the list is complete gets pages', async () => {
    api.objects.put('nodes', 'node-1');
    api.watchList = 'ignored';
    const rig = aRig();
    rig.reflector.start();
    await rig.until(() => rig.held.size === 1);
    api.watch('nodes').end();
    await rig.watching();
    expect(api.requests.map(({ kind }) => kind)).toEqual(['watch', 'list', 'watch']);
    expect(rig.names()).toEqual(['node-1']);
  });

  it('[REFLECTOR-1] changes that come before the end of the list belong to it', async () => {
    for (const name of ['node-1', 'node-2']) api.objects.put('nodes', name);
    api.watchList = 'ignored';
    const rig = aRig();
    rig.reflector.start();
    await rig.until(() => rig.held.size === 2);
    api.objects.put('nodes', 'node-1', { changed: true });
    api.objects.remove('nodes', 'node-2');
    api.watch('nodes').bookmark({ initialEventsEnd: true });
    await rig.watching();
    await rig.advance(60_000);
    expect(rig.told).toEqual(['+node-1', '+node-2', '+node-1', '-node-2', '=']);
    expect(api.requests.map(({ kind }) => kind)).toEqual(['watch']);
  });

  it('[REFLECTOR-4] nothing is removed before a re-list is complete', async () => {
    for (const name of ['node-1', 'node-2', 'node-3']) api.objects.put('nodes', name);
    const rig = aRig();
    await rig.sync();
    api.watch('nodes').freeze();
    api.objects.remove('nodes', 'node-2');
    api.objects.compact();
    api.objects.put('nodes', 'node-4');
    api.watch('nodes').reset();
    await rig.failure();
    await rig.advance(1_000);
    await rig.failure();
    await rig.advance(250);
    await rig.watching();
    expect(rig.told.slice(4)).toEqual(['+node-4', '-node-2', '=']);
    expect(rig.sizes.slice(3)).toEqual([3, 4, 3, 3]);
    expect(rig.names()).toEqual(['node-1', 'node-3', 'node-4']);
  });

  it('[REFLECTOR-5] a name that returns with another uid is removed first, with and without its DELETED event', async () => {
    api.objects.put('nodes', 'node-1');
    const rig = aRig();
    await rig.sync();
    api.objects.remove('nodes', 'node-1');
    api.objects.put('nodes', 'node-1');
    await rig.until(() => rig.told.length === 4);
    expect(rig.told.slice(2)).toEqual(['-node-1', '+node-1']);
    const other = { ...api.objects.list('nodes')[0] };
    api.watch('nodes').line({
      type: 'MODIFIED',
      object: { ...other, metadata: { ...other.metadata, uid: 'another', resourceVersion: '2000' } },
    });
    await rig.until(() => rig.told.length === 6);
    expect(rig.told.slice(4)).toEqual(['-node-1', '+node-1']);
    expect([...rig.held.keys()]).toEqual(['another']);
  });

  it('[REFLECTOR-11] a continue token that expires restarts the list twice, then it is asked for unpaged', async () => {
    for (let index = 0; index < 600; index += 1) api.objects.put('nodes', `node-${index}`);
    api.expireContinue = 2;
    const rig = aRig({ capabilities: { watchList: 'unsupported' } });
    await rig.sync();
    expect(rig.held.size).toBe(600);
    expect(api.requests.map(({ kind, query }) => [kind, query.get('limit'), query.get('continue')])).toEqual([
      ['list', '500', null],
      ['list', '500', '500'],
      ['list', '500', null],
      ['list', '500', '500'],
      ['list', null, null],
      ['watch', null, null],
    ]);
    expect(rig.told.filter((word) => word === '=')).toHaveLength(1);
  });
});
