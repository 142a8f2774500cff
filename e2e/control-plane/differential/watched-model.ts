import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import type { ClusterConnection, ClusterSink } from '#lib/server/kubernetes/cluster-connection.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { silentLogger } from '#lib/testing/fake-api-server-rig.ts';
import { ActJudge } from './act-judge.ts';
import type { DeletionAudit } from './deletion-audit.ts';
import { StateHistory } from './state-history.ts';
import { daemonSetWords, nodeWords, podWords, Trace } from './trace.ts';

const SETTLE_EVERY_MS = 100;

/**
 * The model as the product feeds it, settled after every single object, and everything that the DaemonSet controller
 * does held against what the model had predicted.
 */
export class WatchedModel implements ClusterSink {
  readonly rollout = createClusterRollout();
  /** Only with an audit log of who deletes what. */
  readonly judge: ActJudge | undefined;
  readonly #connection: ClusterConnection;
  readonly #pods = new Map<string, Pod>();
  readonly #heard = new Map<string, number>();
  readonly #trace = new Trace();
  readonly #history = new StateHistory();
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly #aheadMs: number;

  /** `aheadMs`: how far the model's clock is ahead of the cluster's, as if so much time had passed. */
  constructor(kubeconfig: string, { audit, aheadMs = 0 }: { audit?: DeletionAudit; aheadMs?: number } = {}) {
    this.#aheadMs = aheadMs;
    this.judge = audit && new ActJudge(audit, this.#trace, this.#history);
    const [context] = discoverClusters({ kubeconfig, environment: {}, homeDirectory: '/nowhere' }).contexts;
    if (!context) throw new Error('the kubeconfig has no context');
    this.#connection = openClusterConnection(context, { clock: systemClock, random: Math.random, logger: silentLogger });
  }

  start(): void {
    this.#connection.start(this);
    this.#timer = setInterval(() => {
      this.#settle();
      void this.judge?.judge();
    }, SETTLE_EVERY_MS);
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
    this.#history.pods.add(pod.metadata.uid, pod);
    this.#pods.set(pod.metadata.uid, pod);
    this.#trace.add(controllerOf(pod)?.uid ?? '', podWords(pod));
    if (known === undefined) this.judge?.created(pod);
    if (known !== undefined && !known.metadata.deletionTimestamp && pod.metadata.deletionTimestamp) this.judge?.deleted(pod);
    this.#hear(controllerOf(pod)?.uid);
    this.rollout.setPod(pod);
    this.#settle();
  }

  deletePod(uid: string): void {
    const known = this.#pods.get(uid);
    this.#pods.delete(uid);
    this.#history.pods.add(uid, null);
    if (known !== undefined) this.#trace.add(controllerOf(known)?.uid ?? '', `gone: ${podWords(known)}`);
    if (known !== undefined && !known.metadata.deletionTimestamp) this.judge?.deleted(known);
    this.#hear(known && controllerOf(known)?.uid);
    this.rollout.deletePod(uid);
    this.#settle();
  }

  setNode(node: Parameters<ClusterSink['setNode']>[0]): void {
    this.#trace.add('', nodeWords(node));
    this.#history.nodes.add(node.metadata.name, node);
    this.rollout.setNode(node);
    this.#settle();
  }

  deleteNode(name: string): void {
    this.#trace.add('', `gone: Node ${name}`);
    this.#history.nodes.add(name, null);
    this.rollout.deleteNode(name);
    this.#settle();
  }

  setDaemonSet(daemonSet: Parameters<ClusterSink['setDaemonSet']>[0]): void {
    this.#hear(daemonSet.metadata.uid);
    this.#trace.add(daemonSet.metadata.uid, daemonSetWords(daemonSet));
    this.#history.daemonSets.add(daemonSet.metadata.uid, daemonSet);
    this.rollout.setDaemonSet(daemonSet);
    this.#settle();
  }

  deleteDaemonSet(uid: string): void {
    this.#history.daemonSets.add(uid, null);
    this.rollout.deleteDaemonSet(uid);
    this.#settle();
  }

  setControllerRevision(revision: Parameters<ClusterSink['setControllerRevision']>[0]): void {
    this.#history.addRevision(revision);
    this.#trace.add(controllerOf(revision)?.uid ?? '', `ControllerRevision ${revision.metadata.name} ${revision.revision}`);
    this.rollout.setControllerRevision(revision);
    this.#settle();
  }

  deleteControllerRevision(uid: string): void {
    this.rollout.deleteControllerRevision(uid);
    this.#settle();
  }

  #settle(): void {
    const now = Date.now() + this.#aheadMs;
    for (const uid of this.rollout.settle(now).daemonSets.keys()) {
      const prediction = this.judge && this.rollout.detail(uid)?.prediction;
      if (prediction !== undefined) this.judge?.predict(uid, prediction, now);
    }
  }

  #hear(uid: string | undefined): void {
    if (uid !== undefined) this.#heard.set(uid, Date.now());
  }

  #isLive(uid: string): boolean {
    const pod = this.#pods.get(uid);
    return pod !== undefined && !pod.metadata.deletionTimestamp && !['Failed', 'Succeeded'].includes(pod.status.phase ?? '');
  }
}
