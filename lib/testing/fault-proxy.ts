import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ApiAccess } from './contract/api-client.ts';

/** An answer that the proxy gives itself. */
export interface InjectedAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly text?: string;
}

type Matches = (request: { readonly url: URL; readonly isWatch: boolean }) => boolean;

interface OpenWatch {
  readonly response: ServerResponse;
  forward: (chunk: Buffer) => void;
}

/**
 * Stands in front of any API server on loopback, signs in for its clients, and does what networks, load balancers and
 * dying servers do: resets, cuts in the middle of a byte sequence, silence with the connection open, slowness, answers
 * of its own, absence.
 */
export class FaultProxy {
  readonly #target: ApiAccess;
  readonly #agent: http.Agent;
  readonly #server: http.Server;
  readonly #watches = new Set<OpenWatch>();
  readonly #held: (() => void)[] = [];
  readonly #injections: { matches: Matches; answer: InjectedAnswer; times: number }[] = [];
  #blackhole = false;
  #dripping = false;
  #port = 0;
  /** Requests that were forwarded or answered. */
  readonly requests: URL[] = [];
  /** Requests that arrived, those too that a blackhole swallowed. */
  readonly arrivals: URL[] = [];

  constructor(target: ApiAccess) {
    this.#target = target;
    const secure = target.url.startsWith('https:');
    this.#agent = secure
      ? new https.Agent({ keepAlive: true, ca: target.certificateAuthority })
      : new http.Agent({ keepAlive: true });
    this.#server = http.createServer((request, response) => this.#serve(request, response));
  }

  static async start(target: ApiAccess): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.up();
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  /** Listens; after `down`, again on the same port. */
  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Cuts every connection and refuses new ones. */
  async down(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Resets the connection of every open watch. */
  resetWatches(): void {
    for (const { response } of this.#watches) response.socket?.resetAndDestroy();
  }

  /** Lets through `bytes` of what each open watch sends next, then cuts its connection. */
  cutWatchesAfter(bytes: number): void {
    for (const watch of this.#watches) {
      let left = bytes;
      watch.forward = (chunk) => {
        const part = chunk.subarray(0, left);
        left -= part.length;
        watch.response.write(part, () => left === 0 && watch.response.socket?.destroy());
      };
    }
  }

  /** Puts bytes into each open watch as if the server had sent them. */
  sendIntoWatches(text: string): void {
    for (const { response } of this.#watches) response.write(text);
  }

  /** From now on nothing is answered and nothing is closed, on old and new connections. */
  blackhole(): void {
    this.#blackhole = true;
  }

  /** Ends a blackhole: what waited is answered now; what was lost on open watches stays lost, their connections are cut. */
  recover(): void {
    this.#blackhole = false;
    for (const { response } of this.#watches) response.socket?.destroy();
    for (const serve of this.#held.splice(0)) serve();
  }

  /** From now on bodies come one byte at a time. */
  drip(): void {
    this.#dripping = true;
  }

  /** Answers the next `times` matching requests itself. */
  inject(matches: Matches, answer: InjectedAnswer, times = 1): void {
    this.#injections.push({ matches, answer, times });
  }

  async close(): Promise<void> {
    await this.down();
    this.#agent.destroy();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.#target.url);
    this.arrivals.push(url);
    if (this.#blackhole) this.#held.push(() => response.destroyed || this.#answer(request, url, response));
    else this.#answer(request, url, response);
  }

  #answer(request: IncomingMessage, url: URL, response: ServerResponse): void {
    const isWatch = url.searchParams.get('watch') === 'true';
    this.requests.push(url);
    const injection = this.#injections.find((candidate) => candidate.times > 0 && candidate.matches({ url, isWatch }));
    if (injection) {
      injection.times -= 1;
      response.writeHead(injection.answer.status, { 'content-type': 'application/json', ...injection.answer.headers });
      response.end(injection.answer.text ?? '{}');
    } else this.#forward(request, url, isWatch, response);
  }

  #forward(request: IncomingMessage, url: URL, isWatch: boolean, response: ServerResponse): void {
    const { token, url: target } = this.#target;
    const headers = { ...request.headers, host: new URL(target).host, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const options = { method: request.method, headers, agent: this.#agent };
    const upstream = target.startsWith('https:') ? https.request(url, options) : http.request(url, options);
    upstream.on('error', () => response.socket?.destroy());
    upstream.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? 'text/plain' });
      response.flushHeaders();
      this.#pipe(answer, response, isWatch);
    });
    request.pipe(upstream);
    response.on('close', () => upstream.destroy());
  }

  #pipe(answer: IncomingMessage, response: ServerResponse, isWatch: boolean): void {
    const watch: OpenWatch = { response, forward: (chunk) => this.#write(response, chunk) };
    if (isWatch) this.#watches.add(watch);
    response.on('close', () => this.#watches.delete(watch));
    answer.on('data', (chunk: Buffer) => {
      if (!this.#blackhole) watch.forward(chunk);
    });
    answer.on('end', () => {
      if (!this.#blackhole) response.end();
    });
    answer.on('error', () => response.socket?.destroy());
  }

  #write(response: ServerResponse, chunk: Buffer): void {
    if (!this.#dripping) response.write(chunk);
    else for (const byte of chunk) response.write(Uint8Array.of(byte));
  }
}
