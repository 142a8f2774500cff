import { stalePodOn, type WaveFacts, type WaveNode } from './wave-facts.ts';
import { compareNodes } from './wave-order.ts';
import type { WaveRecord } from './wave-record.ts';
import { compileScope } from './wave-scope.ts';

const BEING_REPLACED: ReadonlySet<string> = new Set(['replacing', 'starting', 'ready']);

/** What there is left to do. */
export interface Survey {
  /** Nodes whose stale Pod is the wave's and still there, touched ones left out. */
  readonly remaining: number;
  /** The one that comes first, or null. */
  readonly first: WaveNode | null;
  /** Nodes that the controller is replacing at this moment by itself. */
  readonly others: number;
}

/** Looks over all Nodes once. */
export function survey(record: WaveRecord, facts: WaveFacts, now: number): Survey {
  const isRemaining = remainingOf(record);
  const compare = compareNodes(record.pacing.order, record.scope);
  const isRolling = facts.daemonSet?.strategy === 'RollingUpdate';
  const touched = touchedBy(record);
  let remaining = 0;
  let others = 0;
  let first: WaveNode | null = null;
  for (const node of facts.nodes()) {
    if (isRemaining(node)) {
      remaining += 1;
      if (first === null || compare(node, first) < 0) first = node;
    } else if (isRolling && !touched.has(node.name) && isBeingReplaced(node, record, now)) {
      others += 1;
    }
  }
  return { remaining, first, others };
}

/** The Nodes that are still to come, in their order. */
export function remainingNodes(record: WaveRecord, facts: WaveFacts): WaveNode[] {
  return [...facts.nodes()].filter(remainingOf(record)).sort(compareNodes(record.pacing.order, record.scope));
}

function remainingOf(record: WaveRecord): (node: WaveNode) => boolean {
  const isInScope = compileScope(record.scope);
  const touched = touchedBy(record);
  return (node) => {
    const pod = stalePodOn(node);
    return pod !== null && !touched.has(node.name) && isInScope(node.name, pod);
  };
}

function touchedBy({ inFlight, failed, intent }: WaveRecord): ReadonlySet<string> {
  return new Set([...inFlight, ...failed, ...(intent === null ? [] : [intent])].map(({ node }) => node));
}

/** Not for ever: a Pod that has had its time holds nobody up. */
function isBeingReplaced({ rollout }: WaveNode, { pacing }: WaveRecord, now: number): boolean {
  if (!BEING_REPLACED.has(rollout.state)) return false;
  return rollout.pods.every(
    ({ createdAt, updated }) => !updated || now - Date.parse(createdAt) < pacing.availableWithinSeconds * 1000,
  );
}
