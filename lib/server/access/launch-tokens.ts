import 'server-only';
import { fingerprint } from './secret.ts';

const USABLE_FOR_MS = 60_000;
const MOST = 20;

/** One-time tokens of the links that the terminal prints: each opens one session, within a minute. */
export class LaunchTokens {
  readonly #now: () => number;
  /** By fingerprint: the time until which it may be used. Looking up a hash tells nothing about the token. */
  readonly #usableUntil = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Makes the token usable once. */
  offer(token: string): void {
    this.#forgetOld();
    const oldest = this.#usableUntil.keys().next();
    if (this.#usableUntil.size >= MOST && !oldest.done) this.#usableUntil.delete(oldest.value);
    this.#usableUntil.set(fingerprint(token), this.#now() + USABLE_FOR_MS);
  }

  /** True for an offered token, the first time. */
  redeem(token: string): boolean {
    this.#forgetOld();
    return this.#usableUntil.delete(fingerprint(token));
  }

  #forgetOld(): void {
    for (const [key, until] of this.#usableUntil) if (until <= this.#now()) this.#usableUntil.delete(key);
  }
}
