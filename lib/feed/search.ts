import type { Phase } from '#lib/rollout/summary.ts';
import type { Connection } from './connection.ts';

/** A few of those that were found, best first; `more` when there are others. */
export interface SearchPart<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}

export interface DaemonSetFound {
  readonly namespace: string;
  readonly name: string;
  readonly phase: Phase;
}

export interface PodFound {
  readonly namespace: string;
  readonly name: string;
  /** Where it runs or waits to, or null. */
  readonly node: string | null;
  readonly daemonSet: string;
}

/** GET /api/c/{cluster}/search: whatever has a name that holds every word of the query. */
export interface SearchAnswer {
  readonly asOf: string;
  readonly connection: Connection;
  readonly daemonSets: SearchPart<DaemonSetFound>;
  readonly nodes: SearchPart<string>;
  readonly pods: SearchPart<PodFound>;
  /** Those with a DaemonSet. */
  readonly namespaces: SearchPart<string>;
}
