import 'server-only';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';

const MOST = 20;
const IDLE_MS = 10 * 60_000;

interface Kept {
  readonly connection: ClusterConnection;
  usedAt: number;
  /** How many hold it beyond a request. */
  holders: number;
}

/** A caller's connection that something beyond a request uses. */
export interface HeldConnection {
  readonly connection: ClusterConnection;
  readonly release: () => void;
}

/**
 * Connections with the callers' own credentials, for what they do: at most 20 beside those that are held, each closed
 * after 10 idle minutes.
 */
export class CallerConnections {
  readonly #now: () => number;
  readonly #connect: (slug: string, bearerToken: string) => ClusterConnection;
  readonly #kept = new Map<string, Kept>();

  constructor(now: () => number, connect: (slug: string, bearerToken: string) => ClusterConnection) {
    this.#now = now;
    this.#connect = connect;
  }

  /** The connection of this caller; the same one while it is in use. */
  get(slug: string, caller: { readonly id: string; readonly bearerToken: string }): ClusterConnection {
    this.closeIdle();
    const key = `${slug} ${caller.id}`;
    const known = this.#kept.get(key);
    if (known) this.#kept.delete(key);
    const kept = known ?? { connection: this.#connect(slug, caller.bearerToken), usedAt: 0, holders: 0 };
    kept.usedAt = this.#now();
    this.#kept.set(key, kept);
    const free = [...this.#kept].filter(([, { holders }]) => holders === 0);
    const [oldest] = free;
    if (free.length > MOST && oldest !== undefined) this.#close(oldest[0]);
    return kept.connection;
  }

  /** The same, which stays open until it is let go. */
  hold(slug: string, caller: { readonly id: string; readonly bearerToken: string }): HeldConnection {
    const connection = this.get(slug, caller);
    const kept = this.#kept.get(`${slug} ${caller.id}`);
    if (kept) kept.holders += 1;
    let isHeld = true;
    const release = (): void => {
      if (kept && isHeld) {
        kept.holders -= 1;
        kept.usedAt = this.#now();
      }
      isHeld = false;
    };
    return { connection, release };
  }

  closeIdle(): void {
    for (const [key, { usedAt, holders }] of this.#kept) if (holders === 0 && this.#now() - usedAt >= IDLE_MS) this.#close(key);
  }

  stop(): void {
    for (const key of [...this.#kept.keys()]) this.#close(key);
  }

  #close(key: string): void {
    void this.#kept.get(key)?.connection.stop();
    this.#kept.delete(key);
  }
}
