import type { NodeRollout } from './node-rollout.ts';
import { ATTENTION_ORDER, type NodeRolloutState } from './node-rollout-state.ts';
import { compareText } from './pod-order.ts';
import type { Phase, Problem } from './summary.ts';

const NODES_SHOWN = 100;
const ALWAYS: ReadonlySet<NodeRolloutState> = new Set(['failing', 'missing', 'misscheduled']);
const WHEN_EXPLAINED: ReadonlySet<NodeRolloutState> = new Set(['surging', 'outdated']);
const WHEN_HELD: ReadonlySet<NodeRolloutState> = new Set(['starting', 'replacing', 'surging', 'ready']);

/**
 * Nodes that hold the rollout or lack their Pod, grouped by state and cause: what needs a person first.
 * Nodes that merely take their turn are listed only when the rollout is held.
 */
export function problemsOf(rollouts: Iterable<NodeRollout>, phase: Phase): readonly Problem[] {
  const held = phase === 'stalled' || phase === 'degraded';
  const groups = new Map<string, NodeRollout[]>();
  for (const rollout of rollouts) {
    if (isProblem(rollout, held)) {
      const key = JSON.stringify([rollout.state, rollout.reason]);
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [rollout]);
      } else {
        group.push(rollout);
      }
    }
  }
  return [...groups.values()].map(problemOf).sort(compareProblems);
}

function isProblem({ state, reason }: NodeRollout, held: boolean): boolean {
  return ALWAYS.has(state) || (WHEN_EXPLAINED.has(state) && reason !== '') || (held && WHEN_HELD.has(state));
}

function problemOf(group: readonly NodeRollout[]): Problem {
  const sorted = group.toSorted((a, b) => compareText(a.node, b.node));
  const { state, reason } = sorted[0] as NodeRollout;
  return {
    cause: reason === '' ? state : reason,
    state,
    nodeCount: sorted.length,
    nodes: sorted.slice(0, NODES_SHOWN).map((rollout) => rollout.node),
    message: sorted.flatMap((rollout) => rollout.pods).find((pod) => pod.message !== null)?.message ?? null,
  };
}

function compareProblems(a: Problem, b: Problem): number {
  const order = ATTENTION_ORDER.indexOf(a.state) - ATTENTION_ORDER.indexOf(b.state);
  return order || b.nodeCount - a.nodeCount || compareText(a.cause, b.cause);
}
