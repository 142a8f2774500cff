import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeAnswer, FakeApiServer } from '#lib/testing/fake-api-server.ts';
import { identitiesOf, ReflectorRig, type ReflectorRigOptions } from '#lib/testing/fake-api-server-reflector.ts';

let api: FakeApiServer;
let rig: ReflectorRig;

const start = async (options?: ReflectorRigOptions) => {
  rig = new ReflectorRig(api, options);
  await rig.sync();
};
const isWatch = ({ kind }: { kind: string }) => kind === 'watch';
const isAny = () => true;

/** Ends with what every law ends with: what is held is what the server holds. */
function expectOracle(): void {
  expect(rig.identities()).toEqual(identitiesOf(api.objects.list('nodes')));
}

beforeEach(async () => {
  api = await FakeApiServer.start();
  api.objects.put('nodes', 'node-1');
  api.objects.put('nodes', 'node-2');
});
afterEach(async () => {
  await rig.stop();
  await api.close();
});

describe('an interrupted watch', () => {
  it('[REFLECTOR-6] resumes 500 times from the last version; nothing is lost, repeated or listed again', async () => {
    await start();
    for (let round = 0; round < 500; round += 1) {
      api.objects.put('nodes', 'node-1', { round });
      await rig.until(() => rig.told.length === 4 + 2 * round);
      api.watch('nodes').reset();
      await rig.failure();
      api.objects.put('nodes', 'node-2', { round });
      await rig.advance(1_000);
      await rig.until(() => rig.told.length === 5 + 2 * round);
    }
    expect(rig.told).toHaveLength(3 + 1_000);
    expect(api.count('list')).toBe(0);
    expect(api.requests.filter(({ query }) => query.has('sendInitialEvents'))).toHaveLength(1);
    expectOracle();
  });

  it('[REFLECTOR-6] resumes from a bookmark when that is the newest', async () => {
    await start();
    const heard = rig.scheduled(100_000, 100_000);
    api.watch('nodes').bookmark({ resourceVersion: '9007199254740993' });
    await heard;
    api.watch('nodes').reset();
    await rig.failure();
    await rig.advance(1_000);
    await api.until(() => api.count('watch') === 2);
    expect(api.requests.at(-1)?.query.get('resourceVersion')).toBe('9007199254740993');
  });

  it('[REFLECTOR-7] a line cut anywhere, in the middle of a character too, is dropped and comes again', async () => {
    await start();
    const object = api.objects.put('nodes', 'node-3', { spec: { text: 'ノード' } });
    await rig.until(() => rig.held.size === 3);
    const bytes = Buffer.from(`${JSON.stringify({ type: 'MODIFIED', object })}\n`);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      api.watch('nodes').cutAfter(bytes.subarray(0, cut));
      expect((await rig.failure()).problem.reason).toBe('unreachable');
      await rig.advance(60_000);
      await rig.watching();
    }
    expect(rig.told).toEqual(['+node-1', '+node-2', '=', '+node-3']);
    expect(api.requests.filter(({ query }) => query.has('sendInitialEvents'))).toHaveLength(1);
    expectOracle();
  });

  it('[REFLECTOR-7] a character cut in two by two packets stays whole', async () => {
    await start();
    const object = { ...api.objects.list('nodes')[0], spec: { text: 'ノード' } };
    const bytes = Buffer.from(
      `${JSON.stringify({ type: 'MODIFIED', object: { ...object, metadata: { ...object.metadata, resourceVersion: '1500' } } })}\n`,
    );
    for (const byte of bytes) {
      api.watch('nodes').raw(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await rig.until(() => rig.told.length === 4);
    expect([...rig.held.values()].find(({ metadata }) => metadata.resourceVersion === '1500')?.spec).toEqual({ text: 'ノード' });
  });

  it('[REFLECTOR-16] one that is silent for 100 s counts as lost; bookmarks are signs of life', async () => {
    await start();
    await rig.advance(99_000);
    const heard = rig.scheduled(100_000, 100_000);
    api.watch('nodes').bookmark();
    await heard;
    await rig.advance(99_000);
    expect(rig.reflector.status().state).toBe('watching');
    await rig.advance(1_000);
    expect((await rig.failure()).problem.reason).toBe('timeout');
    await rig.advance(1_000);
    await rig.watching();
    expect(api.count('watch')).toBe(2);
  });

  it('[REFLECTOR-16] an answer that does not begin within 10 s counts as lost', async () => {
    await start();
    api.script(isWatch, 'hang');
    api.watch('nodes').reset();
    await rig.failure();
    await rig.advance(0);
    await api.until(() => api.count('watch') === 2);
    await rig.advance(9_999);
    expect(rig.reflector.status()).toMatchObject({ state: 'waiting', attempt: 1 });
    await rig.advance(1);
    expect((await rig.failure()).problem.reason).toBe('timeout');
    await rig.advance(2_000);
    await rig.watching();
    expectOracle();
  });

  it('[REFLECTOR-17] distrust gives up an open watch and resumes it; hurry ends the wait within a second', async () => {
    await start({ random: () => 0.999 });
    rig.reflector.distrust();
    expect((await rig.failure()).problem.reason).toBe('timeout');
    await api.close();
    for (let attempt = 1; attempt < 6; attempt += 1) {
      await rig.advance(60_000);
      expect((await rig.failure()).problem.reason).toBe('unreachable');
    }
    await api.listen();
    api.objects.put('nodes', 'node-3');
    rig.reflector.hurry();
    await rig.advance(1_000);
    await rig.until(() => rig.held.size === 3);
    expectOracle();
  });

  it('[REFLECTOR-20] one that is ended in order is resumed without a failure, one that is closed at once is a failure', async () => {
    await start({ random: () => 0.999 });
    expect(api.requests[0]?.query.get('timeoutSeconds')).toBe('600');
    await rig.advance(5_000);
    const resuming = rig.scheduled(100, 200);
    api.watch('nodes').end();
    await resuming;
    await rig.advance(200);
    await api.until(() => api.count('watch') === 2);
    await rig.opened();
    expect(rig.statuses.map(({ state }) => state)).toEqual(['listing', 'watching']);
    api.watch('nodes').end();
    expect((await rig.failure()).problem.message).toBe('The watch of nodes was closed at once.');
  });
});

describe('lines that no API server sends', () => {
  const object = (metadata: object, kind = 'Node') => ({ kind, apiVersion: 'v1', metadata });
  const whole = { name: 'node-9', uid: 'u', resourceVersion: '1500', creationTimestamp: '2026-01-01T00:00:00Z' };
  it.each([
    ['bad JSON', '{"type":"ADDED","object":{\n'],
    ['a JSON array', '[]\n'],
    ['no object', '{"type":"MODIFIED"}\n'],
    ['no metadata', '{"type":"MODIFIED","object":{"kind":"Node"}}\n'],
    ['an unknown type', `${JSON.stringify({ type: 'RENAMED', object: object(whole) })}\n`],
    ['another kind', `${JSON.stringify({ type: 'ADDED', object: object(whole, 'Pod') })}\n`],
    ['an empty resourceVersion', `${JSON.stringify({ type: 'ADDED', object: object({ ...whole, resourceVersion: '' }) })}\n`],
    ['a numeric resourceVersion', `${JSON.stringify({ type: 'ADDED', object: object({ ...whole, resourceVersion: 5 }) })}\n`],
    ['no uid', `${JSON.stringify({ type: 'ADDED', object: object({ ...whole, uid: undefined }) })}\n`],
    ['a bookmark without a version', '{"type":"BOOKMARK","object":{"kind":"Node","metadata":{}}}\n'],
    ['an ERROR without a code', '{"type":"ERROR","object":{"kind":"Status","message":"?"}}\n'],
    ['an ERROR without a Status', '{"type":"ERROR","object":null}\n'],
    ['a line of more than 4 MiB', 'x'.repeat(4 * 1024 * 1024 + 1)],
  ])('[REFLECTOR-8] %s makes a new list', async (_, line) => {
    await start();
    api.watch('nodes').freeze();
    api.objects.put('nodes', 'node-3');
    const watch = api.watch('nodes');
    watch.thaw();
    watch.raw(line);
    expect((await rig.failure()).problem.reason).toBe('malformed');
    await rig.advance(1_000);
    await rig.watching();
    expect(rig.told).toEqual(['+node-1', '+node-2', '=', '+node-3', '=']);
    expectOracle();
  });
});

describe('answers that no API server gives', () => {
  it.each<[string, FakeAnswer, string]>([
    ['an HTML page', { status: 200, headers: { 'content-type': 'text/html' }, text: '<h1>Hello</h1>' }, 'malformed'],
    ['an HTML error page', { status: 503, headers: { 'content-type': 'text/html' }, text: '<h1>503</h1>' }, 'unavailable'],
    ['an empty 200', { status: 200, text: '' }, 'malformed'],
    ['another content type', { status: 200, headers: { 'content-type': 'application/xml' }, text: '{}' }, 'malformed'],
    ['a list cut short', { status: 200, text: '{"kind":"NodeList","metadata":{"resourceVersion":"5"},"items":[{' }, 'malformed'],
    ['a list without a version', { status: 200, text: '{"kind":"NodeList","metadata":{},"items":[]}' }, 'malformed'],
    [
      'a list of another kind',
      { status: 200, text: '{"kind":"PodList","metadata":{"resourceVersion":"5"},"items":[]}' },
      'malformed',
    ],
    ['a list without items', { status: 200, text: '{"kind":"NodeList","metadata":{"resourceVersion":"5"}}' }, 'malformed'],
    [
      'an item without metadata',
      { status: 200, text: '{"kind":"NodeList","metadata":{"resourceVersion":"5"},"items":[{}]}' },
      'malformed',
    ],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'redirect'],
    ['a reset', 'reset', 'unreachable'],
    ['500', { status: 500 }, 'unavailable'],
  ])('[REFLECTOR-9] %s instead of a list is a failure and empties nothing', async (_, answer, reason) => {
    await start({ capabilities: { watchList: 'unsupported' } });
    api.objects.compact();
    api.objects.put('nodes', 'node-3');
    api.objects.compact();
    // A reset of a kept connection is tried once more on a new one.
    api.script(({ kind }) => kind === 'list', answer, answer === 'reset' ? 2 : 1);
    api.watch('nodes').raw('{}\n');
    await rig.failure();
    await rig.advance(1_000);
    expect((await rig.failure()).problem.reason).toBe(reason);
    expect(Math.min(...rig.sizes.slice(2))).toBe(2);
    await rig.advance(60_000);
    await rig.watching();
    expectOracle();
  });

  it('[REFLECTOR-9] the same instead of initial events', async () => {
    api.script(isAny, { status: 200, headers: { 'content-type': 'text/html' }, text: '<h1>Hello</h1>' });
    rig = new ReflectorRig(api);
    rig.reflector.start();
    expect((await rig.failure()).problem.reason).toBe('malformed');
    expect(rig.reflector.synced()).toBe(false);
    await rig.advance(1_000);
    await rig.watching();
    expectOracle();
  });
});

