import type { NodeCondition, Taint } from '#lib/kubernetes/node.ts';
import type { Message } from '#lib/rollout/message.ts';
import type { DaemonPod } from '#lib/rollout/node-rollout.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { NodeRoom } from '#lib/rollout/node-room.ts';
import type { PlacementReason } from '#lib/rollout/placement-reason.ts';
import type { ProblemStep } from '#lib/rollout/step-target.ts';

/** A taint with the toleration that covers it, worded `key=value:Effect`, and where that one comes from; null when none does. */
export interface TaintVerdict extends Taint {
  readonly toleratedBy: { readonly toleration: string; readonly from: 'template' | 'controller' } | null;
  /** PreferNoSchedule taints never decide. */
  readonly decides: boolean;
}

/** GET …/daemonsets/{namespace}/{name}/nodes/{node}: all that the node panel shows without a further request. */
export interface NodeDetail {
  readonly asOf: string;
  readonly node: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintVerdict[];
  readonly unschedulable: boolean;
  readonly conditions: readonly NodeCondition[];
  readonly kubeletVersion: string;
  readonly createdAt: string;
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
  readonly reasons: readonly PlacementReason[];
  readonly state: NodeRolloutState;
  readonly reason: string;
  readonly pods: readonly (DaemonPod & { readonly containers: readonly string[] })[];
  /** Why the scheduler does not place a Pod here: messages below `problem`. */
  readonly scheduler: readonly Message[];
  readonly terminations: readonly PodTermination[];
}

/** A Pod that is being deleted: why it is still there, and what to do about it. */
export interface PodTermination extends ProblemStep {
  readonly pod: string;
  readonly cause: Message;
  /** Since when the kubelet has said nothing (RFC 3339), when that is the cause; else null. */
  readonly silentSince: string | null;
}

/** GET …/daemonsets/{namespace}/{name}/nodes/{node}/events: newest first, at most 100. */
export interface EventRow {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly object: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly source: string;
}

/** GET …/daemonsets/{namespace}/{name}/nodes/{node}/resources. */
export interface NodeRoomAnswer extends NodeRoom {
  readonly asOf: string;
  /** False when the Node has more Pods than were read: then less is free than said. */
  readonly complete: boolean;
}
