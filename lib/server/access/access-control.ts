import 'server-only';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '#lib/server/http/refusal.ts';
import { Caller } from './caller.ts';
import { KeptCallers } from './kept-callers.ts';
import { LaunchTokens } from './launch-tokens.ts';
import { boundTo, newSecret, sameSecret } from './secret.ts';
import { type Session, SessionStore } from './session-store.ts';
import { expiryOf } from './token-expiry.ts';

/** `none`: a demo. `token`: whoever holds a launch link or the fixed token. `user`: everyone with their own bearer token. */
export type SignInMode = 'none' | 'token' | 'user';

export interface AccessOptions {
  readonly mode: SignInMode;
  readonly fixedToken: string | undefined;
  /** What a trusted proxy sends to prove that it is the one. */
  readonly proxySecret: string | undefined;
  readonly port: number;
  /** The browser speaks TLS, to a proxy in front. */
  readonly secure: boolean;
  readonly now: () => number;
  /** The user of a bearer token; throws Refusal when it may not be let in. */
  readonly reviewUser: (token: string) => Promise<string>;
}

/** Who sent a request; `session` when a cookie says so. */
export interface Authenticated {
  readonly caller: Caller;
  readonly session: Session | null;
  /** What a change must carry in `x-rollcall-csrf`, or null when none is asked for. */
  readonly csrf: string | null;
}

export const PROXY_SECRET_HEADER = 'x-rollcall-proxy-secret';
/** As oauth2-proxy brings it. */
export const PROXY_TOKEN_HEADER = 'x-forwarded-access-token';
const FAILURES_A_MINUTE = 30;
const LONGEST_TOKEN = 8 * 1024;

/** Decides who may come in, for the whole process. */
export class AccessControl {
  readonly options: AccessOptions;
  readonly sessions: SessionStore;
  readonly kept: KeptCallers;
  readonly launchTokens: LaunchTokens;
  readonly cookieName: string;
  readonly #key = newSecret();
  #failures: number[] = [];

  constructor(options: AccessOptions) {
    this.options = options;
    this.sessions = new SessionStore(options.now);
    this.kept = new KeptCallers(options.now, this.sessions);
    this.launchTokens = new LaunchTokens(options.now);
    // Browsers send the cookies of one host to all of its ports.
    this.cookieName = options.secure ? '__Host-rollcall' : `rollcall-${options.port}`;
  }

  /**
   * Who sent these headers, or null when nothing says so. `use`: the request counts as a sign of life of its session.
   * Throws Refusal when what it says is wrong.
   */
  async authenticate(headers: IncomingHttpHeaders, { use }: { use: boolean }): Promise<Authenticated | null> {
    const proxied = this.#proxiedToken(headers);
    if (proxied !== null) return this.#user(proxied, 'proxy', boundTo(this.#key, proxied));
    const bearer = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return this.#bearer(bearer);
    const id = this.#cookie(headers.cookie ?? '');
    const session = id === null ? null : this.sessions.find(id, { use });
    if (session !== null) return this.#ofSession(session);
    if (this.options.mode !== 'none') return null;
    return { caller: new Caller({ provenBy: 'nothing', name: 'demo' }), session: null, csrf: null };
  }

