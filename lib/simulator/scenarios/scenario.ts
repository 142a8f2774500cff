import type { Clock } from '../clock.ts';
import type { ClusterApi } from '../cluster-api.ts';
import type { Past } from './past.ts';

/** What goes on in a scenario after its start. */
export interface Stage {
  readonly api: ClusterApi;
  readonly clock: Clock;
}

/** A named situation of the simulated cluster. */
export interface Scenario {
  readonly name: string;
  /** One sentence, shown to people. */
  readonly description: string;
  /** `namespace/name` of the DaemonSet that `start`, `break` and `mend` act on. */
  readonly subject: string;
  /** True when the subject is rolled again and again without being asked. */
  readonly keepsRolling: boolean;
  /** Nodes when the caller does not say; 60 when absent. */
  readonly nodes?: number;
  /** Makes the objects as they are when the cluster starts. */
  build(past: Past): void;
  /** Starts what goes on by itself; returns the stop. */
  play?(stage: Stage): () => void;
}
