import type { Message } from './message.ts';

/** The objects that a step may name: the DaemonSet, and the affected Nodes and Pods by name, first ones only. */
export interface StepTarget {
  readonly namespace: string;
  readonly name: string;
  readonly nodes: readonly string[];
  readonly pods: readonly string[];
  /** All affected Nodes; absent: as many as are named. */
  readonly nodeCount?: number;
  /** What `kubectl label` would have to be told for the Pods to match these Nodes; empty when they differ in it or labels do not help. */
  readonly labels?: readonly string[];
}

/** What to do next about one cause, and the equal kubectl command where there is one. */
export interface ProblemStep {
  readonly step: Message;
  readonly command: string | null;
}

/** Makes the next step for one cause. */
export type Step = (target: StepTarget, params: Message['params']) => ProblemStep;
