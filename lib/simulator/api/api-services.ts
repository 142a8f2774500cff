import type { Clock } from '../clock.ts';
import type { AccessRules } from './access-rules.ts';
import type { Faults } from './faults.ts';
import type { PodLogSource } from './pod-log-source.ts';
import type { RequestCounters } from './request-counters.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';
import type { OpenWatch } from './watch-handler.ts';

/** What the handlers of the API server work with. */
export interface ApiServices {
  readonly cluster: SimulatedCluster;
  readonly access: AccessRules;
  readonly faults: Faults;
  readonly counters: RequestCounters;
  readonly watches: Set<OpenWatch>;
  /** Time on the wire, which runs also when the cluster's clock stands still. */
  readonly wireClock: Clock;
  readonly bookmarkIntervalMs: number;
  readonly maxBacklogLines: number;
  podLogs: PodLogSource | undefined;
}