  /** Opens a session for a launch link's token, the fixed one, or a user's own; throws Refusal. Returns the cookie. */
  async signIn(token: string): Promise<{ readonly cookie: string; readonly session: Session }> {
    this.#slowDown();
    try {
      const caller = await this.#callerFor(token);
      const { id, session } = this.sessions.open(caller, expiryOf(token));
      return { cookie: this.#setCookie(id), session };
    } catch (thrown) {
      this.#failures.push(this.options.now());
      throw thrown;
    }
  }

  /** Ends the session of these headers, if there is one. Returns the cookie that removes the cookie. */
  signOut(headers: { readonly cookie?: string | undefined }): string {
    const id = this.#cookie(headers.cookie ?? '');
    if (id !== null) this.sessions.close(id);
    return `${this.#setCookie('')}; Max-Age=0`;
  }

  /** Ends sessions that are over, and those whose user may not see the cluster any more; so with tokens that are kept. */
  async review(): Promise<void> {
    this.sessions.sweep();
    for (const session of this.sessions.all()) {
      if (await this.#isOut(session.caller)) this.sessions.sweep((other) => other === session);
    }
    await this.kept.review((caller) => this.#isOut(caller));
  }

  async #isOut(caller: Caller): Promise<boolean> {
    const token = caller.kubernetesToken();
    if (token === null) return false;
    return (await this.options.reviewUser(token).catch(() => null)) === null;
  }

  async #callerFor(token: string): Promise<Caller> {
    const { mode, fixedToken } = this.options;
    if (mode === 'user') return (await this.#user(token, 'cookie', null)).caller;
    const opens = this.launchTokens.redeem(token) || (fixedToken !== undefined && sameSecret(token, fixedToken));
    if (opens) return new Caller({ provenBy: 'cookie', name: `session-${newSecret().slice(0, 8)}` });
    const sentence =
      'token is not valid, or was used before, or is older than a minute; press Enter where rollcall runs for a new one.';
    throw new Refusal('session.refused', sentence, { field: 'token' });
  }

  async #ofSession(session: Session): Promise<Authenticated> {
    const token = session.caller.kubernetesToken();
    if (token !== null) await this.options.reviewUser(token);
    return { caller: session.caller, session, csrf: session.csrf };
  }

  async #bearer(token: string): Promise<Authenticated> {
    const { mode, fixedToken } = this.options;
    if (mode === 'user') return this.#user(token, 'bearer', null);
    const known = fixedToken === undefined ? mode === 'none' : sameSecret(token, fixedToken);
    if (!known) throw new Refusal('session.refused', 'The Authorization header must carry the token of ROLLCALL_TOKEN.');
    return { caller: new Caller({ provenBy: 'bearer', name: 'script' }), session: null, csrf: null };
  }

  async #user(token: string, provenBy: 'bearer' | 'proxy' | 'cookie', csrf: string | null): Promise<Authenticated> {
    if (token.length > LONGEST_TOKEN) throw new Refusal('session.refused', 'token is longer than 8192 characters.');
    const name = await this.options.reviewUser(token);
    return { caller: new Caller({ provenBy, name, kubernetesToken: token }), session: null, csrf };
  }

  #proxiedToken(headers: IncomingHttpHeaders): string | null {
    const { proxySecret } = this.options;
    const said = headers[PROXY_SECRET_HEADER];
    if (proxySecret === undefined || said === undefined) return null;
    if (typeof said !== 'string' || !sameSecret(said, proxySecret))
      throw new Refusal('session.refused', `${PROXY_SECRET_HEADER} is not the secret of ROLLCALL_PROXY_SECRET.`);
    const token = headers[PROXY_TOKEN_HEADER] ?? /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return typeof token === 'string' && token !== '' ? token : null;
  }

  #cookie(header: string): string | null {
    const values = header
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${this.cookieName}=`))
      .map((pair) => pair.slice(this.cookieName.length + 1));
    if (values.length > 1)
      throw new Refusal('request.malformed', 'The session cookie came twice; clear the cookies of this site.');
    return values[0] || null;
  }

  #setCookie(id: string): string {
    return `${this.cookieName}=${id}; Path=/; HttpOnly; SameSite=Strict${this.options.secure ? '; Secure' : ''}`;
  }

  /** Nobody guesses 256 bits, but each wrong token of a user is a question to the API server. */
  #slowDown(): void {
    const since = this.options.now() - 60_000;
    this.#failures = this.#failures.filter((at) => at > since);
    if (this.#failures.length < FAILURES_A_MINUTE) return;
    throw new Refusal('session.tooMany', 'Too many tokens were refused; try again in a minute.', { retryAfterSeconds: 60 });
  }
}
