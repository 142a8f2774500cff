import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import { RESOURCE_TYPES } from '#lib/server/kubernetes/resource-type.ts';
import { ApiClient } from './contract/api-client.ts';
import { type ContractCluster, World } from './contract/world.ts';
import { identitiesOf, ReflectorRig, type ReflectorRigOptions } from './fake-api-server-reflector.ts';
import { FaultProxy } from './fault-proxy.ts';

const START_WITHIN_MS = 120_000;
/** Waits of the reflector are real here; a machine that is busy with other tests needs patience. */
const LAW_WITHIN_MS = 60_000;
const GONE = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code: 410,
  reason: 'Expired',
  message: 'too old resource version',
};

/**
 * The reflector's rules under faults between it and an API server that is not of our making: ControllerRevisions in a
 * namespace of their own, written directly, watched through a proxy. Each law ends with the oracle: a fresh list, taken
 * past the proxy, equals what is held.
 */
export function reflectorFaultLaws(name: string, startCluster: () => Promise<ContractCluster>): void {
  describe(`the reflector on ${name}`, { timeout: LAW_WITHIN_MS }, () => {
    let scene: Scene;
    let cluster: ContractCluster;
    beforeAll(async () => {
      cluster = await startCluster();
    }, START_WITHIN_MS);
    afterAll(() => cluster.stop());
    beforeEach(async () => {
      scene = await Scene.set(cluster);
    });
    afterEach(() => scene.clear());

    it('[REFLECTOR-1] lists, then follows creations, changes and deletions', async () => {
      await scene.write('a', 'b', 'c');
      await scene.sync();
      await scene.write('b', 'd');
      await scene.remove('a');
      await scene.expectOracle();
      expect(scene.watchesAskedForLists()).toBe(1);
    });

    it('[REFLECTOR-2] a refusal of WatchList leads to pages', async () => {
      await scene.write('a');
      scene.proxy.inject(({ url }) => url.searchParams.has('sendInitialEvents'), { status: 422 });
      await scene.sync();
      await scene.write('b');
      await scene.expectOracle();
      expect(scene.proxy.requests.some((url) => url.searchParams.get('limit') === '500')).toBe(true);
    });

    it('[REFLECTOR-6] a hundred resets lose nothing and list nothing', async () => {
      await scene.write('a');
      await scene.sync();
      for (let round = 0; round < 100; round += 1) {
        await scene.write('a');
        await scene.seen('a');
        scene.proxy.resetWatches();
        await scene.write('b');
        await scene.seen('b');
      }
      await scene.expectOracle();
      expect(scene.watchesAskedForLists()).toBe(1);
      expect(scene.rig.told).toHaveLength(2 + 200);
    });

    it('[REFLECTOR-7] a cut at any byte of an event, in the middle of a character too, loses nothing', async () => {
      await scene.write('a');
      await scene.sync();
      for (let cut = 1; cut < 700; cut += 13) {
        scene.proxy.cutWatchesAfter(cut);
        await scene.write('a');
        await scene.seen('a');
      }
      await scene.expectOracle();
      expect(scene.watchesAskedForLists()).toBe(1);
    });

    it('[REFLECTOR-8] bad JSON in the stream makes one new list', async () => {
      await scene.write('a');
      await scene.sync();
      scene.proxy.sendIntoWatches('{"type":"MODIFIED","object":{\n');
      await scene.rig.failure();
      await scene.write('b');
      await scene.expectOracle();
      expect(scene.watchesAskedForLists()).toBe(2);
    });

    it.each([
      ['an HTML page', 200, 'text/html', '<h1>Welcome</h1>'],
      ['an empty answer', 200, 'application/json', ''],
      ['a 503 of a load balancer', 503, 'text/html', '<h1>503</h1>'],
    ])('[REFLECTOR-9] %s is a failure and empties nothing', async (_, status, type, text) => {
      await scene.write('a', 'b');
      await scene.sync();
      scene.proxy.inject(() => true, { status, headers: { 'content-type': type }, text }, 2);
      scene.proxy.sendIntoWatches('{}\n');
      await scene.rig.failure();
      await scene.rig.failure();
      expect(scene.rig.held.size).toBe(2);
      await scene.write('c');
      await scene.expectOracle();
      expect(Math.min(...scene.rig.sizes.slice(1))).toBe(2);
    });

    it.each(['status', 'event'])(
      '[REFLECTOR-10] a 410 as %s makes one new list; what went meanwhile disappears, nothing else',
      async (how) => {
        await scene.write('a', 'b', 'c');
        await scene.sync();
        scene.proxy.blackhole();
        await scene.remove('b');
        await scene.write('d');
        if (how === 'status')
          scene.proxy.inject(({ url }) => url.searchParams.has('resourceVersion'), { status: 410, text: JSON.stringify(GONE) });
        else {
          scene.proxy.sendIntoWatches(`${JSON.stringify({ type: 'ERROR', object: GONE })}\n`);
          await scene.rig.failure();
        }
        scene.proxy.recover();
        await scene.expectOracle();
        expect(Math.min(...scene.rig.sizes.slice(3))).toBe(3);
        expect(scene.watchesAskedForLists()).toBe(2);
      },
    );

    it('[REFLECTOR-13] nothing is sent before the Retry-After of a 429 is over', async () => {
      await scene.write('a');
      await scene.sync();
      scene.proxy.inject(() => true, { status: 429, headers: { 'retry-after': '1' } });
      scene.proxy.resetWatches();
      await scene.rig.failure();
      await scene.rig.failure();
      const [sent, at] = [scene.rig.sent, Date.now()];
      await scene.rig.until(() => scene.rig.sent > sent);
      expect(Date.now() - at).toBeGreaterThanOrEqual(990);
      await scene.write('b');
      await scene.expectOracle();
    });

    it('[REFLECTOR-17] a path that went silent is given up and resumed', async () => {
      await scene.write('a');
      await scene.sync();
      scene.proxy.blackhole();
      await scene.write('b');
      scene.rig.reflector.distrust();
      expect((await scene.rig.failure()).problem.reason).toBe('timeout');
      scene.proxy.recover();
      await scene.expectOracle();
      expect(scene.watchesAskedForLists()).toBe(1);
    });

    it.each([1, 2])('[REFLECTOR-6] any faults in any order lose nothing (seed %d)', async (seed) => {
      await scene.write('a', 'b', 'c');
      await scene.sync();
      const random = seeded(seed);
      const pick = (count: number) => Math.floor(random() * count);
      const faults = [
        () => scene.proxy.resetWatches(),
        () => scene.proxy.cutWatchesAfter(1 + pick(600)),
        () => scene.proxy.sendIntoWatches('{"type":"ADDED"\n'),
        () => scene.proxy.sendIntoWatches(`${JSON.stringify({ type: 'ERROR', object: GONE })}\n`),
        () => {
          scene.proxy.inject(() => true, { status: 503 });
          scene.proxy.resetWatches();
        },
        () => scene.rig.reflector.distrust(),
      ];
      for (let round = 0; round < 25; round += 1) {
        scene.rig.reflector.hurry();
        faults[pick(faults.length)]?.();
        const name = `n${pick(6)}`;
        if (scene.has(name) && pick(3) === 0) await scene.remove(name);
        else await scene.write(name);
        await scene.write('a');
        await scene.seen('a');
      }
      await scene.expectOracle();
    });

    it('[REFLECTOR-12] a server that is away and comes back is followed again', async () => {
      await scene.write('a');
      await scene.sync();
      await scene.proxy.down();
      await scene.write('b');
      await scene.rig.failure();
      await scene.rig.failure();
      await scene.proxy.up();
      scene.rig.reflector.hurry();
      await scene.expectOracle();
    });

    it('[REFLECTOR-7] a server that sends byte by byte is read to the end', async () => {
      scene.proxy.drip();
      await scene.write('a', 'b');
      await scene.sync();
      await scene.write('c');
      await scene.expectOracle();
    });
  });
}

