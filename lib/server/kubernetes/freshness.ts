import 'server-only';
import type { Connection, ConnectionState } from '#lib/feed/connection.ts';
import { STALE_AFTER_MS } from '#lib/feed/connection.ts';

/** Silence is counted in ticks of this length: a jump of the machine's clock makes nothing look fresh. */
export const TICK_MS = 500;

export interface FollowedWatch {
  readonly synced: boolean;
  readonly watching: boolean;
  /** Seen as not permitted: neither proves nor disproves anything. */
  readonly forbidden: boolean;
  readonly problem: string | null;
}

interface Followed extends FollowedWatch {
  readonly silentMs: number;
  readonly lastProofAt: number | null;
}

/**
 * Judges how fresh a cluster's data is from the signs of life of its watches and of the probe. A watch is proven by
 * its own bytes, or by the probe while the watch is open.
 */
export interface Freshness {
  update(name: string, watch: FollowedWatch): void;
  /** Stops following a watch. */
  drop(name: string): void;
  /** The watch has sent something. */
  sign(name: string): void;
  /** The probe was answered, or failed with this problem. */
  probed(problem: string | null): void;
  /** Time passed: `TICK_MS`, or more when the machine slept. */
  tick(): void;
  /** How long the watch has been silent, whatever the probe says. */
  silentMs(name: string): number;
  synced(): boolean;
  connection(): Connection;
}

/** `now` in milliseconds since the epoch. */
export function createFreshness(now: () => number): Freshness {
  const watches = new Map<string, Followed & { ownSilentMs: number }>();
  let probeProblem: string | null = null;
  let lastTickAt = now();
  let synced = false;
  let connection: Connection = { state: 'connecting', lastProofAt: null, since: iso(now()), problem: null };

  const prove = (name: string) => {
    const watch = watches.get(name);
    if (watch) watches.set(name, { ...watch, silentMs: 0, lastProofAt: now() });
  };
  const judge = () => {
    const relevant = [...watches.values()].filter((watch) => !watch.forbidden);
    synced ||= relevant.length > 0 && relevant.every((watch) => watch.synced);
    const state = stateOf(synced, relevant, probeProblem);
    const problem = problemOf(state, [...watches.values()], probeProblem);
    const proofs = relevant.map((watch) => watch.lastProofAt);
    const lastProofAt = proofs.length === 0 || proofs.includes(null) ? null : iso(Math.min(...proofs.map(Number)));
    const since = state === connection.state ? connection.since : iso(now());
    connection = { state, lastProofAt, since, problem };
  };

  return {
    update(name, watch) {
      const before = watches.get(name) ?? { silentMs: 0, ownSilentMs: 0, lastProofAt: null };
      watches.set(name, { ...before, ...watch });
      if (watch.watching) prove(name);
      judge();
    },
    drop(name) {
      watches.delete(name);
      judge();
    },
    sign(name) {
      const watch = watches.get(name);
      if (watch) watches.set(name, { ...watch, silentMs: 0, ownSilentMs: 0, lastProofAt: now() });
    },
    probed(problem) {
      probeProblem = problem;
      if (problem === null) for (const [name, watch] of watches) if (watch.watching) prove(name);
      judge();
    },
    tick() {
      const elapsed = Math.max(TICK_MS, now() - lastTickAt);
      lastTickAt = now();
      for (const [name, watch] of watches)
        watches.set(name, { ...watch, silentMs: watch.silentMs + elapsed, ownSilentMs: watch.ownSilentMs + elapsed });
      judge();
    },
    silentMs: (name) => watches.get(name)?.ownSilentMs ?? 0,
    synced: () => synced,
    connection: () => connection,
  };
}

function stateOf(synced: boolean, relevant: readonly Followed[], probeProblem: string | null): ConnectionState {
  if (!synced) return 'connecting';
  // One tick early rather than one late: the promise is 15 s at most.
  if (relevant.some((watch) => watch.silentMs + TICK_MS > STALE_AFTER_MS)) return 'stale';
  return probeProblem === null && relevant.every((watch) => watch.watching) ? 'live' : 'reconnecting';
}

function problemOf(state: ConnectionState, watches: readonly Followed[], probeProblem: string | null): string | null {
  if (state === 'live') return null;
  const failing = watches.filter((watch) => !watch.watching && watch.problem !== null);
  const worst = failing.find((watch) => !watch.forbidden) ?? (probeProblem === null ? failing[0] : undefined);
  return worst?.problem ?? probeProblem;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
