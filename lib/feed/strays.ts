import type { StrayGroup } from '#lib/rollout/stray-pods.ts';

/** GET …/daemonsets/{namespace}/{name}/strays: the Pods that no count and no Node tells of, by kind. */
export interface StraysAnswer {
  readonly asOf: string;
  readonly strays: readonly StrayGroup[];
}
