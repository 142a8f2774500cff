import 'server-only';
import type { Caller } from './caller.ts';
import { boundTo, fingerprint, labelOf, newSecret } from './secret.ts';

export const IDLE_MS = 30 * 60_000;
export const LONGEST_MS = 8 * 60 * 60_000;
const MOST_SESSIONS = 200;

/** One browser that has signed in. */
export interface Session {
  readonly caller: Caller;
  /** What each change from this browser must carry. */
  readonly csrf: string;
  /** Tells sessions apart in the log; of the id it is a part of the hash, with which nobody comes in. */
  readonly label: string;
  /** Milliseconds; no use can move it. */
  readonly endsAt: number;
}

interface Kept extends Session {
  usedAt: number;
  /** Ends a stream that is open. */
  readonly streams: Set<() => void>;
  /** Who wants to know of its end without holding it up. */
  readonly watchers: Set<() => void>;
}

/** The sessions of this process, in memory only. A session is kept under the hash of its id. */
export class SessionStore {
  readonly #now: () => number;
  readonly #key = newSecret();
  readonly #sessions = new Map<string, Kept>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Opens a session and returns the id that only its browser may know. `endsAt` shortens the eight hours. */
  open(caller: Caller, endsAt: number = Number.POSITIVE_INFINITY): { readonly id: string; readonly session: Session } {
    this.sweep();
    const oldest = this.#sessions.keys().next();
    if (this.#sessions.size >= MOST_SESSIONS && !oldest.done) this.#end(oldest.value);
    const id = newSecret();
    const now = this.#now();
    const session: Kept = {
      caller,
      csrf: boundTo(this.#key, id),
      label: labelOf(id),
      endsAt: Math.min(endsAt, now + LONGEST_MS),
      usedAt: now,
      streams: new Set(),
      watchers: new Set(),
    };
    this.#sessions.set(fingerprint(id), session);
    return { id, session };
  }

  /** The session of this id, if it has not ended. `use` counts as a sign of life. */
  find(id: string, options: { readonly use: boolean }): Session | null {
    const key = fingerprint(id);
    const session = this.#sessions.get(key);
    if (session === undefined) return null;
    if (this.#isOver(session)) {
      this.#end(key);
      return null;
    }
    if (options.use) session.usedAt = this.#now();
    return session;
  }

  /** Keeps the session in use while the stream is open, and ends the stream with it. Null: it has `most` already. */
  holdStream(session: Session, most: number, end: () => void): (() => void) | null {
    const kept = session as Kept;
    if (kept.streams.size >= most) return null;
    kept.streams.add(end);
    return () => {
      if (kept.streams.delete(end)) kept.usedAt = this.#now();
    };
  }

  /** Calls back when the session ends, which this does not delay; at once when it has ended. Returns how to leave it. */
  onEnd(session: Session, listener: () => void): () => void {
    const kept = session as Kept;
    if (![...this.#sessions.values()].includes(kept)) queueMicrotask(listener);
    kept.watchers.add(listener);
    return () => kept.watchers.delete(listener);
  }

  /** Signs out: the id is worth nothing from now on, and open streams end. */
  close(id: string): void {
    this.#end(fingerprint(id));
  }

  /** Ends what is over, and whatever `also` says. */
  sweep(also: (session: Session) => boolean = () => false): void {
    for (const [key, session] of this.#sessions) if (this.#isOver(session) || also(session)) this.#end(key);
  }

  /** The sessions that are open. */
  all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  #isOver(session: Kept): boolean {
    const now = this.#now();
    return now >= session.endsAt || (session.streams.size === 0 && now - session.usedAt >= IDLE_MS);
  }

  #end(key: string): void {
    const session = this.#sessions.get(key);
    this.#sessions.delete(key);
    for (const end of [...(session?.streams ?? []), ...(session?.watchers ?? [])]) end();
  }
}