describe('an expired version', () => {
  const gone = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' };
  const tooLarge = { kind: 'Status', code: 504, reason: 'Timeout', message: 'Too large resource version: 5, current: 4' };
  it.each([
    ['a status 410', 'status', gone],
    ['an ERROR event 410', 'event', gone],
    ['an ERROR event of a version too large', 'event', tooLarge],
  ])('[REFLECTOR-10] %s makes one new list', async (_, how, status) => {
    await start();
    api.watch('nodes').freeze();
    api.objects.remove('nodes', 'node-2');
    if (how === 'status') {
      api.objects.compact();
      api.watch('nodes').reset();
      await rig.failure();
      await rig.advance(1_000);
    } else {
      api.watch('nodes').thaw();
      api.watch('nodes').line({ type: 'ERROR', object: status });
    }
    expect((await rig.failure()).problem.reason).toBe('expired');
    await rig.advance(250);
    await rig.watching();
    expect(rig.told).toEqual(['+node-1', '+node-2', '=', '-node-2', '=']);
    expectOracle();
  });

  it('[REFLECTOR-10] one that comes after every list backs off', async () => {
    await start({ random: () => 0.5 });
    for (const wait of [125, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500]) {
      const lists = rig.told.filter((word) => word === '=').length;
      api.watch('nodes').line({ type: 'ERROR', object: gone });
      expect((await rig.failure()).problem.reason).toBe('expired');
      expect(rig.delays.at(-1)).toBe(wait);
      await rig.advance(wait);
      await rig.until(() => rig.told.filter((word) => word === '=').length === lists + 1);
    }
  });

  it.each(['by itself', 'in a hurry'])(
    '[REFLECTOR-15] a history that went back during an outage, ended %s, is listed anew, older versions replacing newer ones',
    async (how) => {
      await start();
      const backup = api.objects.snapshot();
      api.objects.put('nodes', 'node-1', { spec: { newer: true } });
      api.objects.put('nodes', 'node-3');
      await rig.until(() => rig.held.size === 3);
      await api.close();
      await rig.failure();
      await rig.advance(1_000);
      await rig.failure();
      api.objects.restore(backup);
      await api.listen();
      if (how === 'in a hurry') rig.reflector.hurry();
      await rig.advance(2_000);
      expect((await rig.failure()).problem.message).toBe('The history of the API server went back.');
      await rig.advance(250);
      await rig.watching();
      expect(rig.names()).toEqual(['node-1', 'node-2']);
      expectOracle();
    },
  );

  it('[REFLECTOR-15] so is one that a bookmark shows', async () => {
    await start();
    api.watch('nodes').bookmark({ resourceVersion: '999' });
    expect((await rig.failure()).problem.reason).toBe('expired');
    await rig.advance(250);
    await rig.watching();
    expectOracle();
  });
});
