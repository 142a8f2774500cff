import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { budgetLimit } from './budget.ts';
import { type DeletionWait, deletionWait } from './deletion-wait.ts';
import { NODE_ROLLOUT_STATES, type NodeRolloutState } from './node-rollout-state.ts';
import type { PlainNodes } from './plain-node.ts';
import { predictManage } from './predict-manage.ts';
import { all, type PredictedChoice, predictSurge, predictUpdate } from './predict-update.ts';
import { PREDICTION_CAUSES, type PredictedAct, type PredictionCause, type PredictionNode } from './prediction-step.ts';
import type { RevisionContext } from './revisions.ts';
import { smallestNames } from './smallest-names.ts';
import { timeText } from './times.ts';

/** Acts of one kind and cause that come next. */
export interface PredictedStep {
  readonly kind: 'create' | 'delete';
  readonly cause: PredictionCause;
  /**
   * `certain`: on every one of the Nodes. `choice`: on `choose` of them, and which ones is not known.
   * `backOff`: on every one, at once or after a back-off of which the controller tells nobody (15 minutes at most).
   */
  readonly certainty: 'certain' | 'choice' | 'backOff';
  readonly choose: number;
  readonly nodeCount: number;
  /** First 100 by name. */
  readonly nodes: readonly string[];
  /** The states of all these Nodes. */
  readonly states: readonly NodeRolloutState[];
  /** RFC 3339: not before minReadySeconds of a Pod are over at this time; null: now. */
  readonly after: string | null;
  /** Only after the steps before it, in the same sync when the controller sees their effects in time, else in the next. */
  readonly follows: boolean;
}

/** What has to happen before the controller acts; `nodes` of them hold it. */
export interface PredictionWait {
  readonly code: 'nothing' | DeletionWait | 'revision' | 'person' | 'podsGone' | 'podsAvailable' | 'nodeGone';
  readonly nodes: number;
}

/** What the DaemonSet controller does next if nothing else happens; `waitsFor` is null while a step is due now. */
export interface Prediction {
  readonly steps: readonly PredictedStep[];
  readonly waitsFor: PredictionWait | null;
}

