import 'server-only';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { PodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import type { Service } from '#lib/kubernetes/service.ts';
import type { Propagation } from '#lib/rollout/act-removal.ts';
import type { RawObject } from './watch-event.ts';

export interface PodLogRequest {
  readonly container?: string;
  /** 1 to 5,000; default 500. */
  readonly tailLines?: number;
  readonly previous?: boolean;
  readonly timestamps?: boolean;
  /** RFC 3339; only what was written since then, which the kubelet tells by the second. */
  readonly sinceTime?: string;
}

export interface EventTarget {
  readonly kind: 'Node' | 'Pod' | 'DaemonSet' | 'Namespace';
  readonly name: string;
  /** Absent for cluster-scoped objects, whose events are searched in every namespace. */
  readonly namespace?: string;
  /** When given, events of an earlier object of the same name are left out. */
  readonly uid?: string;
}

export interface AccessQuestion {
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface AccessAnswer {
  readonly allowed: boolean;
  /** The authorizer's own words, at most 200 characters, or ''. */
  readonly reason: string;
}

export interface Identity {
  readonly username: string;
  readonly groups: readonly string[];
}

/**
 * The reads that Rollcall makes on demand. Each throws KubernetesApiError and nothing else: `invalid` before anything
 * is sent when a name is not legal; `timeout` after 10 s; `tooLarge` when the answer exceeds its cap.
 */
export interface ReadOperations {
  getNode(name: string): Promise<Node>;
  getPod(namespace: string, name: string): Promise<Pod>;
  getDaemonSet(namespace: string, name: string): Promise<DaemonSet>;
  getControllerRevision(namespace: string, name: string): Promise<ControllerRevision>;
  /** With all fields: they may hold secrets, so they are hidden before they leave. */
  getWholePod(namespace: string, name: string): Promise<RawObject>;
  getWholeNode(name: string): Promise<RawObject>;
  /** Those that the selector's text matches, with all fields: they may hold secrets, so they are reduced before they leave. */
  listWholeControllerRevisions(namespace: string, labelSelector: string): Promise<readonly RawObject[]>;
  /** Pods of one Namespace that the selector's text matches, at most 500. */
  listPodsMatching(namespace: string, labelSelector: string): Promise<readonly Pod[]>;
  /** Every Pod bound to the Node, of any owner, at most 1,000. */
  listPodsOnNode(node: string): Promise<readonly Pod[]>;
  /** At most 500, in the server's order. */
  listEvents(target: EventTarget): Promise<readonly KubernetesEvent[]>;
  /** Raw text, cut at 1 MiB by the API server. */
  readPodLog(namespace: string, name: string, request?: PodLogRequest): Promise<string>;
  /** Its annotations are those that name a node selector; no other. */
  getNamespace(name: string): Promise<KubernetesObject>;
  /** Every Service of the Namespace, at most 1,000. */
  listServices(namespace: string): Promise<readonly Service[]>;
  /** Names only, sorted. */
  listNamespaces(): Promise<readonly string[]>;
  reviewAccess(question: AccessQuestion): Promise<AccessAnswer>;
  reviewSelf(): Promise<Identity>;
}

/** What every write carries. */
export interface WriteOptions {
  /** The object that was looked at: another one of its name is refused with `conflict`. */
  readonly uid: string;
  /** `dryRun=All`: everything is checked, nothing is stored. */
  readonly dryRun?: boolean;
}

export interface PatchOptions extends WriteOptions {
  /** The state that was looked at: a later one is refused with `conflict`. */
  readonly resourceVersion: string;
}

export interface PodDeletion extends WriteOptions {
  /** 0 does not wait for the kubelet; absent: the Pod's own. */
  readonly gracePeriodSeconds?: number;
  /** For who decides by the Pod's state: a later one is refused with `conflict`. */
  readonly resourceVersion?: string;
}

export const PROPAGATIONS = ['Background', 'Foreground', 'Orphan'] as const satisfies readonly Propagation[];

/** A change of a DaemonSet as the API server merges it; `metadata.uid` and `metadata.resourceVersion` are added. */
export interface ObjectPatch {
  readonly type: 'strategic' | 'merge';
  readonly body: Readonly<Record<string, unknown>>;
}

/** An Event of Rollcall about a DaemonSet. */
export interface NewEvent {
  readonly namespace: string;
  readonly daemonSet: { readonly name: string; readonly uid: string };
  readonly type: 'Normal' | 'Warning';
  /** In CamelCase, as `RollcallRestarted`. */
  readonly reason: string;
  /** At most 1,024 characters are kept. */
  readonly message: string;
  /** RFC 3339. */
  readonly at: string;
}

/**
 * The writes that Rollcall makes, and the reads that only acting needs. Each throws KubernetesApiError and nothing
 * else: `invalid` before anything is sent when a name, uid or resourceVersion is not legal; `conflict` when the object
 * is another by now; `timeout`, `unreachable` and `unavailable` leave open whether it was done, and nothing of them is
 * sent a second time. Every DELETE names one object and carries its uid; field manager is `rollcall`.
 */
export interface WriteOperations {
  deletePod(namespace: string, name: string, options: PodDeletion): Promise<void>;
  /** `tooManyRequests` with a cause `DisruptionBudget` when a PodDisruptionBudget does not allow it now. */
  evictPod(namespace: string, name: string, options: PodDeletion): Promise<void>;
  deleteNode(name: string, options: WriteOptions): Promise<void>;
  deleteDaemonSet(namespace: string, name: string, options: WriteOptions & { readonly propagation: Propagation }): Promise<void>;
  patchDaemonSet(namespace: string, name: string, patch: ObjectPatch, options: PatchOptions): Promise<DaemonSet>;
  /** As `kubectl cordon` and `kubectl uncordon`. */
  setUnschedulable(node: string, unschedulable: boolean, options: PatchOptions): Promise<Node>;
  /** Sets one of NODE_SELECTOR_ANNOTATIONS; `invalid` for any other. */
  annotateNamespace(name: string, annotation: string, value: string, options: PatchOptions): Promise<KubernetesObject>;
  createEvent(event: NewEvent): Promise<void>;
  /** With all fields: made for patches, never for a page. */
  getWholeDaemonSet(namespace: string, name: string): Promise<RawObject>;
  getWholeControllerRevision(namespace: string, name: string): Promise<RawObject>;
  /** Of one Namespace, at most 500. */
  listPodDisruptionBudgets(namespace: string): Promise<readonly PodDisruptionBudget[]>;
}
