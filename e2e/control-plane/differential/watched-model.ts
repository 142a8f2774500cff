import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { targetNodeOf } from '#lib/rollout/target-node.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterConnection, ClusterSink } from '#lib/server/kubernetes/cluster-connection.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { silentLogger } from '#lib/testing/fake-api-server-rig.ts';
import { type ControllerAct, PredictionLedger } from './prediction-ledger.ts';

/**
 * The model as the product feeds it, settled after every single object, and everything that the DaemonSet controller
 * does held against what the model had predicted.
 */
export class WatchedModel implements ClusterSink {
  readonly rollout = createClusterRollout();
  /** Pods whose deletion somebody else asked for. */
  readonly foreignDeletes = new Set<string>();
  readonly #retired = new Set<string>();
  readonly #connection: ClusterConnection;
  readonly #ledgers = new Map<string, PredictionLedger>();
  readonly #pods = new Map<string, Pod>();
  readonly #heard = new Map<string, number>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(kubeconfig: string) {
    const [context] = discoverClusters({ kubeconfig, environment: {}, homeDirectory: '/nowhere' }).contexts;
    if (!context) throw new Error('the kubeconfig has no context');
    this.#connection = openClusterConnection(context, { clock: systemClock, random: Math.random, logger: silentLogger });
  }

  start(): void {
    this.#connection.start(this);
    this.#timer = setInterval(() => this.#settle(), 200);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#connection.stop();
  }

  isLive(): boolean {
    return this.#connection.synced() && this.#connection.connection().state === 'live';
  }

  detail(namespace: string, name: string): DaemonSetDetail | undefined {
    this.#settle();
    return this.rollout.detail(this.rollout.uidOf(namespace, name) ?? '');
  }

  ledger(uid: string): PredictionLedger {
    let ledger = this.#ledgers.get(uid);
    if (ledger === undefined) {
      ledger = new PredictionLedger();
      this.#ledgers.set(uid, ledger);
    }
    return ledger;
  }

  unpredicted(): readonly string[] {
    return [...this.#ledgers].flatMap(([uid, ledger]) => ledger.unpredicted.map((act) => `${uid}: ${act}`));
  }

  matched(): PredictionLedger['matched'] {
    const sum = { atOnce: 0, earlier: 0, later: 0 };
    for (const { matched } of this.#ledgers.values()) {
      for (const key of ['atOnce', 'earlier', 'later'] as const) sum[key] += matched[key];
    }
    return sum;
  }

  /** Tells that somebody deletes the DaemonSet: what the garbage collector then deletes may be heard of before. */
  retire(namespace: string, name: string): void {
    this.#retired.add(this.rollout.uidOf(namespace, name) ?? '');
  }

  /** For how long nothing has been heard of the DaemonSet or its Pods. */
  quietMs(uid: string): number {
    return Date.now() - (this.#heard.get(uid) ?? 0);
  }

  /** Live Pods of the DaemonSet that are not updated, on Nodes that exist. */
  stalePods(uid: string): readonly string[] {
    const rollouts = [...this.rollout.nodes().keys()].flatMap((node) => this.rollout.nodeRollout(uid, node) ?? []);
    return rollouts
      .filter(({ counts }) => counts.stale > 0)
      .flatMap(({ pods }) => pods.filter((pod) => !pod.updated && this.#isLive(pod.uid)).map((pod) => pod.name))
      .sort();
  }

  setPod(pod: Pod): void {
    const known = this.#pods.get(pod.metadata.uid);
    this.#pods.set(pod.metadata.uid, pod);
    if (known === undefined) this.#observe('create', pod);
    if (known !== undefined && !known.metadata.deletionTimestamp && pod.metadata.deletionTimestamp) this.#observe('delete', pod);
    this.#hear(controllerOf(pod)?.uid);
    this.rollout.setPod(pod);
    this.#settle();
  }

  deletePod(uid: string): void {
    const known = this.#pods.get(uid);
    this.#pods.delete(uid);
    if (known !== undefined && !known.metadata.deletionTimestamp) this.#observe('delete', known);
    this.#hear(known && controllerOf(known)?.uid);
    this.rollout.deletePod(uid);
    this.#settle();
  }

  setNode(node: Parameters<ClusterSink['setNode']>[0]): void {
    this.rollout.setNode(node);
    this.#settle();
  }

  deleteNode(name: string): void {
    this.rollout.deleteNode(name);
    this.#settle();
  }

  setDaemonSet(daemonSet: Parameters<ClusterSink['setDaemonSet']>[0]): void {
    this.#hear(daemonSet.metadata.uid);
    this.rollout.setDaemonSet(daemonSet);
    this.#settle();
  }

  deleteDaemonSet(uid: string): void {
    this.rollout.deleteDaemonSet(uid);
    this.#settle();
  }

  setControllerRevision(revision: Parameters<ClusterSink['setControllerRevision']>[0]): void {
    this.rollout.setControllerRevision(revision);
    this.#settle();
  }

  deleteControllerRevision(uid: string): void {
    this.rollout.deleteControllerRevision(uid);
    this.#settle();
  }

  #settle(): void {
    const now = Date.now();
    for (const ledger of this.#ledgers.values()) ledger.sweep(now);
    for (const uid of this.rollout.settle(now).daemonSets.keys()) {
      const detail = this.rollout.detail(uid);
      if (detail !== undefined) this.ledger(uid).predict(detail.prediction, now);
    }
  }

  #observe(kind: ControllerAct['kind'], pod: Pod): void {
    const owner = controllerOf(pod)?.uid ?? '';
    const node = targetNodeOf(pod);
    if (node === null || (kind === 'delete' && this.foreignDeletes.has(pod.metadata.uid))) return;
    if (kind === 'delete') {
      // The garbage collector deletes what a DaemonSet leaves, and the Pod collector what a Node leaves.
      if (this.#retired.has(owner) || !this.rollout.nodes().has(node)) return;
    }
    this.ledger(owner).observe({ kind, node, pod: pod.metadata.name }, Date.now());
  }

  #hear(uid: string | undefined): void {
    if (uid !== undefined) this.#heard.set(uid, Date.now());
  }

  #isLive(uid: string): boolean {
    const pod = this.#pods.get(uid);
    return pod !== undefined && !pod.metadata.deletionTimestamp && !['Failed', 'Succeeded'].includes(pod.status.phase ?? '');
  }
}
