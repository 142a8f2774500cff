import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { newRecord } from '#lib/rollout/wave/new-record.ts';
import { planWave } from '#lib/rollout/wave/plan-wave.ts';
import type { WavePacing } from '#lib/rollout/wave/wave-record.ts';
import { createHubSink } from '#lib/server/hub/hub-sink.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { createWaveFinder } from '#lib/server/waves/find-running-waves.ts';
import { waveCluster } from '#lib/server/waves/wave-cluster.ts';
import { WaveKeeper } from '#lib/server/waves/wave-keeper.ts';
import type { WavePlace } from '#lib/server/waves/wave-lease.ts';

/** As quick as a Lease allows, which counts in whole seconds: the tests kill fifty holders. */
const TIMINGS = { leaseMs: 1_000, renewWithinMs: 700, retryMs: 200, tickMs: 50, lookMs: 200 };
const SETTLE_EVERY_MS = 20;

/** A line on standard input: a wave over every stale Pod there is. */
export interface BeginWave {
  readonly place: WavePlace;
  readonly pacing: WavePacing;
}

/** A line on standard output. */
export type WaveServerLine =
  | { readonly is: 'ready' }
  | { readonly is: 'begun'; readonly place: WavePlace; readonly outcome: 'started' | 'taken'; readonly by: string };

const [kubeconfig = '', identity = ''] = process.argv.slice(2);
const [context] = discoverClusters({ kubeconfig, environment: {}, homeDirectory: '/nowhere' }).contexts;
if (!context) throw new Error('The kubeconfig has no context.');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const connection = openClusterConnection(context, { clock: systemClock, random: Math.random, logger: quiet, version: identity });
const rollout = createClusterRollout();
const now = () => Date.now() + connection.clockOffsetMs();
const cluster = waveCluster('test', connection, { rollout, now });
const keeper = new WaveKeeper({
  cluster,
  clock: { monotonic: () => performance.now(), schedule: systemClock.schedule },
  timings: TIMINGS,
  identity,
  logger: quiet,
  findRunning: createWaveFinder(cluster),
  mayTakeOver: async () => true,
});

connection.start(createHubSink(rollout, () => undefined));
setInterval(() => rollout.settle(now()), SETTLE_EVERY_MS);
const syncing = setInterval(() => {
  if (!connection.synced()) return;
  clearInterval(syncing);
  keeper.start();
  say({ is: 'ready' });
}, SETTLE_EVERY_MS);
createInterface({ input: process.stdin }).on('line', (line) => void begin(JSON.parse(line) as BeginWave));

async function begin({ place, pacing }: BeginWave): Promise<void> {
  while (!hasStalePods(place, pacing)) await pause(SETTLE_EVERY_MS); // its watch may not have brought the edit yet
  const facts = cluster.facts(place);
  const { uid = '', generation = 0, revision = 0 } = facts.daemonSet ?? {};
  const hash = rollout.detail(uid)?.revisions.find(({ current }) => current)?.hash ?? '';
  const plan = planWave({ pacing, names: null, minReadySeconds: 0, maxUnavailable: '1' }, facts);
  const target = { name: place.name, uid, generation, revision, hash };
  const record = newRecord({ id: randomUUID(), requestId: '', target, pacing, plan, by: identity, now: now() });
  const result = await keeper.begin(place, record);
  const outcome = 'started' in result ? 'started' : 'taken';
  const wave = 'started' in result ? result.started : result.taken.wave;
  say({ is: 'begun', place, outcome, by: wave?.record.startedBy ?? '' });
}

function hasStalePods(place: WavePlace, pacing: WavePacing): boolean {
  const facts = cluster.facts(place);
  if (!facts.daemonSet?.observed || facts.daemonSet.revision === 0) return false;
  return planWave({ pacing, names: null, minReadySeconds: 0, maxUnavailable: '1' }, facts).nodes.length > 0;
}

function say(line: WaveServerLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
