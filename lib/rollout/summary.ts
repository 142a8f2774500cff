import type { Message } from './message.ts';
import type { NodeRolloutState } from './node-rollout-state.ts';
import type { Pace } from './pace.ts';
import type { Prediction } from './prediction.ts';
import type { StallClock } from './stall.ts';

export const PHASES = [
  'stalled',
  'degraded',
  'rollingOut',
  'waitingForDelete',
  'nodesJoining',
  'nodesLeaving',
  'notObserved',
  'paused',
  'deleting',
  'complete',
] as const;

/** Attention first, as lists sort. `complete` only when observed, every eligible Node updated and available, none stale. */
export type Phase = (typeof PHASES)[number];

export type SummaryFlag = 'misscheduled' | 'stale' | 'drift';

/** kubectl's counts, computed from Nodes and Pods, never copied from `status`. */
export interface Counts {
  readonly desired: number;
  readonly current: number;
  readonly ready: number;
  readonly updated: number;
  readonly available: number;
  readonly unavailable: number;
  readonly misscheduled: number;
  readonly stale: number;
  readonly missing: number;
}

/** How the Nodes of one revision are counted: live daemon Pods that carry it. */
export interface RevisionPopulation {
  readonly revision: number;
  readonly name: string;
  readonly hash: string;
  readonly pods: number;
  readonly current: boolean;
  readonly createdAt: string;
  readonly changeCause: string | null;
  readonly images: readonly string[];
}

/** Who uses one slot of the update budget. */
export interface BudgetSlot {
  readonly node: string;
  readonly state: NodeRolloutState;
  readonly reason: string;
  /** Since when at least, by the API's own times (RFC 3339); null: the API keeps no time of it. */
  readonly since: string | null;
  /** What has to happen for the slot to be free. */
  readonly frees: Message;
}

export interface Budget {
  readonly kind: 'maxUnavailable' | 'maxSurge' | 'none';
  /** As written in the spec, e.g. `10%`. */
  readonly configured: string;
  /** Resolved against desired as the controller rounds it; 0 for OnDelete. */
  readonly limit: number;
  /** Every user of a slot, first 100; `used` counts them all. */
  readonly used: number;
  readonly slots: readonly BudgetSlot[];
}

/** Nodes that hold the rollout or lack their Pod, grouped by cause. */
export interface Problem {
  /** The word that explains `state` on the first of these Nodes, or the state itself. */
  readonly cause: string;
  /** What needs a person first among `states`. */
  readonly state: NodeRolloutState;
  readonly states: readonly NodeRolloutState[];
  /** The cause, a message below `problem`. */
  readonly title: Message;
  /** The one next step, a message below `step`. */
  readonly step: Message;
  /** The equal kubectl command, safe to paste, or null. */
  readonly command: string | null;
  /** When the first of these Nodes got into trouble, by the API's own times (RFC 3339), or null. */
  readonly since: string | null;
  /** The most restarts of one Pod. */
  readonly restarts: number;
  /** How many of the Nodes hold a slot of the update budget. */
  readonly slots: number;
  readonly nodeCount: number;
  /** First 100 by name. */
  readonly nodes: readonly string[];
  /** The name of one of the Pods, on the first of these Nodes that has one; null: none has. */
  readonly pod: string | null;
  /** One example of the cluster's own words, or null. */
  readonly message: string | null;
}

/** One DaemonSet in one row. */
export interface Summary extends Counts {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: string;
  readonly phase: Phase;
  /** One line of evidence for the phase. */
  readonly reason: Message;
  /** The sentence of `kubectl rollout status`, or ours for OnDelete. */
  readonly sentence: Message;
  readonly flags: readonly SummaryFlag[];
  readonly strategy: 'RollingUpdate' | 'OnDelete';
  readonly maxUnavailable: string;
  readonly maxSurge: string;
  readonly minReadySeconds: number;
  readonly generation: number;
  readonly observedGeneration: number;
  /** The update revision's number; 0 while it does not exist yet. */
  readonly revision: number;
  readonly images: readonly string[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Nodes by state; sums to the number of Nodes of the cluster. */
  readonly states: Readonly<Record<NodeRolloutState, number>>;
  /** The object's own status, field by field where it differs from ours. */
  readonly drift: readonly { readonly field: string; readonly status: number; readonly computed: number }[];
}

/** What the DaemonSet page shows beside the grid. */
export interface DaemonSetDetail extends Summary {
  readonly budget: Budget;
  readonly revisions: readonly RevisionPopulation[];
  readonly problems: readonly Problem[];
  /** What will go wrong with the next change, or already lies in wait: messages below `warning`, the gravest first. */
  readonly warnings: readonly Message[];
  /** What the controller does next. */
  readonly prediction: Prediction;
  /** Null unless an update runs and at least three of its Pods have become available. */
  readonly pace: Pace | null;
  /** Null while nothing has to happen by itself. */
  readonly stall: StallClock | null;
}
