import type { WaveAnswer } from '#lib/feed/wave.ts';

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** A browser of a user who has signed in with a token of their own: a cookie and what each change must carry. */
export class UserSession {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  private constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = url;
    this.#headers = headers;
  }

  /** Signs in; throws when the server refuses. */
  static async open(url: string, token: string): Promise<UserSession> {
    const origin = { origin: new URL(url).origin, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: origin, body: JSON.stringify({ token }) });
    const { csrf } = (await answer.json()) as { csrf?: string };
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!answer.ok || cookie === undefined || csrf === undefined) throw new Error(`Signing in answered ${answer.status}.`);
    return new UserSession(url, { ...origin, cookie, 'x-rollcall-csrf': csrf });
  }

  async send<T = WaveAnswer>(method: string, path: string, body?: object): Promise<Answer<T>> {
    const sent = { method, headers: this.#headers, body: body === undefined ? null : JSON.stringify(body) };
    const answer = await fetch(this.#url + path, sent);
    return { status: answer.status, body: (await answer.json()) as T };
  }

  async signOut(): Promise<void> {
    const { status } = await this.send('DELETE', '/api/session');
    if (status !== 200) throw new Error(`Signing out answered ${status}.`);
  }
}
