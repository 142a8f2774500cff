import 'server-only';
import type { Authenticated } from './access-control.ts';
import type { Caller } from './caller.ts';
import { LONGEST_MS, type SessionStore } from './session-store.ts';
import { expiryOf } from './token-expiry.ts';

/** The credentials of a caller, kept beyond its request. */
export interface KeptCaller {
  /** False from the moment that the session ends or the token may not be used any more. */
  isKept(): boolean;
  release(): void;
}

interface Kept {
  readonly caller: Caller;
  readonly endsAt: number;
  readonly end: () => void;
}

/**
 * Callers whose credentials something in this process still acts with: as long as their session lasts, or, for a token
 * that came with a request, until it expires, eight hours are over or the API server no longer lets the user in.
 */
export class KeptCallers {
  readonly #now: () => number;
  readonly #sessions: SessionStore;
  readonly #kept = new Set<Kept>();

  constructor(now: () => number, sessions: SessionStore) {
    this.#now = now;
    this.#sessions = sessions;
  }

  /** Keeps the sender's credentials; `onEnd` is called once when they must not be used any more, never after `release`. */
  keep({ caller, session }: Pick<Authenticated, 'caller' | 'session'>, onEnd: () => void): KeptCaller {
    let over = false;
    const end = (): void => {
      if (over) return;
      release();
      onEnd();
    };
    const forget = session === null ? this.#keepToken(caller, end) : this.#sessions.onEnd(session, end);
    const release = (): void => {
      over = true;
      forget();
    };
    const endsAt = session?.endsAt ?? this.#endOf(caller);
    return {
      isKept: () => {
        if (!over && this.#now() >= endsAt) end();
        return !over;
      },
      release,
    };
  }

  /** Lets go of what has expired and of whom `isOut` says it. */
  async review(isOut: (caller: Caller) => Promise<boolean>): Promise<void> {
    for (const kept of [...this.#kept]) if (this.#now() >= kept.endsAt || (await isOut(kept.caller))) kept.end();
  }

  #keepToken(caller: Caller, end: () => void): () => void {
    const kept = { caller, endsAt: this.#endOf(caller), end };
    this.#kept.add(kept);
    return () => this.#kept.delete(kept);
  }

  #endOf(caller: Caller): number {
    return Math.min(this.#now() + LONGEST_MS, expiryOf(caller.kubernetesToken() ?? '') ?? Number.POSITIVE_INFINITY);
  }
}
