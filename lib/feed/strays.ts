import type { StrayGroup } from '#lib/rollout/stray-pods.ts';

/** GET …/daemonsets/{namespace}/{name}/strays: the Pods that no count and no Node tells of, by kind. */
export interface StraysAnswer {
  readonly asOf: string;
  readonly strays: readonly StrayGroup[];
  /** Why Pods without the label of a DaemonSet's Pods could not be looked for, in one sentence, or null. */
  readonly problem: string | null;
}
