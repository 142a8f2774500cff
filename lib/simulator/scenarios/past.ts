import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { compilePlacement } from '#lib/rollout/placement.ts';
import { timestamp } from '../clock.ts';
import type { ClusterApi } from '../cluster-api.ts';
import { claim } from '../controllers/daemon-set/claim.ts';
import { constructHistory } from '../controllers/daemon-set/history.ts';
import { daemonPod } from '../controllers/daemon-set/pod-template.ts';
import { canonicalJson } from '../controllers/daemon-set/revision-hash.ts';
import { PodAddresses } from '../kubelet/pod-addresses.ts';
import { BEHAVIOUR_PREFIX } from '../kubelet/pod-behaviour.ts';
import type { Random } from '../random.ts';
import { RESOURCES } from '../resources.ts';
import { randomName, randomUid } from './identifiers.ts';
import type { PastClock } from './past-clock.ts';
import { type PodCondition, settledStatus } from './settled-status.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** What a Node does for a DaemonSet at the start; undefined: it has no Pod. */
export interface PlacedPod {
  /** 0 is the newest revision, 1 the one before it. */
  readonly revisionsBack?: number;
  readonly condition?: PodCondition;
  readonly ageMs?: number;
  /** Restarts of the past, as they add up on a long-running Node. */
  readonly restarts?: number;
  /** A behaviour that the Pod has by annotation, see kubelet/pod-behaviour.ts. */
  readonly behaviour?: string;
}

/** Makes the objects that exist when a scenario starts, with the ages that they would have. */
export class Past {
  readonly api: ClusterApi;
  readonly random: Random;
  readonly nodeCount: number;
  readonly nodes: Node[] = [];
  readonly #clock: PastClock;
  readonly #addresses = new PodAddresses();
  readonly #names = new Set<string>();
  readonly #podsByNode = new Map<string, Pod[]>();

  constructor(options: { api: ClusterApi; clock: PastClock; random: Random; nodeCount: number }) {
    this.api = options.api;
    this.#clock = options.clock;
    this.random = options.random;
    this.nodeCount = options.nodeCount;
  }

  /** Runs the action as if it happened that long ago. */
  ago<T>(agoMs: number, action: () => T): T {
    const before = this.#clock.agoMs;
    this.#clock.agoMs = agoMs;
    try {
      return action();
    } finally {
      this.#clock.agoMs = before;
    }
  }

  time(agoMs: number): string {
    return timestamp(this.#clock.now() - agoMs);
  }

  addNamespace(name: string, annotations?: Record<string, string>): void {
    if (this.api.get(RESOURCES.namespaces, '', name)) return;
    const metadata = { name, ...(annotations ? { annotations } : {}) };
    this.ago(200 * DAY_MS, () => this.api.create(RESOURCES.namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata }));
  }

  addNode(node: Node): Node {
    const stored = this.api.import<Node>(RESOURCES.nodes, node);
    this.nodes.push(stored);
    return stored;
  }

  /**
   * Creates the DaemonSet with its oldest template and then each later one at its time, as `kubectl apply` would have;
   * the revisions are made as the controller makes them. Returns it as it is now.
   */
  addDaemonSet(manifests: readonly { agoMs: number; manifest: object }[]): DaemonSet {
    let current: DaemonSet | undefined;
    for (const { agoMs, manifest } of manifests) {
      current = this.ago(agoMs, () => {
        const stored = current
          ? this.api.update<DaemonSet>(RESOURCES.daemonSets, {
              ...current,
              ...(manifest as DaemonSet),
              metadata: current.metadata,
            })
          : this.api.create<DaemonSet>(RESOURCES.daemonSets, manifest);
        constructHistory(this.api, stored, this.revisionsOf(stored), []);
        return stored;
      });
    }
    if (!current) throw new Error('a DaemonSet needs a manifest');
    return current;
  }

  /** Newest first. */
  revisionsOf(daemonSet: DaemonSet): ControllerRevision[] {
    const stored = this.api.list<ControllerRevision>(RESOURCES.controllerRevisions, daemonSet.metadata.namespace);
    const own = claim<ControllerRevision>(this.api, daemonSet, RESOURCES.controllerRevisions, stored);
    return own.sort((left, right) => right.revision - left.revision);
  }

