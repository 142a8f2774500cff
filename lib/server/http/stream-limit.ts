import 'server-only';
import type { ServerResponse } from 'node:http';
import type { Session, SessionStore } from '#lib/server/access/session-store.ts';

export const MOST_STREAMS = 50;
export const MOST_STREAMS_A_SESSION = 8;

/** Counts the live streams that are open, of all and of each session. */
export class StreamLimit {
  readonly #sessions: SessionStore;
  #open = 0;

  constructor(sessions: SessionStore) {
    this.#sessions = sessions;
  }

  /** False when there are too many. A stream keeps its session in use, and ends with it. */
  take(response: ServerResponse, session: Session | null): boolean {
    if (this.#open >= MOST_STREAMS) return false;
    const release = session && this.#sessions.holdStream(session, MOST_STREAMS_A_SESSION, () => response.destroy());
    if (session !== null && release === null) return false;
    this.#open += 1;
    response.once('close', () => {
      this.#open -= 1;
      release?.();
    });
    return true;
  }
}
