import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type Lease, WAVE_ANNOTATION } from '#lib/kubernetes/lease.ts';
import type { WavePacing, WaveRecord } from '#lib/rollout/wave/wave-record.ts';
import { Random } from '#lib/simulator/random.ts';
import { daemonSetsOf, type ObjectList, revisionsOf, World } from '#lib/testing/contract/world.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { eventually } from './support/eventually.ts';
import { WaveProcess } from './support/wave-processes.ts';
import { WaveWitness } from './support/wave-witness.ts';

const KILLS = Number(process.env.ROLLCALL_KILLS ?? 50);
const SEED = Number(process.env.ROLLCALL_SEED ?? Date.now() % 1_000_000);
const NODES = 40;
const PROCESSES = 3;
const SIZE = 3;
const NAMESPACE = 'default';
const ROLLING = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } };
const ON_DELETE = { type: 'OnDelete' };
const DAEMON_SETS = { 'on-delete-a': ON_DELETE, 'on-delete-b': ON_DELETE, 'rolling-a': ROLLING, 'rolling-b': ROLLING };
const NAMES = Object.keys(DAEMON_SETS);
const PACING: WavePacing = {
  order: 'zone',
  size: SIZE,
  pauseSeconds: 0,
  failuresAllowed: 0,
  availableWithinSeconds: 300,
  by: 'delete',
};

