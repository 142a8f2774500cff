import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, type DaemonSetStatus, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ApiError } from '../../cluster-api.ts';
import { RESOURCES } from '../../resources.ts';
import type { ControllerContext } from '../controller-context.ts';
import { claim } from './claim.ts';
import { podsByNode } from './daemon-pods.ts';
import { isStatusCurrent, statusCounts, statusOnWire } from './daemon-set-status.ts';
import { Expectations } from './expectations.ts';
import { FailedPodBackoff } from './failed-pod-backoff.ts';
import { constructHistory, trimHistory } from './history.ts';
import { manage } from './manage.ts';
import type { PlacementCache } from './placement-cache.ts';
import { applyChanges, recordEvent } from './pod-control.ts';
import { rollingUpdate } from './rolling-update.ts';
import type { SyncState } from './sync-state.ts';

/** Brings one DaemonSet a step nearer to its spec. */
export class DaemonSetSync {
  readonly expectations: Expectations;
  readonly backoff = new FailedPodBackoff();
  readonly #context: ControllerContext;
  readonly #placements: PlacementCache;
  readonly #retryAfter: (key: string, delayMs: number) => void;

  constructor(context: ControllerContext, placements: PlacementCache, retryAfter: (key: string, delayMs: number) => void) {
    this.#context = context;
    this.#placements = placements;
    this.#retryAfter = retryAfter;
    this.expectations = new Expectations(context.clock);
  }

  /**
   * One sync of the DaemonSet with this `namespace/name`. Throws what should be tried again.
   * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go syncDaemonSet, v1.36.
   */
  sync(key: string): void {
    const daemonSet = this.#context.view.daemonSets.get(key);
    if (!daemonSet) {
      this.expectations.forget(key);
      return;
    }
    const { matchLabels = {}, matchExpressions = [] } = daemonSet.spec.selector;
    if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) {
      const message = 'This daemon set is selecting all pods. A non-empty selector is required.';
      recordEvent(this.#context, daemonSet, { type: 'Warning', reason: 'SelectingAll', message });
      return;
    }
    if (daemonSet.metadata.deletionTimestamp) return;
    this.#syncLive(this.#readState(key, daemonSet));
  }

  #readState(key: string, daemonSet: DaemonSet): SyncState {
    const { api, view, clock } = this.#context;
    const { uid, namespace = '' } = daemonSet.metadata;
    const candidates = [...view.podsOfController(uid), ...view.orphanPods(namespace)];
    const pods = claim<Pod>(api, daemonSet, RESOURCES.pods, candidates);
    const revisions = claim<ControllerRevision>(api, daemonSet, RESOURCES.controllerRevisions, view.revisionsIn(namespace));
    const { current, old } = constructHistory(api, daemonSet, revisions, pods);
    return {
      key,
      daemonSet,
      hash: current.metadata.labels?.[REVISION_HASH_LABEL] ?? '',
      oldRevisions: old,
      nodes: view.nodes.all,
      verdict: this.#placements.verdictsFor(daemonSet),
      pods,
      podsByNode: podsByNode(pods),
      now: clock.now(),
    };
  }

  #syncLive(state: SyncState): void {
    if (!this.expectations.areSatisfied(state.key)) {
      this.#writeStatus(state, { observe: false });
      return;
    }
    let failure: ApiError | undefined;
    try {
      this.#act(state);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failure = error;
    }
    this.#writeStatus(state, { observe: true });
    if (failure) throw failure;
  }

  #act(state: SyncState): void {
    const { api } = this.#context;
    const changes = manage(state, {
      backoff: this.backoff,
      failed: (pod, node) => this.#warnOfFailed(state.daemonSet, pod, node),
      succeeded: (pod, node) => this.#tellOfSucceeded(state.daemonSet, pod, node),
      retryAfter: (delayMs) => this.#retryAfter(state.key, delayMs),
    });
    applyChanges(this.#context, this.expectations, state, changes);
    if (this.expectations.areSatisfied(state.key) && state.daemonSet.spec.updateStrategy?.type === 'RollingUpdate')
      applyChanges(this.#context, this.expectations, state, rollingUpdate(state, this.#context.random));
    trimHistory(api, state.daemonSet, state.oldRevisions, state.pods);
  }

  /** Once more on the newest object when the cached one is out of date. */
  #storeStatus(daemonSet: DaemonSet, status: Partial<DaemonSetStatus>): void {
    const { api } = this.#context;
    try {
      api.updateStatus(RESOURCES.daemonSets, { ...daemonSet, status: statusOnWire({ ...daemonSet.status, ...status }) });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 409) throw error;
      const fresh = api.get<DaemonSet>(RESOURCES.daemonSets, daemonSet.metadata.namespace ?? '', daemonSet.metadata.name);
      if (fresh?.metadata.uid !== daemonSet.metadata.uid) throw error;
      api.updateStatus(RESOURCES.daemonSets, { ...fresh, status: statusOnWire({ ...fresh.status, ...status }) });
    }
  }

  #warnOfFailed(daemonSet: DaemonSet, pod: Pod, node: string): void {
    const name = `${pod.metadata.namespace}/${pod.metadata.name}`;
    const message = `Found failed daemon pod ${name} on node ${node}, will try to kill it`;
    recordEvent(this.#context, daemonSet, { type: 'Warning', reason: 'FailedDaemonPod', message });
  }

  #tellOfSucceeded(daemonSet: DaemonSet, pod: Pod, node: string): void {
    const name = `${pod.metadata.namespace}/${pod.metadata.name}`;
    const message = `Found succeeded daemon pod ${name} on node ${node}, will try to delete it`;
    recordEvent(this.#context, daemonSet, { type: 'Normal', reason: 'SucceededDaemonPod', message });
  }

  #writeStatus(state: SyncState, { observe }: { observe: boolean }): void {
    const { daemonSet, key } = state;
    const counts = statusCounts(state);
    const generation = daemonSet.metadata.generation ?? 0;
    if (!isStatusCurrent(daemonSet.status ?? {}, counts, generation)) {
      const observed = observe ? generation : daemonSet.status?.observedGeneration;
      this.#storeStatus(daemonSet, { ...counts, ...(observed === undefined ? {} : { observedGeneration: observed }) });
    }
    const minReadySeconds = daemonSet.spec.minReadySeconds ?? 0;
    if (minReadySeconds > 0 && counts.numberReady !== counts.numberAvailable) this.#retryAfter(key, minReadySeconds * 1000);
  }
}