  /** Gives every eligible Node its Pod; `place` may say otherwise for some, and for Nodes that are not eligible. */
  placePods(
    daemonSet: DaemonSet,
    place: (node: Node, index: number, eligible: boolean) => PlacedPod | undefined = (_node, _index, eligible) =>
      eligible ? {} : undefined,
  ): void {
    const judge = compilePlacement(daemonSet.spec.template);
    const prototypes = this.#prototypes(daemonSet);
    this.nodes.forEach((node, index) => {
      const placed = place(node, index, judge(node).shouldRun);
      const prototype = prototypes[Math.min(placed?.revisionsBack ?? 0, prototypes.length - 1)];
      if (placed && prototype) this.importPod(node, prototype, placed);
    });
  }

  /** One Pod per revision as the API server stores it, newest first; none of them stays. */
  #prototypes(daemonSet: DaemonSet): Pod[] {
    return this.revisionsOf(daemonSet).map((revision) => {
      const stored = revision.data?.spec?.template ?? daemonSet.spec.template;
      const { $patch: _patch, ...template } = { $patch: '', ...stored };
      const hash = revision.metadata.labels?.[REVISION_HASH_LABEL] ?? '';
      const isNewest = canonicalJson(template) === canonicalJson(daemonSet.spec.template);
      const draft = daemonPod({ ...daemonSet, spec: { ...daemonSet.spec, template } }, '', hash);
      if (!isNewest) draft.metadata.labels['pod-template-generation'] = String(revision.revision);
      const pod = this.api.create<Pod>(RESOURCES.pods, draft);
      this.api.delete(RESOURCES.pods, pod.metadata.namespace ?? '', pod.metadata.name);
      return pod;
    });
  }

  /** The Pods that were put on a Node so far. */
  podsOn(node: Node): readonly Pod[] {
    return this.#podsByNode.get(node.metadata.name) ?? [];
  }

  /** Puts one Pod on a Node, made after a stored prototype. */
  importPod(node: Node, prototype: Pod, placed: PlacedPod): Pod {
    const bornAgo = placed.ageMs ?? this.#clock.now() - Date.parse(prototype.metadata.creationTimestamp) + 5_000;
    const joinedAgo = this.#clock.now() - Date.parse(node.metadata.creationTimestamp) - 20_000;
    const agoMs = Math.max(1_000, Math.min(bornAgo, joinedAgo));
    const base = prototype.metadata.generateName ?? `${prototype.metadata.name}-`;
    const name = randomName(base, this.random, this.#names);
    const affinity = pinnedTo(prototype, node.metadata.name);
    const waits = placed.condition === 'unscheduled';
    const pod: Pod = {
      ...prototype,
      metadata: {
        ...prototype.metadata,
        ...(placed.behaviour
          ? { annotations: { ...prototype.metadata.annotations, [`${BEHAVIOUR_PREFIX}behaviour`]: placed.behaviour } }
          : {}),
        name,
        uid: randomUid(this.random),
        creationTimestamp: this.time(agoMs),
      },
      spec: { ...prototype.spec, ...(affinity ? { affinity } : {}), ...(waits ? {} : { nodeName: node.metadata.name }) },
    };
    const podIP = waits ? '' : this.#addresses.next(node.metadata.name);
    const startedAt = this.#clock.now() - agoMs;
    const status = settledStatus(pod, node, {
      condition: placed.condition ?? 'running',
      startedAt,
      now: this.#clock.now(),
      podIP,
      restarts: placed.restarts ?? 0,
    });
    const stored = this.api.import<Pod>(RESOURCES.pods, { ...pod, status });
    const placedHere = this.#podsByNode.get(node.metadata.name) ?? [];
    this.#podsByNode.set(node.metadata.name, placedHere);
    if (!waits) placedHere.push(stored);
    return stored;
  }
}

function pinnedTo(prototype: Pod, node: string): Pod['spec']['affinity'] {
  const { affinity } = prototype.spec;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!required) return undefined;
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const pinned = { ...required, nodeSelectorTerms: [{ matchFields }] };
  return { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: pinned } };
}
