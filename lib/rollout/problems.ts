import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { misscheduledCause } from './misscheduled-cause.ts';
import type { DaemonPod, NodeRollout } from './node-rollout.ts';
import { ATTENTION_ORDER, type NodeRolloutState } from './node-rollout-state.ts';
import { podCause } from './pod-cause.ts';
import { hasPodFailed } from './pod-failure.ts';
import { compareText } from './pod-order.ts';
import { problemSince } from './problem-since.ts';
import { problemStep } from './problem-step.ts';
import { startAllowance, startLimit } from './start-limit.ts';
import type { BudgetSlot, Phase, Problem } from './summary.ts';
import { earliest, knownTimeText } from './times.ts';
import { wantedLabels } from './wanted-labels.ts';

const NODES_SHOWN = 100;
const ALWAYS: ReadonlySet<NodeRolloutState> = new Set(['failing', 'missing', 'misscheduled']);
const WHEN_LATE: ReadonlySet<NodeRolloutState> = new Set(['starting', 'surging']);
const WHEN_HELD: ReadonlySet<NodeRolloutState> = new Set(['starting', 'replacing', 'surging', 'ready']);

/** What the problems of one DaemonSet are read from. Only Nodes with a problem have their Pods looked at. */
export interface ProblemSources {
  readonly daemonSet: DaemonSet;
  readonly phase: Phase;
  readonly slots: readonly Pick<BudgetSlot, 'node'>[];
  readonly nodes: ReadonlyMap<string, Node>;
  podsOn(node: string): readonly Pod[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Case {
  readonly rollout: NodeRollout;
  readonly view: DaemonPod | undefined;
  readonly cause: Message;
  readonly since: number | null;
  /** What the Node would have to be labelled with for the Pod to be scheduled; only where its labels are the cause. */
  readonly labels?: readonly string[] | null;
}

/**
 * Nodes that hold the rollout or lack their Pod, grouped by cause, each with one next step: what needs a person first.
 * Nodes that merely take their turn are listed only when the rollout is held.
 */
export function problemsOf(rollouts: Iterable<NodeRollout>, sources: ProblemSources): readonly Problem[] {
  const groups = new Map<string, Case[]>();
  for (const rollout of rollouts) {
    if (isProblem(rollout, sources)) {
      const found = caseOf(rollout, sources);
      const key = JSON.stringify([found.cause.code, found.cause.params]);
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [found]);
      } else {
        group.push(found);
      }
    }
  }
  const slots = new Set(sources.slots.map(({ node }) => node));
  return [...groups.values()].map((group) => problemOf(group, sources.daemonSet, slots)).sort(compareProblems);
}

function isProblem(rollout: NodeRollout, sources: ProblemSources): boolean {
  const { state, reason, pods } = rollout;
  const { phase, now } = sources;
  const held = phase === 'stalled' || phase === 'degraded';
  const overdue = pods.some(({ terminatingUntil }) => terminatingUntil !== null && Date.parse(terminatingUntil) <= now);
  return (
    ALWAYS.has(state) ||
    overdue ||
    (state === 'outdated' && reason !== '') ||
    (held && WHEN_HELD.has(state)) ||
    (WHEN_LATE.has(state) && isLate(rollout, sources))
  );
}

/** True when the updated Pod reports a failure beside an outdated one, or has taken too long to become ready. */
function isLate(rollout: NodeRollout, { daemonSet, podsOn, now }: ProblemSources): boolean {
  const view = podInQuestion(rollout);
  const pod = view && podsOn(rollout.node).find(({ metadata }) => metadata.uid === view.uid);
  if (pod === undefined || view?.ready === true) {
    return false;
  }
  const limit = startLimit(pod, startAllowance(daemonSet.spec.template.spec));
  return hasPodFailed(pod) || (limit !== null && limit <= now);
}

function caseOf(rollout: NodeRollout, { daemonSet, nodes, podsOn, now }: ProblemSources): Case {
  const view = podInQuestion(rollout);
  const pod = view && podsOn(rollout.node).find(({ metadata }) => metadata.uid === view.uid);
  const node = nodes.get(rollout.node);
  const since = problemSince({ pod, node, daemonSet });
  if (view === undefined || pod === undefined) {
    return { rollout, view, since, cause: modelMessage('problem.missing', {}) };
  }
  if (rollout.state === 'misscheduled' && view.terminatingUntil === null) {
    return { rollout, view, since, cause: misscheduledCause(rollout.placement) };
  }
  const templateSelector = view.updated ? (daemonSet.spec.template.spec.nodeSelector ?? {}) : null;
  const cause = podCause({ pod, node, templateSelector, now });
  const labels = cause.code === 'problem.nodeAffinity' && node !== undefined ? wantedLabels(pod, node) : null;
  return { rollout, view, since, cause, labels };
}

// The updated Pod as long as it is not ready; else the one that it waits for.
function podInQuestion({ pods }: NodeRollout): DaemonPod | undefined {
  const updated = pods.find((pod) => pod.updated && pod.terminatingUntil === null);
  return updated !== undefined && !(updated.ready && pods.length > 1) ? updated : pods[0];
}

function problemOf(group: readonly Case[], { metadata }: DaemonSet, slots: ReadonlySet<string>): Problem {
  const sorted = group.toSorted((a, b) => compareText(a.rollout.node, b.rollout.node));
  const byAttention = sorted.toSorted((a, b) => attention(a.rollout.state) - attention(b.rollout.state));
  const { rollout, cause } = byAttention[0] as Case;
  const shown = sorted.slice(0, NODES_SHOWN);
  const since = earliest(sorted.map((one) => one.since));
  const nodes = shown.map((one) => one.rollout.node);
  const target = {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    nodes,
    pods: shown.flatMap(({ view }) => view?.name ?? []),
    nodeCount: sorted.length,
    labels: commonLabels(sorted),
  };
  return {
    cause: rollout.reason === '' ? rollout.state : rollout.reason,
    state: rollout.state,
    states: [...new Set(byAttention.map((one) => one.rollout.state))],
    nodeCount: sorted.length,
    nodes,
    pod: target.pods[0] ?? null,
    message: sorted.find(({ view }) => view?.message)?.view?.message ?? null,
    title: cause,
    since: knownTimeText(since),
    restarts: Math.max(0, ...sorted.map(({ view }) => view?.restarts ?? 0)),
    slots: sorted.filter((one) => slots.has(one.rollout.node)).length,
    ...problemStep(cause, target),
  };
}

/** What all of them lack alike, else nothing. */
function commonLabels(cases: readonly Case[]): readonly string[] {
  const [first = [], ...others] = cases.map(({ labels }) => labels ?? []);
  return others.every((labels) => labels.join() === first.join()) ? first : [];
}

function attention(state: NodeRolloutState): number {
  return ATTENTION_ORDER.indexOf(state);
}

function compareProblems(a: Problem, b: Problem): number {
  return attention(a.state) - attention(b.state) || b.nodeCount - a.nodeCount || compareText(a.title.code, b.title.code);
}
