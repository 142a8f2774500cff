import type { ActAccess, ActAnswer, NodeAccess } from '#lib/feed/act.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import type { World } from '#lib/testing/contract/world.ts';

export interface DaemonSetName {
  readonly namespace: string;
  readonly name: string;
}

/** What POST …/acts answered: the act's own answer or a refusal. */
export interface Answered {
  readonly status: number;
  readonly body: Partial<ActAnswer> & {
    readonly error?: { readonly code: string; readonly message: string; readonly field?: string };
  };
}

/** A cluster behind the product's HTTP API: the acts' laws know nothing else of either. */
export interface ActCluster {
  /** The cluster itself, as its administrator. */
  readonly world: World;
  /** POST …/acts with this text as its body. */
  post(daemonSet: DaemonSetName, body: string): Promise<Answered>;
  access(daemonSet: DaemonSetName): Promise<ActAccess>;
  /** POST …/nodes/{node}/acts with this text as its body. */
  postToNode(node: string, body: string): Promise<Answered>;
  nodeAccess(node: string, namespaces: readonly string[]): Promise<NodeAccess>;
  /** What the product knows of the DaemonSet now. */
  summary(daemonSet: DaemonSetName): Promise<Summary | undefined>;
  stop(): Promise<void>;
}