describe('waves on a real control plane', () => {
  let plane: ControlPlane;
  let world: World;
  let witness: WaveWitness;
  let processes: WaveProcess[] = [];
  let started = 0;
  let images = 1;

  beforeAll(async () => {
    plane = await startControlPlane({ nodes: NODES, audit: 'pod-deletions' });
    world = new World(plane.access);
    witness = new WaveWitness(plane.access, plane.auditLog);
    await witness.start(NAMESPACE);
    await Promise.all(NAMES.map((name) => world.created(daemonSetsOf(NAMESPACE), manifest(name))));
    for (const name of NAMES) await settled(name);
    for (let index = 0; index < PROCESSES; index++) await start();
  });

  afterAll(async () => {
    await Promise.all(processes.map((each) => each.kill()));
    witness?.stop();
    world?.api.close();
    await plane?.stop();
  });

  async function start(): Promise<void> {
    started += 1;
    const each = new WaveProcess(`server-${started}`, plane.kubeconfig);
    processes.push(each);
    await each.ready;
  }

  async function settled(name: string): Promise<void> {
    const path = `${daemonSetsOf(NAMESPACE)}?fieldSelector=metadata.name%3D${name}`;
    await world.until<{
      metadata: { name: string; uid: string; resourceVersion: string; creationTimestamp: string };
      status?: { numberAvailable?: number };
    }>(path, `${name} available`, ([daemonSet]) => (daemonSet?.status?.numberAvailable ?? 0) === NODES);
  }

  /** Gives the DaemonSet another image and waits until the controller has made its revision; every Pod is stale then. */
  async function edit(name: string, tag = `v${++images}`): Promise<void> {
    const image = `registry.example/${name}:${tag}`;
    const patch = { spec: { template: { spec: { containers: [{ name: 'main', image }] } } } };
    world.accepted(await world.api.patch(`${daemonSetsOf(NAMESPACE)}/${name}`, patch, 'strategic-merge-patch'));
    const revision = await world.until<ControllerRevision, ControllerRevision>(
      revisionsOf(NAMESPACE),
      'the revision',
      (revisions) => revisions.find(({ data }) => data?.spec?.template?.spec.containers[0]?.image === image),
    );
    witness.setCurrent(name, revision.metadata.labels?.['controller-revision-hash'] ?? '');
  }

  async function waves(): Promise<Map<string, { record: WaveRecord; holder: string }>> {
    const { items } = world.accepted(
      await world.api.get<ObjectList<Lease>>(`/apis/coordination.k8s.io/v1/namespaces/${NAMESPACE}/leases`),
    );
    const entries = items.flatMap(({ metadata, spec }) => {
      const text = metadata.annotations?.[WAVE_ANNOTATION];
      if (text === undefined) return [];
      const record = JSON.parse(text) as WaveRecord;
      return [[record.target.name, { record, holder: spec?.holderIdentity ?? '' }] as const];
    });
    return new Map(entries);
  }

  async function begin(name: string): Promise<void> {
    const place = { namespace: NAMESPACE, name };
    const [by] = processes;
    await by?.ready;
    expect(await by?.begin({ place, pacing: PACING })).toMatchObject({ outcome: 'started' });
  }

  it('[WAVE-30] killed at fifty random moments and gone on with by others: every stale Pod once, never more than the step', {
    timeout: 1_500_000,
    // With the same seed.
    retry: 1,
  }, async () => {
    console.log(`[WAVE-30] seed ${SEED}`);
    const random = new Random(SEED);
    let kills = 0;
    let rounds = 0;
    while (kills < KILLS) {
      const running = [...(await waves()).values()].filter(({ record }) => record.state === 'running');
      if (running.length === 0) {
        rounds += 1;
        for (const name of NAMES) {
          await edit(name);
          await begin(name);
        }
        continue;
      }
      const holders = processes.filter((each) => running.some(({ holder }) => holder === each.name));
      const victim = holders[Math.floor(random.next() * holders.length)];
      if (victim === undefined) {
        await pause(50);
        continue;
      }
      await pause(random.next() * 700);
      await victim.kill();
      kills += 1;
      processes = processes.filter((each) => each !== victim);
      void start();
    }
    const ended = await eventually('every wave at its end', { withinMs: 240_000, pollMs: 500 }, async () => {
      const all = [...(await waves()).values()];
      return all.every(({ record }) => record.state !== 'running') && all;
    });
    expect(ended.map(({ record }) => [record.target.name, record.state, record.reason.code, record.done]).sort()).toEqual(
      NAMES.map((name) => [
        name,
        'complete',
        'wave.complete',
        ended.find(({ record }) => record.target.name === name)?.record.total,
      ]),
    );
    for (const name of NAMES) await settled(name);
    const deletions = await witness.deletions();
    console.log(
      `[WAVE-30] ${kills} kills, ${rounds} rounds, ${deletions.length} deletions by ${new Set(deletions.map(({ by }) => by)).size} processes`,
    );
    expect(await witness.wrongDeletions()).toEqual([]);
    for (const name of NAMES) {
      const most = await witness.mostAtOnce(name);
      console.log(`[WAVE-30] ${name}: at most ${most} at once`);
      expect([name, most <= SIZE]).toEqual([name, true]);
    }
  });

  it('[WAVE-31] two servers that begin together run one wave, and the second is told whose it is', async () => {
    await Promise.all(processes.map(({ ready }) => ready));
    await edit('on-delete-a');
    const wave = { place: { namespace: NAMESPACE, name: 'on-delete-a' }, pacing: PACING };
    const [first, second] = await Promise.all(processes.slice(0, 2).map((each) => each.begin(wave)));
    expect([first?.outcome, second?.outcome].sort()).toEqual(['started', 'taken']);
    expect(first?.by).toBe(second?.by);
    await eventually(
      'the wave at its end',
      { withinMs: 80_000, pollMs: 500 },
      async () => (await waves()).get('on-delete-a')?.record.state === 'complete',
    );
    expect(await witness.wrongDeletions()).toEqual([]);
  });

  it('[WAVE-32] an image that cannot be pulled stops the wave within the failures that are allowed', async () => {
    await edit('on-delete-b', 'missing');
    const before = (await witness.deletions()).length;
    await begin('on-delete-b');
    const record = await eventually('the wave at its end', { withinMs: 80_000, pollMs: 500 }, async () => {
      const found = (await waves()).get('on-delete-b')?.record;
      return found?.state === 'failed' && found;
    });
    expect(record.reason).toMatchObject({ code: 'wave.failures', params: { allowed: 0 } });
    await pause(3_000);
    expect((await witness.deletions()).length - before).toBeLessThanOrEqual(SIZE);
    expect(await witness.wrongDeletions()).toEqual([]);
  });
});

function manifest(name: keyof typeof DAEMON_SETS | string) {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: Object.entries(DAEMON_SETS).find(([key]) => key === name)?.[1],
      template: {
        // Slow enough that the controller leaves the waves something to do.
        metadata: { labels, annotations: name.startsWith('rolling') ? { 'simulator.rollcall.dev/start-seconds': '2' } : {} },
        spec: {
          tolerations: [{ operator: 'Exists' }],
          terminationGracePeriodSeconds: 1,
          containers: [{ name: 'main', image: `registry.example/${name}:v1` }],
        },
      },
    },
  };
}
