import type { NodeCondition, Taint } from '#lib/kubernetes/node.ts';
import type { NodeReadiness } from '#lib/rollout/node-readiness.ts';
import type { DaemonPod } from '#lib/rollout/node-rollout.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { RoomPod } from '#lib/rollout/node-room.ts';
import type { PlacementReason } from '#lib/rollout/placement-reason.ts';
import type { RoomResource } from '#lib/rollout/room-amounts.ts';
import type { Phase } from '#lib/rollout/summary.ts';
import type { Connection } from './connection.ts';

/** What one DaemonSet does on the Node: the contract's NodeRow with the DaemonSet's name and phase. */
export interface DaemonSetOnNode {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly phase: Phase;
  readonly node: string;
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
  readonly reasons: readonly (PlacementReason & { readonly text: string })[];
  readonly state: NodeRolloutState;
  readonly reason: string;
  readonly pods: readonly (Omit<DaemonPod, 'namespace' | 'finalizers'> & { readonly terminating: boolean })[];
  readonly scheduler?: readonly { readonly code: string; readonly text: string }[];
}

/** GET /api/c/{cluster}/nodes/{node}. */
export interface NodeAnswer {
  readonly asOf: string;
  readonly connection: Connection;
  readonly node: string;
  readonly uid: string;
  readonly createdAt: string;
  readonly deletingSince: string | null;
  readonly attributes: { readonly zone: string; readonly pool: string; readonly role: string; readonly instanceType: string };
  /** Bits of TROUBLE. */
  readonly trouble: number;
  readonly readiness: NodeReadiness;
  readonly labels: Readonly<Record<string, string>>;
  /** `keepsAway`: the DaemonSets without a toleration of it, as `namespace/name`; none for PreferNoSchedule, which never decides. */
  readonly taints: readonly (Taint & { readonly keepsAway: readonly string[] })[];
  readonly unschedulable: boolean;
  readonly conditions: readonly NodeCondition[];
  readonly allocatable: Readonly<Record<string, string>>;
  readonly capacity: Readonly<Record<string, string>>;
  readonly nodeInfo: { readonly kubeletVersion?: string };
  readonly daemonSets: readonly DaemonSetOnNode[];
}

/** A Pod on the Node that is of no DaemonSet. */
export interface OtherPod extends RoomPod {
  readonly createdAt: string;
  readonly priority: number;
  /** What it asks for, as quantities; '0' when it asks for none. */
  readonly asks: { readonly cpu: string; readonly memory: string };
  readonly leaving: boolean;
  /** A static Pod is run by the kubelet from a file: evicting it changes nothing. */
  readonly static: boolean;
}

/** GET /api/c/{cluster}/nodes/{node}/resources: read with the caller's rights when it is asked for. */
export interface NodeResourcesAnswer {
  readonly asOf: string;
  /** False when the Node has more Pods than were read: then less is free than said. */
  readonly complete: boolean;
  readonly resources: readonly RoomResource[];
  readonly daemonPods: number;
  /** Those that ask for most memory first, at most 200. */
  readonly others: readonly OtherPod[];
  readonly otherCount: number;
}
