import 'server-only';
import type { ClusterConnection } from '#lib/server/kubernetes/cluster-connection.ts';

const MOST = 20;
const IDLE_MS = 10 * 60_000;

interface Kept {
  readonly connection: ClusterConnection;
  usedAt: number;
}

/** Connections with the callers' own credentials, for what they do: at most 20, each closed after 10 idle minutes. */
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
    const kept = known ?? { connection: this.#connect(slug, caller.bearerToken), usedAt: 0 };
    kept.usedAt = this.#now();
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#close(oldest);
    return kept.connection;
  }

  closeIdle(): void {
    for (const [key, { usedAt }] of this.#kept) if (this.#now() - usedAt >= IDLE_MS) this.#close(key);
  }

  stop(): void {
    for (const key of [...this.#kept.keys()]) this.#close(key);
  }

  #close(key: string): void {
    void this.#kept.get(key)?.connection.stop();
    this.#kept.delete(key);
  }
}
