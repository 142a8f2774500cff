import type { Pod } from '#lib/kubernetes/pod.ts';
import { assessNode, type NodeAssessment } from '#lib/rollout/node-assessment.ts';
import { compilePlacement } from '#lib/rollout/placement.ts';
import { revisionContext } from '#lib/rollout/revisions.ts';
import { aDaemonSet } from './a-daemon-set.ts';
import { aNode } from './a-node.ts';
import { aPod, type PodBuilder } from './a-pod.ts';
import { aRevision } from './a-revision.ts';

/** The moment at which these Nodes are looked at. */
export const NOW = Date.parse('2026-01-01T01:00:00Z');
/** When an older Pod was created. */
export const OLD = '2026-01-01T00:10:00Z';
/** When a younger Pod was created. */
export const YOUNG = '2026-01-01T00:50:00Z';

const daemonSet = aDaemonSet().build();
const revisions = revisionContext(daemonSet, [aRevision(daemonSet, 'new').numbered(2).build()]);

/** An updated Pod, available. */
export function updatedPod(name: string): PodBuilder {
  return aPod(daemonSet, name).ofRevision('new').createdAt(OLD);
}

/** An outdated Pod, available. */
export function stalePod(name: string): PodBuilder {
  return updatedPod(name).ofRevision('old');
}

export interface NodeSetting {
  readonly taint?: string;
  readonly minReadySeconds?: number;
  readonly surge?: boolean;
}

/** What the Node `node-1` with these Pods says. */
export function assessmentOf(
  pods: readonly PodBuilder[],
  { taint, minReadySeconds = 0, surge = false }: NodeSetting = {},
): NodeAssessment {
  const node = taint === undefined ? aNode().build() : aNode().withTaint('x', taint).build();
  const placement = compilePlacement(daemonSet.spec.template)(node);
  const built: readonly Pod[] = pods.map((builder) => builder.build());
  return assessNode({ node, placement, pods: built, revisions, minReadySeconds, surge, now: NOW });
}
