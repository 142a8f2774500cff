import type { Message } from '#lib/rollout/message.ts';

/** How fast and in which order stale Pods go; lib/feed/wave.ts says what each member means to a person. */
export interface WavePacing {
  readonly order: 'zone' | 'oldest' | 'worst' | 'selection';
  readonly size: number | string;
  readonly pauseSeconds: number;
  readonly failuresAllowed: number;
  readonly availableWithinSeconds: number;
  readonly by: 'delete' | 'eviction';
}

/** The DaemonSet as it was when the wave began: any other state of it is another wave's business. */
export interface WaveTarget {
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  /** Number and hash of the update revision. */
  readonly revision: number;
  readonly hash: string;
}

/**
 * Which stale Pods belong to the wave, so that 5,000 of them fit into one annotation. Pods that were created after
 * `newest` never do: they were made when the wave ran already.
 */
export type WaveScope =
  | { readonly kind: 'all'; readonly newest: string }
  /** In the order of the selection. */
  | { readonly kind: 'nodes'; readonly newest: string; readonly names: readonly string[] }
  /** An exact-filter.ts over the uids of the Pods. */
  | { readonly kind: 'filter'; readonly newest: string; readonly filter: string };

/** The one Pod that goes next. It stands in the Lease before the Pod is deleted, so that whoever resumes knows of it. */
export interface WaveIntent {
  readonly node: string;
  readonly pod: string;
  readonly uid: string;
  /** Times are milliseconds since the epoch by the API server's clock. */
  readonly since: number;
  /** The PodDisruptionBudget that refuses the eviction, or ''. */
  readonly budget: string;
  /** Why that one can allow nothing at all, or ''. */
  readonly budgetProblem: string;
  readonly retryAt: number | null;
}

/** A Node whose stale Pod is deleted and whose new one is not available yet. */
export interface InFlightNode {
  readonly node: string;
  readonly since: number;
}

/** A Node whose new Pod failed. It keeps its place in the step until it is available after all, or is given up by a retry. */
export interface FailedNode extends InFlightNode {
  readonly reason: string;
}

export type WaveRecordState = 'running' | 'paused' | 'stopped' | 'failed' | 'complete';

/** Everything that a wave is, and all that a resuming server knows of it besides the cluster itself. */
export interface WaveRecord {
  readonly id: string;
  /** Of the click that started it, or ''. */
  readonly requestId: string;
  readonly target: WaveTarget;
  readonly pacing: WavePacing;
  readonly scope: WaveScope;
  /** `pacing.size` resolved against `total`. */
  readonly stepSize: number;
  readonly state: WaveRecordState;
  readonly reason: Message;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly startedBy: string;
  /** Who lends it their own credentials, which are in no Lease; '' when it runs with those of the server. */
  readonly actor: string;
  readonly endedAt: string | null;
  readonly total: number;
  readonly done: number;
  /** Failed Nodes that a retry has given up; they hold no place any more. */
  readonly forgiven: number;
  /** How many Pods this step has deleted so far. */
  readonly opened: number;
  /** Which zone this step is in, when zones go one by one. */
  readonly zone: string | null;
  /** The next step begins then, or null. */
  readonly pauseUntil: number | null;
  readonly intent: WaveIntent | null;
  readonly inFlight: readonly InFlightNode[];
  readonly failed: readonly FailedNode[];
}
