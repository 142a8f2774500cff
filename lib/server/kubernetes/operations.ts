import 'server-only';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';

export interface PodLogRequest {
  readonly container?: string;
  /** 1 to 5,000; default 500. */
  readonly tailLines?: number;
  readonly previous?: boolean;
  readonly timestamps?: boolean;
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
  /** Every Pod bound to the Node, of any owner, at most 1,000. */
  listPodsOnNode(node: string): Promise<readonly Pod[]>;
  /** At most 500, in the server's order. */
  listEvents(target: EventTarget): Promise<readonly KubernetesEvent[]>;
  /** Raw text, cut at 1 MiB by the API server. */
  readPodLog(namespace: string, name: string, request?: PodLogRequest): Promise<string>;
  /** Its annotations are those that name a node selector; no other. */
  getNamespace(name: string): Promise<KubernetesObject>;
  /** Names only, sorted. */
  listNamespaces(): Promise<readonly string[]>;
  reviewAccess(question: AccessQuestion): Promise<AccessAnswer>;
  reviewSelf(): Promise<Identity>;
}
