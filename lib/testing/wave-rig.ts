import { type Lease, pruneLease } from '#lib/kubernetes/lease.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { newRecord } from '#lib/rollout/wave/new-record.ts';
import { planWave } from '#lib/rollout/wave/plan-wave.ts';
import { waveFacts } from '#lib/rollout/wave/wave-facts.ts';
import type { WavePacing } from '#lib/rollout/wave/wave-record.ts';
import { createWaveFinder } from '#lib/server/waves/find-running-waves.ts';
import type { WaveCluster } from '#lib/server/waves/wave-cluster.ts';
import { WaveKeeper } from '#lib/server/waves/wave-keeper.ts';
import { type StoredWave, storedWave } from '#lib/server/waves/wave-lease.ts';
import { WAVE_TIMINGS } from '#lib/server/waves/wave-timings.ts';
import type { WaveUser } from '#lib/server/waves/wave-user.ts';
import { RESOURCES } from '#lib/simulator/resources.ts';
import { NAMESPACE, Rig } from '#lib/simulator/test-rig.ts';
import { silentLogger } from './fake-api-server-rig.ts';
import { followRig, type Intervention, type RequestLine, rigPort } from './wave-rig-requests.ts';

export const PLACE = { namespace: NAMESPACE, name: 'agent' };
export const PACING: WavePacing = {
  order: 'zone',
  size: 2,
  pauseSeconds: 0,
  failuresAllowed: 0,
  availableWithinSeconds: 60,
  by: 'delete',
};

/** One deletion as the API server saw it. */
export interface Deletion {
  readonly server: string;
  readonly uid: string;
  readonly node: string;
  readonly wasStale: boolean;
  readonly wasGoing: boolean;
}

/** A simulated cluster with the DaemonSet `agent`, and servers that run waves on it, on one clock that the test moves. */
export class WaveRig {
  readonly rig = new Rig();
  readonly deletions: Deletion[] = [];
  /** The most Nodes that a server had made unavailable at once. */
  mostAtOnce = 0;
  readonly #rollout = createClusterRollout();
  readonly #opened = new Map<string, string>();

  constructor({
    nodes,
    onDelete = true,
    spec = {},
  }: { readonly nodes: number; readonly onDelete?: boolean; readonly spec?: object }) {
    this.rig.addNodes(nodes);
    const updateStrategy = onDelete ? { type: 'OnDelete' } : { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } };
    this.rig.addDaemonSet(PLACE.name, { updateStrategy, ...spec });
    this.rig.seconds(60);
    followRig(this.rig.api, this.#rollout);
  }

  /** Makes every Pod stale. */
  edit(image = 'registry.example/app:2'): void {
    this.rig.setImage(PLACE.name, image);
    this.rig.seconds(1);
  }

  /** A server with its own keeper. `intervene` sees each request; what `breathe` returns delays everything it does. */
  server(
    identity: string,
    intervene: Intervention = () => 'pass',
    breathe: () => Promise<void> = () => Promise.resolve(),
  ): { keeper: WaveKeeper; cluster: WaveCluster; calls: string[] } {
    const calls: string[] = [];
    const cluster = this.#cluster(identity, { calls, intervene, breathe });
    const { clock } = this.rig;
    const keeper = new WaveKeeper({
      cluster,
      clock: { monotonic: () => clock.now(), schedule: (delayMs, action) => clock.schedule(delayMs, action) },
      timings: WAVE_TIMINGS,
      identity,
      logger: silentLogger,
      findRunning: createWaveFinder(cluster),
      mayTakeOver: async () => true,
    });
    return { keeper, cluster, calls };
  }

