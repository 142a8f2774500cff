import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeApiServer } from '#lib/testing/fake-api-server.ts';
import { ReflectorRig, type ReflectorRigOptions } from '#lib/testing/fake-api-server-reflector.ts';
import { backoffMs } from './backoff.ts';
import type { RawObject } from './watch-event.ts';

let api: FakeApiServer;
let rig: ReflectorRig;

const aRig = (options?: ReflectorRigOptions) => {
  rig = new ReflectorRig(api, options);
  return rig;
};
const isAny = () => true;

beforeEach(async () => {
  api = await FakeApiServer.start();
  api.objects.put('nodes', 'node-1');
});
afterEach(async () => {
  await rig.stop();
  await api.close();
});

describe('waiting', () => {
  it.each([0, 0.5, 0.999])(
    '[REFLECTOR-12] failures in a row back off to 30 s, at most 12 attempts in 30 s (random %d)',
    async (luck) => {
      api.script(isAny, { status: 503 }, 1_000);
      aRig({ random: () => luck });
      rig.reflector.start();
      let waited = 0;
      let attempts = 0;
      for (; attempts < 30; attempts += 1) {
        await rig.failure();
        const delay = rig.delays.at(-1) ?? 0;
        expect(delay).toBe(backoffMs(attempts, () => luck));
        expect(delay).toBeLessThanOrEqual(30_000);
        waited += delay;
        if (waited > 30_000) break;
        await rig.advance(delay);
      }
      expect(attempts + 1).toBeLessThanOrEqual(12);
      expect(rig.reflector.synced()).toBe(false);
    },
  );

  it('[REFLECTOR-12] first waits are spread over their whole second', () => {
    expect([0, 0.25, 0.999].map((luck) => backoffMs(0, () => luck))).toEqual([0, 250, 999]);
  });

  it('[REFLECTOR-12] a watch that lasted 5 s, or brought one event, begins anew', async () => {
    aRig({ random: () => 0.5 });
    await rig.sync();
    for (const proof of ['event', 'time']) {
      api.script(isAny, { status: 503 }, 2);
      api.watch('nodes').reset();
      for (const attempt of [1, 2, 3]) {
        expect((await rig.failure()).attempt).toBe(attempt);
        await rig.advance(60_000);
      }
      await rig.watching();
      if (proof === 'time') await rig.advance(5_000);
      else {
        api.objects.put('nodes', `node-${proof}`);
        await rig.until(() => rig.names().includes(`node-${proof}`));
      }
      api.watch('nodes').reset();
      expect((await rig.failure()).attempt).toBe(1);
      await rig.advance(1_000);
      await rig.watching();
      await rig.advance(5_000);
    }
  });

  it.each([429, 503])('[REFLECTOR-13] nothing is sent before the Retry-After of a %d is over', async (status) => {
    api.script(isAny, { status, headers: { 'retry-after': '7' } });
    aRig({ random: () => 0.5 });
    rig.reflector.start();
    await rig.failure();
    rig.reflector.hurry();
    await rig.advance(6_999);
    expect(rig.sent).toBe(1);
    await rig.advance(501);
    await rig.watching();
    expect(rig.names()).toEqual(['node-1']);
  });

  it('[REFLECTOR-14] a forbidden resource is asked for again after 30 s at the earliest', async () => {
    const message = 'nodes is forbidden: User "sre" cannot watch resource "nodes" in API group "" at the cluster scope';
    api.script(isAny, { status: 403, body: { kind: 'Status', code: 403, reason: 'Forbidden', message } }, 2);
    aRig();
    rig.reflector.start();
    const failure = await rig.failure();
    expect(failure.problem).toMatchObject({ reason: 'forbidden', message: `The API server answered 403: ${message}` });
    rig.reflector.hurry();
    await rig.advance(29_999);
    expect(rig.sent).toBe(1);
    await rig.advance(1);
    await rig.failure();
    await rig.advance(30_000);
    await rig.watching();
  });
});

describe('an object that cannot be read', () => {
  const poisoned = (raw: RawObject) => {
    if (raw.spec === 'poison') throw new TypeError('cannot read it');
    return raw;
  };

  it('[REFLECTOR-18] keeps its last readable version, stops nothing else, and is listed again until it is readable', async () => {
    aRig({ prune: poisoned, random: () => 0.5 });
    await rig.sync();
    api.objects.put('nodes', 'node-1', { spec: 'poison' });
    api.objects.put('nodes', 'node-2');
    await rig.until(() => rig.told.includes('+node-2'));
    expect(rig.names()).toEqual(['node-1', 'node-2']);
    expect(rig.reflector.refused()).toBe(1);
    for (const wait of [500, 1_500, 3_000]) {
      expect(rig.delays).toContain(wait);
      await rig.advance(wait);
      await rig.failure();
      await rig.advance(60_000);
      await rig.watching();
      expect(rig.names()).toEqual(['node-1', 'node-2']);
    }
    api.objects.put('nodes', 'node-1', { spec: 'fine' });
    await rig.until(() => rig.told.at(-1) === '+node-1');
    api.objects.remove('nodes', 'node-1');
    await rig.until(() => rig.held.size === 1);
  });

  it('[REFLECTOR-18] that vanishes while it cannot be read is removed', async () => {
    aRig({ prune: poisoned });
    await rig.sync();
    api.objects.put('nodes', 'node-1', { spec: 'poison' });
    await rig.until(() => rig.reflector.refused() === 1 || rig.delays.length > 4);
    api.objects.remove('nodes', 'node-1');
    await rig.until(() => rig.held.size === 0);
  });
});

describe('stop', () => {
  it('[REFLECTOR-19] before start', async () => {
    aRig();
    await rig.reflector.stop();
    rig.reflector.start();
    await rig.reflector.stop();
    expect(rig.sent).toBe(0);
  });

  it('[REFLECTOR-19] during connect', async () => {
    api.script(isAny, 'hang');
    aRig();
    rig.reflector.start();
    await api.until(() => api.requests.length === 1);
    await rig.reflector.stop();
    expect(rig.reflector.status()).toEqual({ state: 'stopped' });
    expect(rig.told).toEqual([]);
  });

  it('[REFLECTOR-19] while watching: nothing reaches the store after it', async () => {
    aRig();
    await rig.sync();
    const stopped = rig.reflector.stop();
    api.objects.put('nodes', 'node-2');
    await stopped;
    api.objects.put('nodes', 'node-3');
    await new Promise((resolve) => setImmediate(resolve));
    expect(rig.told).toEqual(['+node-1', '=']);
  });

  it('[REFLECTOR-19] while waiting', async () => {
    api.script(isAny, 'reset');
    aRig({ random: () => 0.5 });
    rig.reflector.start();
    await rig.failure();
    await rig.reflector.stop();
    await rig.advance(60_000);
    expect(rig.sent).toBe(1);
  });
});