export interface PredictionInput {
  readonly daemonSet: DaemonSet;
  readonly revisions: RevisionContext;
  /** The Nodes that need a look of their own, and every missing one that a Pod names. */
  readonly nodes: readonly PredictionNode[];
  readonly plain: PlainNodes;
  readonly surge: boolean;
  readonly desired: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface StepContext {
  readonly at: number;
  readonly input: PredictionInput;
  readonly follows: boolean;
}

/** The most Pods that one sync creates, and the most that it deletes. */
const BURST = 250;
const NODES_SHOWN = 100;

/** Predicts from what is there, never from what happened. Looks at `nodes` a few times. */
export function predict(input: PredictionInput): Prediction {
  const { daemonSet, revisions, now } = input;
  if (daemonSet.metadata.deletionTimestamp) {
    return { steps: [], waitsFor: { code: deletionWait(daemonSet.metadata.finalizers ?? []), nodes: 0 } };
  }
  if (revisions.current === null && revisions.templateGeneration === null) {
    return { steps: [], waitsFor: { code: 'revision', nodes: 0 } };
  }
  const steps = stepsAt(input, now);
  if (steps === null) {
    return { steps: [], waitsFor: waitOf(input, { isBlocked: true }) };
  }
  if (steps.length > 0) {
    return { steps, waitsFor: null };
  }
  return { steps: laterSteps(input), waitsFor: waitOf(input, { isBlocked: false }) };
}

// null: the update itself fails.
function stepsAt(input: PredictionInput, at: number): readonly PredictedStep[] | null {
  const { nodes, surge } = input;
  const managed = nodes.flatMap((node) => predictManage(node, { surge, hash: pruningHash(input.revisions), at }));
  const certain = managed.filter((act) => act.cause !== 'failedPod');
  const updates = updateChoices({ ...input, nodes: withoutDeleted(nodes, certain) }, at);
  if (updates === null && managed.length === 0) {
    return null;
  }
  // An update replaces a failed old Pod at once, whatever the back-off.
  const replaced = new Set(
    updates?.flatMap(({ acts }) => acts).flatMap(({ cause, pod }) => (cause === 'outsideBudget' ? (pod ?? []) : [])),
  );
  const kept = managed.filter(({ pod }) => pod === undefined || !replaced.has(pod));
  const follows = certain.length > 0;
  return [
    ...choicesByCause(kept).map((choice) => stepOf(choice, { at, input, follows: false })),
    ...(updates ?? []).filter(({ choose }) => choose > 0).map((choice) => stepOf(choice, { at, input, follows })),
  ];
}

// What the update sees once the controller has watched its own deletions; a created Pod counts as its absence does.
function withoutDeleted(nodes: readonly PredictionNode[], acts: readonly PredictedAct[]): readonly PredictionNode[] {
  const deleted = new Set(acts.flatMap(({ pod }) => pod ?? []));
  if (deleted.size === 0) {
    return nodes;
  }
  const touched = new Set(acts.map(({ node }) => node));
  return nodes.map((node) => {
    return touched.has(node)
      ? { ...node, pods: node.pods.map((pod) => (deleted.has(pod) ? { ...pod, terminating: true } : pod)) }
      : node;
  });
}

function updateChoices(input: PredictionInput, at: number): readonly PredictedChoice[] | null {
  const { daemonSet, nodes, plain, surge, desired } = input;
  const { kind, limit } = budgetLimit(daemonSet, desired);
  if (kind === 'none') {
    return [];
  }
  // A percentage of nothing is no surge.
  const predictNext = surge && limit > 0 ? predictSurge : predictUpdate;
  return predictNext(nodes, { limit, desired, plain, at });
}

// Availability only grows with time, so the earliest moment at which something is due can be searched for.
function laterSteps(input: PredictionInput): readonly PredictedStep[] {
  const times = [...new Set(input.nodes.flatMap(({ pods }) => pods.flatMap(({ availableAt }) => availableAt ?? [])))];
  times.sort((a, b) => a - b);
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = stepsAt(input, times[middle] ?? 0);
    if (found !== null && found.length > 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const at = times[low];
  return at === undefined ? [] : (stepsAt(input, at) ?? []);
}

function waitOf({ daemonSet, nodes, plain }: PredictionInput, { isBlocked }: { isBlocked: boolean }): PredictionWait {
  const count = (holds: (node: PredictionNode) => boolean) => nodes.filter(holds).length;
  if (isBlocked) {
    return { code: 'nodeGone', nodes: count((node) => !node.exists) };
  }
  const leaving = count(({ placement, pods }) => placement.shouldRun && pods.length > 0 && pods.every((pod) => pod.terminating));
  if (leaving > 0) {
    return { code: 'podsGone', nodes: leaving };
  }
  const stale = plain.queued.size + count(({ pods }) => pods.some((pod) => pod.live && !pod.view.updated));
  if (stale > 0 && daemonSet.spec.updateStrategy?.type === 'OnDelete') {
    return { code: 'person', nodes: stale };
  }
  const unavailable = count(({ pods }) => pods.some((pod) => pod.live && pod.view.updated && !pod.view.available));
  return unavailable > 0 ? { code: 'podsAvailable', nodes: unavailable } : { code: 'nothing', nodes: 0 };
}

// Without a template that equals the DaemonSet's, either the new revision is on its way or its form has changed.
function pruningHash({ hash, current }: RevisionContext): string | null {
  return hash === '' && current !== null ? null : hash;
}

function choicesByCause(acts: readonly PredictedAct[]): readonly PredictedChoice[] {
  const groups = Map.groupBy(acts, (act) => act.cause);
  return PREDICTION_CAUSES.flatMap((cause) => {
    const group = groups.get(cause);
    return group?.[0] === undefined ? [] : all(group[0].kind, cause, group);
  });
}

function stepOf({ kind, cause, acts, queued, choose }: PredictedChoice, { at, input, follows }: StepContext): PredictedStep {
  const names = new Set(acts.map((act) => act.node.node));
  const more = queued?.size ?? 0;
  const most = Math.min(choose, BURST);
  const certainty = cause === 'failedPod' ? 'backOff' : most < acts.length + more ? 'choice' : 'certain';
  return {
    kind,
    cause,
    certainty,
    choose: most,
    nodeCount: names.size + more,
    nodes: smallestNames([...names, ...(queued?.first(NODES_SHOWN) ?? [])], NODES_SHOWN),
    states: NODE_ROLLOUT_STATES.filter(
      (state) => (more > 0 && state === 'outdated') || acts.some((act) => act.node.state === state),
    ),
    after: at > input.now ? timeText(at) : null,
    follows,
  };
}
