import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import type { DaemonSetBuilder } from './a-daemon-set.ts';
import { aNode } from './a-node.ts';
import { aPod, type PodBuilder } from './a-pod.ts';
import { aRevision } from './a-revision.ts';

/** The moment at which `summaryOf` looks unless told otherwise. */
export const NOW = Date.parse('2026-01-02T00:00:00Z');
const REVISED = '2026-01-01T12:00:00Z';
/** When the Pods of `summaryOf` were created: a minute ago. */
export const RECENT = new Date(NOW - 60_000).toISOString();

/** The Pod on a Node: of the update revision, of another, none, or as a step makes it. */
export type OnNode = 'new' | 'old' | 'none' | ((pod: PodBuilder) => PodBuilder);

export interface SummarySetting {
  readonly joinedAt?: string;
  readonly withoutRevision?: boolean;
  readonly now?: number;
}

/** The Summary of a DaemonSet on Nodes node-0, node-1, … each with the Pod that the list says. */
export function summaryOf(builder: DaemonSetBuilder, nodes: readonly OnNode[], setting: SummarySetting = {}): Summary {
  const daemonSet = builder.build();
  const cluster = createClusterRollout();
  cluster.setDaemonSet(daemonSet);
  if (setting.withoutRevision !== true) {
    cluster.setControllerRevision(aRevision(daemonSet, 'new').numbered(2).createdAt(REVISED).build());
  }
  for (const [index, kind] of nodes.entries()) {
    const node = aNode(`node-${index}`);
    const isSettled = kind === 'new';
    cluster.setNode((setting.joinedAt === undefined || isSettled ? node : node.createdAt(setting.joinedAt)).build());
    const pod = aPod(daemonSet, `pod-${index}`).on(`node-${index}`).ofRevision('new').createdAt(RECENT);
    if (kind !== 'none') {
      cluster.setPod((typeof kind === 'function' ? kind(pod) : pod.ofRevision(kind)).build());
    }
  }
  cluster.settle(setting.now ?? NOW);
  const summary = cluster.summaries().get(daemonSet.metadata.uid);
  if (summary === undefined) {
    throw new Error('no summary');
  }
  return summary;
}

/** A Pod whose image cannot be pulled. */
export const pullFails = (pod: PodBuilder): PodBuilder => pod.waiting('ImagePullBackOff', 'not found');
/** A Pod whose containers are being created. */
export const creating = (pod: PodBuilder): PodBuilder => pod.waiting('ContainerCreating');
