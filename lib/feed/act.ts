import type { Message } from '#lib/rollout/message.ts';

/** Every change that Rollcall can make, as POST …/acts names it. */
export const ACT_NAMES = [
  'deleteStale',
  'deletePod',
  'evictPod',
  'restart',
  'undo',
  'pause',
  'resume',
  'setBudget',
  'cordon',
  'uncordon',
  'deleteNode',
  'deleteDaemonSet',
  'clearProjectNodeSelector',
] as const;

export type ActName = (typeof ACT_NAMES)[number];

/** How long the body of an act may be: some thousand Node names. */
export const MOST_ACT_BYTES = 64 * 1024;

/** What an act is about beside its DaemonSet; each act takes only its own members, any other is refused. */
export type Act =
  /** The stale Pods on these Nodes, or every stale Pod. */
  | { readonly act: 'deleteStale'; readonly nodes?: readonly string[] }
  /** One Pod of the DaemonSet, or up to 200. `force`: grace period 0, which does not wait for the kubelet. */
  | { readonly act: 'deletePod'; readonly pod: PodTarget; readonly pods?: never; readonly force?: boolean }
  | { readonly act: 'deletePod'; readonly pods: readonly PodTarget[]; readonly pod?: never; readonly force?: boolean }
  /** A Pod on the way, of the DaemonSet or of anybody: its PodDisruptionBudgets decide. */
  | { readonly act: 'evictPod'; readonly pod: PodTarget & { readonly namespace?: string } }
  | { readonly act: 'restart' }
  /** To the template of this revision number. */
  | { readonly act: 'undo'; readonly revision: number }
  | { readonly act: 'pause' }
  | { readonly act: 'resume' }
  /** One of both, as the API has them: a count or a percentage. */
  | { readonly act: 'setBudget'; readonly maxUnavailable?: number | string; readonly maxSurge?: number | string }
  | NodeAct
  | { readonly act: 'deleteDaemonSet'; readonly propagation: 'Background' | 'Foreground' | 'Orphan' }
  /** Empties the annotation that adds a node selector to each Pod of the Namespace. */
  | { readonly act: 'clearProjectNodeSelector'; readonly annotation: string };

/** One Node, or up to 1,000 by name; their uids are part of the plan. */
export type NodeAct = { readonly act: 'cordon' | 'uncordon' | 'deleteNode' } & (
  | { readonly node: string; readonly nodeUid: string; readonly nodes?: never }
  | { readonly nodes: readonly string[]; readonly node?: never; readonly nodeUid?: never }
);

export interface PodTarget {
  readonly name: string;
  readonly uid: string;
}

/** What every act carries. */
export interface ActGuards {
  /** The object of the path that was looked at; another one of its name is refused with `target.changed`. */
  readonly uid: string;
  /** Nothing is changed: the API server checks each request with dryRun=All, and `plan` says what would happen. */
  readonly dryRun?: boolean;
  /** The name that `plan.confirmation` asks for, typed by a person. */
  readonly confirm?: string;
  /** `plan.fingerprint` of the dry run that was looked at: refused with `target.changed` when the plan is another by now. */
  readonly plan?: string;
  /** A UUID of the click; the same click sent twice gets the first answer. */
  readonly requestId?: string;
}

/** The body of POST …/daemonsets/{namespace}/{name}/acts. */
export type ActRequest = Act & ActGuards;

/** The acts that a Node's own path takes. */
export const ACTS_ON_NODE = ['cordon', 'uncordon', 'deleteNode', 'evictPod'] as const satisfies readonly ActName[];

/** An act on the Node that the path names, or on a Pod there. */
export type ActOnNode =
  | { readonly act: NodeAct['act'] }
  | { readonly act: 'evictPod'; readonly pod: PodTarget & { readonly namespace: string } };

/** The body of POST …/nodes/{node}/acts. */
export type NodeActRequest = ActOnNode & ActGuards;

export interface ActObject {
  readonly kind: 'DaemonSet' | 'Pod' | 'Node' | 'Namespace';
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  /** Of a Pod. */
  readonly node?: string;
}

/** What will happen, looked up just now. */
export interface ActPlan {
  /** The first 100 objects that are written or deleted. */
  readonly objects: readonly ActObject[];
  readonly objectCount: number;
  /** The first 100 Nodes on which a Pod goes or comes because of it. */
  readonly nodes: readonly string[];
  readonly nodeCount: number;
  /** What happens, and what the controller does next; messages below `act`. */
  readonly effects: readonly Message[];
  /** What could go wrong; messages below `act`. */
  readonly warnings: readonly Message[];
  /** What a person has to type, or null when a click is enough. */
  readonly confirmation: string | null;
  readonly fingerprint: string;
}

export type ActOutcome = 'done' | 'alreadyDone' | 'wouldDo' | 'refused' | 'failed' | 'waiting' | 'notTried';

export interface ActResult {
  readonly kind: ActObject['kind'];
  readonly name: string;
  readonly uid: string;
  readonly outcome: ActOutcome;
  /** One sentence in English, of ours or of the API server; '' when there is nothing to say. */
  readonly message: string;
}

/** The answer to an act; HTTP 200 also when single objects were refused. */
export interface ActAnswer {
  readonly act: ActName;
  readonly dryRun: boolean;
  /** The equal commands, one a line. */
  readonly kubectl: string;
  readonly plan: ActPlan;
  readonly results: readonly ActResult[];
}

/** A right that is missing. */
export interface MissingRight {
  readonly verb: string;
  /** With its group and subresource as kubectl prints them: `daemonsets.apps`, `pods/eviction`. */
  readonly resource: string;
  readonly namespace: string | null;
}

/** Whether an act is allowed, and if not, what is missing. */
export interface ActRight {
  readonly allowed: boolean;
  readonly missing: readonly MissingRight[];
}

/** Who the caller is, and whether acts are accepted at all. */
interface Access {
  readonly username: string;
  readonly groups: readonly string[];
  /** Why no act is accepted at all, or null. */
  readonly readOnly: 'flag' | 'inCluster' | null;
}

/** GET …/daemonsets/{namespace}/{name}/access: what the caller may do to it. */
export interface ActAccess extends Access {
  /** A wave is allowed when one of its two ways is. */
  readonly acts: Readonly<Record<ActName | 'wave', ActRight>>;
  /** A wave by deletion takes other rights than one by eviction. */
  readonly waves: Readonly<Record<'delete' | 'eviction', ActRight>>;
}

/** GET …/nodes/{node}/access: what the caller may do to it, and to Pods in the Namespaces that were asked about. */
export interface NodeAccess extends Access {
  readonly acts: Readonly<Record<NodeAct['act'], ActRight>>;
  readonly pods: Readonly<Record<string, PodRights>>;
}

/** What the caller may do to the Pods of one Namespace. */
export type PodRights = Readonly<Record<'deletePod' | 'evictPod', ActRight>>;
