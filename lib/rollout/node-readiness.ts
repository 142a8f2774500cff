import type { Node } from '#lib/kubernetes/node.ts';
import type { NodeRollout } from './node-rollout.ts';

/** Whether one Node can take work, and what it still lacks. */
export interface NodeReadiness {
  readonly ready: boolean;
  /** What the Node says of itself: its Ready condition, `deleting` before that. */
  readonly node: 'ready' | 'notReady' | 'unknown' | 'deleting';
  /** DaemonSets that should run there, and those of them that have an available Pod there. */
  readonly desired: number;
  readonly available: number;
}

/**
 * A Node is ready for work when it says so itself and every DaemonSet that should run there is available there, of
 * whatever revision. Cordoning keeps others away, not the Node from being ready.
 */
export function nodeReadiness(node: Node, rollouts: readonly Pick<NodeRollout, 'counts'>[]): NodeReadiness {
  const desired = rollouts.reduce((sum, { counts }) => sum + counts.desired, 0);
  const available = rollouts.reduce((sum, { counts }) => sum + Math.min(counts.desired, counts.available), 0);
  const itself = saysItself(node);
  return { ready: itself === 'ready' && available === desired, node: itself, desired, available };
}

function saysItself({ metadata, status }: Node): NodeReadiness['node'] {
  if (metadata.deletionTimestamp !== undefined) return 'deleting';
  const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status;
  if (ready === 'True') return 'ready';
  return ready === 'False' ? 'notReady' : 'unknown';
}
