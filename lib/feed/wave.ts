import type { Message } from '#lib/rollout/message.ts';

export const WAVE_ORDERS = ['zone', 'oldest', 'worst', 'selection'] as const;
export type WaveOrder = (typeof WAVE_ORDERS)[number];

/** What a person decides about a paced deletion of stale Pods. */
export interface WaveSettings {
  /** Only the stale Pods on these Nodes; absent: every stale Pod there is at the start. */
  readonly nodes?: readonly string[];
  readonly order: WaveOrder;
  /** How many Nodes at once: a count from 1, or a percentage of the Pods to replace, rounded up. */
  readonly size: number | string;
  /** Between two steps, from 0 to 3,600. */
  readonly pauseSeconds: number;
  /** New Pods that may fail before the wave stops by itself, from 0. */
  readonly failuresAllowed: number;
  /** A new Pod that is not available after so many seconds counts as failed, from 10 to 86,400. */
  readonly availableWithinSeconds: number;
  /** Through the eviction API, which PodDisruptionBudgets may refuse, or by deletion. */
  readonly by: 'delete' | 'eviction';
}

export const WAVE_STATES = ['running', 'paused', 'stopped', 'failed', 'complete'] as const;
export type WaveState = (typeof WAVE_STATES)[number];

/** One wave as anybody may watch it; it lives in the annotation of a Lease beside the DaemonSet. */
export interface Wave {
  readonly id: string;
  readonly state: WaveState;
  readonly settings: WaveSettings;
  readonly startedAt: string;
  /** The name that signed in, or the server's own. */
  readonly startedBy: string;
  readonly endedAt: string | null;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Deleted, and the new Pod not available yet; first 100. */
  readonly inFlight: readonly { readonly node: string; readonly since: string }[];
  /** In the order in which they come; first 100. */
  readonly next: readonly string[];
  /** Why it waits, paused, stopped or failed; messages below `wave`. */
  readonly reason: Message;
  /** Which server runs it now: the holder of the Lease, or null. */
  readonly holder: string | null;
  readonly renewedAt: string | null;
}

/** The body of POST …/wave. */
export type WaveCommand =
  | ({
      readonly command: 'start';
      readonly uid: string;
      readonly dryRun?: boolean;
      readonly confirm?: string;
      readonly requestId?: string;
    } & WaveSettings)
  | { readonly command: 'pause' | 'resume' | 'retry' | 'stop'; readonly id: string };

/** GET …/wave answers the wave that is there, or the last one; DELETE forgets one that has ended. */
export interface WaveAnswer {
  readonly wave: Wave | null;
  /** Of a start with dryRun: what would happen. */
  readonly plan?: {
    readonly nodes: readonly string[];
    readonly nodeCount: number;
    readonly stepSize: number;
    readonly steps: number;
    readonly effects: readonly Message[];
    readonly warnings: readonly Message[];
    readonly confirmation: string | null;
  };
  readonly kubectl: string;
}
