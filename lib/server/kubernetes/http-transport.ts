import 'server-only';
import http from 'node:http';
import https from 'node:https';
import type { Clock } from './clock.ts';
import { createConnectionPools } from './connection-pools.ts';
import type { CredentialSource, Credentials } from './credentials.ts';
import { scheduleDeadline } from './deadline.ts';
import { KubernetesApiError, toKubernetesApiError } from './kubernetes-api-error.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

export interface HttpTransportOptions {
  /** `https://…`, or `http://` of a loopback address; a base path is kept. */
  readonly server: URL;
  readonly credentials: CredentialSource;
  readonly userAgent: string;
  readonly clock: Clock;
}

/** The transport over node:http and node:https: HTTP/1.1, keep-alive, no redirects, no compression. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  const { server, credentials } = options;
  const pools = createConnectionPools(server.protocol === 'https:');
  let closed = false;

  async function send(request: TransportRequest, using: Credentials): Promise<TransportResponse> {
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const sent = {
      ...target(server, request),
      headers: { ...headers(using, options.userAgent), ...bodyHeaders(request, body) },
      agent: pools.agent(request.lane, using.tls),
    };
    const module = server.protocol === 'https:' ? https : http;
    for (let retried = false; ; retried = true) {
      try {
        return await exchange(module.request(sent), { ...request, body }, options.clock);
      } catch (thrown) {
        if (retried || !(thrown instanceof IdleConnectionLost) || request.method !== 'GET') throw toKubernetesApiError(thrown);
      }
    }
  }

  return {
    async open(request) {
      if (closed) throw new KubernetesApiError('stopped', 'The connection to the API server is closed.');
      const using = await credentials.current();
      const response = await send(request, using);
      if (response.status !== 401) return response;
      response.destroy();
      return await send(request, await credentials.reload(using));
    },
    refresh: pools.refresh,
    close() {
      closed = true;
      pools.close();
    },
  };
}

/** The server closed an idle connection just when it was chosen: nothing of the request was processed. */
class IdleConnectionLost extends Error {
  readonly code = 'ECONNRESET';
}

function target(server: URL, request: TransportRequest): http.RequestOptions {
  return {
    method: request.method,
    hostname: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port || (server.protocol === 'https:' ? 443 : 80),
    path: server.pathname.replace(/\/+$/, '') + request.path,
    maxHeaderSize: 64 * 1024,
  };
}

function headers(using: Credentials, userAgent: string): http.OutgoingHttpHeaders {
  return {
    accept: 'application/json',
    'user-agent': userAgent,
    ...using.headers,
  };
}

/** With its length: node:http frames the body of a DELETE by nothing else, and preconditions would be lost. */
function bodyHeaders({ contentType = 'application/json' }: TransportRequest, body: Buffer | undefined): http.OutgoingHttpHeaders {
  return body === undefined ? {} : { 'content-type': contentType, 'content-length': body.byteLength };
}

type Sent = Pick<TransportRequest, 'headersWithinMs' | 'signal'> & { readonly body: Buffer | undefined };

function exchange(sent: http.ClientRequest, request: Sent, clock: Clock): Promise<TransportResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
  const onAbort = () => sent.destroy(new KubernetesApiError('stopped', 'The request was stopped.'));
  const cancelDeadline = scheduleDeadline(clock, request.headersWithinMs, () =>
    sent.destroy(new KubernetesApiError('timeout', `The API server did not answer within ${request.headersWithinMs / 1000} s.`)),
  );
  request.signal.addEventListener('abort', onAbort, { once: true });
  sent.once('socket', (socket) => {
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 5_000); // libuv then probes each second and gives up after 10: a vanished peer is found in 15 s
  });
  sent.once('response', (response) => {
    cancelDeadline();
    resolve(toResponse(response));
  });
  sent.once('close', () => {
    cancelDeadline();
    request.signal.removeEventListener('abort', onAbort);
    reject(new KubernetesApiError('unreachable', 'The connection to the API server was closed.'));
  });
  sent.on('error', (error: NodeJS.ErrnoException) => {
    reject(sent.reusedSocket && error.code === 'ECONNRESET' ? new IdleConnectionLost() : error);
  });
  if (request.signal.aborted) onAbort();
  else sent.end(request.body);
  return promise;
}

function toResponse(response: http.IncomingMessage): TransportResponse {
  const single: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(response.headers)) single[name] = Array.isArray(value) ? value[0] : value;
  return { status: response.statusCode ?? 0, headers: single, body: response, destroy: () => response.destroy() };
}