/** A repeatable sequence in [0, 1): a linear congruential generator is random enough to choose faults. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** One law's objects, proxy and reflector. */
class Scene {
  readonly proxy: FaultProxy;
  readonly rig: ReflectorRig;
  readonly #api: ApiClient;
  readonly #collection: string;
  readonly #written = new Map<string, ControllerRevision>();

  private constructor(cluster: ContractCluster, proxy: FaultProxy, namespace: string) {
    this.proxy = proxy;
    this.#api = new ApiClient(cluster.access);
    this.#collection = `/apis/apps/v1/namespaces/${namespace}/controllerrevisions`;
    const options: ReflectorRigOptions = { scope: { type: RESOURCE_TYPES.controllerrevisions, namespace }, clock: systemClock };
    this.rig = new ReflectorRig(proxy, options);
  }

  static #count = 0;

  static async set(cluster: ContractCluster): Promise<Scene> {
    Scene.#count += 1;
    const namespace = `fault-${Scene.#count}`;
    const world = new World(cluster.access);
    await world.created('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    world.api.close();
    return new Scene(cluster, await FaultProxy.start(cluster.access), namespace);
  }

  sync(): Promise<void> {
    return this.rig.sync();
  }

  /** Creates the objects, or changes those that there are. */
  async write(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const before = this.#written.get(name);
      const fresh = {
        apiVersion: 'apps/v1',
        kind: 'ControllerRevision',
        metadata: { name, annotations: { text: 'ノード 🛰' } },
        revision: 1,
        data: {},
      };
      const { status, body } = before
        ? await this.#api.put<ControllerRevision>(`${this.#collection}/${name}`, { ...before, revision: before.revision + 1 })
        : await this.#api.post<ControllerRevision>(this.#collection, fresh);
      if (status >= 300) throw new Error(`writing ${name} was refused: ${JSON.stringify(body)}`);
      this.#written.set(name, body);
    }
  }

  has(name: string): boolean {
    return this.#written.has(name);
  }

  async remove(name: string): Promise<void> {
    const { status, body } = await this.#api.delete(`${this.#collection}/${name}`);
    if (status >= 300) throw new Error(`removing ${name} was refused: ${JSON.stringify(body)}`);
    this.#written.delete(name);
  }

  /** Resolves once the newest version of the object is held. */
  async seen(name: string): Promise<void> {
    const { uid, resourceVersion } = this.#written.get(name)?.metadata ?? {};
    await this.rig.until(() => this.rig.held.get(uid ?? '')?.metadata.resourceVersion === resourceVersion);
  }

  watchesAskedForLists(): number {
    return this.proxy.requests.filter((url) => url.searchParams.has('sendInitialEvents') || !url.searchParams.has('watch'))
      .length;
  }

  async expectOracle(): Promise<void> {
    const { body } = await this.#api.get<{ items: ControllerRevision[] }>(this.#collection);
    const truth = identitiesOf(body.items);
    await this.rig.until(() => this.rig.reflector.status().state === 'watching' && this.rig.identities().join() === truth.join());
    expect(this.rig.identities()).toEqual(truth);
  }

  async clear(): Promise<void> {
    await this.rig.stop();
    await this.proxy.close();
    this.#api.close();
  }
}
