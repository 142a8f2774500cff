import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { createInterface } from 'node:readline';

/** Where an API server is, and how to sign in. */
export interface ApiAccess {
  /** `http://…` or `https://…`, without a path. */
  readonly url: string;
  /** PEM of the authority of an https server. */
  readonly certificateAuthority?: string;
  readonly token?: string;
}

export interface ApiRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
}

/** What the API server says when it refuses, and on a delete. */
export interface Status {
  readonly kind: string;
  readonly status: string;
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
  };
  readonly metadata?: { readonly continue?: string; readonly resourceVersion?: string };
}

export interface ApiAnswer<T> {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: T;
}

export interface WatchLine<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T;
}

/** An open watch. `next` waits for one event, `close` ends it. */
export interface OpenWatch<T> {
  readonly status: number;
  /** The answer's body when the status is not 200. */
  readonly refusal: Status | undefined;
  /** The next event, or undefined when the server has ended the stream. */
  next(): Promise<WatchLine<T> | undefined>;
  close(): void;
}

export type PatchKind = 'json-patch' | 'merge-patch' | 'strategic-merge-patch';

/** Talks to an API server over HTTP with nothing in between, so that laws see what is on the wire. */
export class ApiClient {
  readonly access: ApiAccess;
  readonly #agent: http.Agent;

  constructor(access: ApiAccess) {
    this.access = access;
    const secure = access.url.startsWith('https:');
    this.#agent = secure
      ? new https.Agent({ keepAlive: true, maxSockets: 64, ca: access.certificateAuthority })
      : new http.Agent({ keepAlive: true, maxSockets: 64 });
  }

  /**
   * Sends one request and reads the whole answer; an answer that is not JSON comes as its text. T is what the caller
   * expects: a law that is wrong about it fails.
   */
  async send<T = Status>(request: ApiRequest): Promise<ApiAnswer<T>> {
    const response = await this.#open(request);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const isJson = (response.headers['content-type'] ?? '').includes('json');
    return { status: response.statusCode ?? 0, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  }

  get<T = Status>(path: string): Promise<ApiAnswer<T>> {
    return this.send<T>({ path });
  }

  post<T = Status>(path: string, body: unknown): Promise<ApiAnswer<T>> {
    return this.send<T>({ method: 'POST', path, body });
  }

  put<T = Status>(path: string, body: unknown): Promise<ApiAnswer<T>> {
    return this.send<T>({ method: 'PUT', path, body });
  }

  patch<T = Status>(path: string, body: unknown, kind: PatchKind = 'merge-patch'): Promise<ApiAnswer<T>> {
    return this.send<T>({ method: 'PATCH', path, body, contentType: `application/${kind}+json` });
  }

  delete<T = Status>(path: string, options?: unknown): Promise<ApiAnswer<T>> {
    return this.send<T>({ method: 'DELETE', path, body: options });
  }

  /** Opens a watch; `path` carries the query, `watch=true` included. */
  async watch<T>(path: string): Promise<OpenWatch<T>> {
    const response = await this.#open({ path, agent: false });
    const status = response.statusCode ?? 0;
    const reader = createInterface({ input: response, crlfDelay: Number.POSITIVE_INFINITY });
    const lines = reader[Symbol.asyncIterator]();
    const close = () => {
      // A destroyed response has no end, which whoever waits for the next line would wait for.
      reader.close();
      response.destroy();
    };
    if (status !== 200) {
      const first = await lines.next();
      close();
      return { status, refusal: JSON.parse(first.value ?? 'null') as Status, next: async () => undefined, close };
    }
    return {
      status,
      refusal: undefined,
      next: async () => {
        const line = await lines.next();
        return line.done ? undefined : (JSON.parse(line.value) as WatchLine<T>);
      },
      close,
    };
  }

  /** Closes idle connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #open(request: ApiRequest & { agent?: false }): Promise<http.IncomingMessage> {
    const { url, token, certificateAuthority } = this.access;
    const payload = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const headers: http.OutgoingHttpHeaders = { accept: request.accept ?? 'application/json' };
    if (token) headers.authorization = `Bearer ${token}`;
    if (payload) {
      headers['content-type'] = request.contentType ?? 'application/json';
      headers['content-length'] = payload.length;
    }
    const options = { method: request.method ?? 'GET', headers, agent: request.agent ?? this.#agent };
    const target = new URL(request.path, url);
    const outgoing = url.startsWith('https:')
      ? https.request(target, { ...options, ca: certificateAuthority })
      : http.request(target, options);
    outgoing.end(payload);
    const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
    return response;
  }
}