  /** Somebody with credentials of their own: `calls` is what was asked with them, `leave` the end of the session. */
  user(name: string): { user: WaveUser; calls: string[]; leave: () => void } {
    const calls: string[] = [];
    const breathe = () => Promise.resolve();
    const port = rigPort(this.rig.api, { calls, intervene: () => 'pass', breathe }, (pod) => this.#note(name, pod));
    const listeners = new Set<() => void>();
    let isHeld = true;
    const leave = () => {
      isHeld = false;
      for (const listener of listeners) listener();
    };
    const hold = (onEnd: () => void) => {
      listeners.add(onEnd);
      return { port, isHeld: () => isHeld, release: () => void listeners.delete(onEnd) };
    };
    return { user: { name, port, hold }, calls, leave };
  }

  /** The record of a wave over every stale Pod there is, or over these Nodes. */
  record(pacing: Partial<WavePacing> = {}, names: readonly string[] | null = null, id = 'wave-1', actor = '') {
    const facts = this.facts();
    const request = { pacing: { ...PACING, ...pacing }, names, minReadySeconds: 0, maxUnavailable: '1' };
    const plan = planWave(request, facts);
    if (facts.daemonSet === null) throw new Error('There is no DaemonSet.');
    const { uid, generation, revision, hash } = facts.daemonSet;
    const target = { name: PLACE.name, uid, generation, revision, hash };
    return newRecord({ id, requestId: '', target, pacing: request.pacing, plan, by: 'ada', actor, now: this.rig.clock.now() });
  }

  facts() {
    this.#rollout.settle(this.rig.clock.now());
    return waveFacts(this.#rollout, { ...PLACE, fresh: true });
  }

  /** The wave as it stands in the cluster. */
  wave(): StoredWave {
    const [lease] = this.rig.api.list<Lease>(RESOURCES.leases);
    const wave = lease === undefined ? null : storedWave(pruneLease(lease));
    if (wave === null) throw new Error('There is no wave.');
    return wave;
  }

  /** Moves time on in small steps, letting every server take its turns in between. */
  async seconds(count: number): Promise<void> {
    for (let passed = 0; passed < count * 1000; passed += 250) {
      await settled();
      this.rig.clock.advance(250);
      this.#count();
    }
    await settled();
  }

  /** Moves time on until the wave is no longer running; throws after so many seconds. */
  async untilEnd(withinSeconds = 600): Promise<StoredWave> {
    for (let passed = 0; passed < withinSeconds; passed++) {
      await this.seconds(1);
      if (this.wave().record.state !== 'running') return this.wave();
    }
    throw new Error(`The wave still runs: ${JSON.stringify(this.wave().record)}`);
  }

  stalePods(): readonly Pod[] {
    const { hash } = this.record().target;
    return this.rig.pods(PLACE.name).filter((pod) => pod.metadata.labels?.['controller-revision-hash'] !== hash);
  }

  #cluster(identity: string, line: RequestLine): WaveCluster {
    const { api, clock } = this.rig;
    const port = rigPort(api, line, (pod) => this.#note(identity, pod));
    return { slug: 'test', facts: () => this.facts(), namespaces: () => [NAMESPACE], now: () => clock.now(), ...port };
  }

  #note(server: string, pod: Pod): void {
    const { hash } = this.record().target;
    this.deletions.push({
      server,
      uid: pod.metadata.uid,
      node: pod.spec.nodeName ?? '',
      wasStale: pod.metadata.labels?.['controller-revision-hash'] !== hash,
      wasGoing: pod.metadata.deletionTimestamp !== undefined,
    });
    this.#opened.set(pod.spec.nodeName ?? '', pod.metadata.uid);
    this.#count();
  }

  /** Counts the Nodes whose Pod a server deleted and whose new one is not available. */
  #count(): void {
    const facts = this.facts();
    for (const [node, uid] of this.#opened) {
      const pods = facts.node(node)?.rollout.pods ?? [];
      if (pods.some((pod) => pod.available && pod.updated && pod.uid !== uid)) this.#opened.delete(node);
    }
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#opened.size);
  }
}

/** Lets every promise that can go on go on. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
