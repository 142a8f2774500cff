import 'server-only';
import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';

/** What each Node of the cluster does for the DaemonSet, by name. */
export function allRollouts({ hub, uid }: Pick<FoundDaemonSet, 'hub' | 'uid'>): readonly NodeRollout[] {
  return [...hub.rollout.nodes().keys()].sort().flatMap((node) => hub.rollout.nodeRollout(uid, node) ?? []);
}
