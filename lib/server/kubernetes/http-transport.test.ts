import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#lib/simulator/clock.ts';
import type { CredentialSource, Credentials } from './credentials.ts';
import { createHttpTransport } from './http-transport.ts';
import { readAnswer, readJsonAnswer } from './read-answer.ts';
import { collectionPath, VERSION_PATH } from './request-path.ts';
import { RESOURCE_TYPES } from './resource-type.ts';
import type { Transport } from './transport.ts';

let server: http.Server;
let transport: Transport;
let clock: ManualClock;
let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
let connections: number;
let url: string;

const LIMITS = { withinMs: 10_000, maxBytes: 1_000 };
const anonymous: Credentials = { tls: { rejectUnauthorized: true }, headers: {} };
const fixed: CredentialSource = { current: async () => anonymous, reload: async () => anonymous };
const request = (path = VERSION_PATH) => ({ method: 'GET', path, lane: 'unary', signal: new AbortController().signal }) as const;
const open = (base: string, credentials = fixed) =>
  createHttpTransport({ server: new URL(base), credentials, userAgent: 'test', clock });
const json = (response: http.ServerResponse, body: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

beforeEach(async () => {
  connections = 0;
  clock = new ManualClock(0);
  server = http.createServer((incoming, response) => answer(incoming, response));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  transport = open(url);
});
afterEach(async () => {
  transport.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the transport', () => {
  it('[TRANSPORT-1] a hundred requests in a row share one connection', async () => {
    answer = (_, response) => json(response, {});
    for (let call = 0; call < 100; call += 1) await readJsonAnswer(transport, clock, request(), LIMITS);
    expect(connections).toBe(1);
  });

  it('[TRANSPORT-2] keeps the base path of the server', async () => {
    let seen = '';
    answer = (incoming, response) => {
      seen = incoming.url ?? '';
      json(response, {});
    };
    transport = open(`${url}/k8s/clusters/c-1/`);
    await readJsonAnswer(transport, clock, request(collectionPath(RESOURCE_TYPES.nodes, undefined, { limit: 1 })), LIMITS);
    expect(seen).toBe('/k8s/clusters/c-1/api/v1/nodes?limit=1');
  });

  it('[TRANSPORT-3] a redirect is an error and is not followed', async () => {
    let calls = 0;
    answer = (_, response) => {
      calls += 1;
      response.writeHead(302, { location: `${url}/api/v1/secrets` });
      response.end();
    };
    await expect(readJsonAnswer(transport, clock, request(), LIMITS)).rejects.toMatchObject({ reason: 'redirect', status: 302 });
    expect(calls).toBe(1);
  });

  it('[TRANSPORT-4] a 401 reloads the credentials once and tries once more; 50 refused calls share one reload', async () => {
    let token = 'old';
    let reloads = 0;
    const make = (): Credentials => ({ tls: anonymous.tls, headers: { authorization: `Bearer ${token}` } });
    let current = make();
    let reloading: Promise<Credentials> | undefined;
    const source: CredentialSource = {
      current: async () => current,
      reload: (refused) => {
        if (refused !== current) return Promise.resolve(current);
        reloading ??= Promise.resolve().then(() => {
          reloads += 1;
          token = 'new';
          current = make();
          reloading = undefined;
          return current;
        });
        return reloading;
      },
    };
    let calls = 0;
    answer = (incoming, response) => {
      calls += 1;
      json(response, {}, incoming.headers.authorization === 'Bearer new' ? 200 : 401);
    };
    transport = open(url, source);
    await Promise.all(Array.from({ length: 50 }, () => readJsonAnswer(transport, clock, request(), LIMITS)));
    expect(reloads).toBe(1);
    expect(calls).toBeLessThanOrEqual(100);
    answer = (_, response) => json(response, {}, 401);
    await expect(readJsonAnswer(transport, clock, request(), LIMITS)).rejects.toMatchObject({ reason: 'unauthorized' });
  });

  it('[TRANSPORT-5] an answer that does not come is a timeout, whether its headers or its body are missing', async () => {
    for (const late of ['headers', 'body']) {
      const arrived = Promise.withResolvers<void>();
      answer = (_, response) => {
        if (late === 'body') {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.write('{');
        }
        arrived.resolve();
      };
      const reading = readJsonAnswer(transport, clock, request(), LIMITS);
      const refused = expect(reading).rejects.toMatchObject({
        reason: 'timeout',
        message: 'The API server did not answer within 10 s.',
      });
      await arrived.promise;
      clock.advance(10_000);
      await refused;
    }
  });

  it('[TRANSPORT-6] a body above the limit is refused and its connection ended', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end('x'.repeat(100_000));
    };
    await expect(readAnswer(transport, clock, request(), LIMITS)).rejects.toMatchObject({ reason: 'tooLarge' });
  });

  it('[TRANSPORT-7] a body that is cut short is an error, never a short answer', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
      response.write('12345', () => response.socket?.destroy());
    };
    await expect(readAnswer(transport, clock, request(), LIMITS)).rejects.toMatchObject({ reason: 'unreachable' });
  });

  it('[TRANSPORT-8] a GET on a kept connection that the server just closed is sent once more on a new one', async () => {
    answer = (_, response) => json(response, {});
    await readJsonAnswer(transport, clock, request(), LIMITS);
    let first = true;
    answer = (incoming, response) => {
      if (first) incoming.socket.resetAndDestroy();
      else json(response, {});
      first = false;
    };
    await readJsonAnswer(transport, clock, request(), LIMITS);
    expect(connections).toBe(2);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    '[TRANSPORT-15] the body of a %s arrives whole, with its type and length',
    async (method) => {
      const seen: { body: string; headers: http.IncomingHttpHeaders }[] = [];
      answer = (incoming, response) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          seen.push({ body: Buffer.concat(chunks).toString('utf8'), headers: incoming.headers });
          json(response, {});
        });
      };
      const body = { preconditions: { uid: 'ü' }, dryRun: ['All'] };
      const sent = { ...request(), method, body, contentType: 'application/merge-patch+json' };
      await readJsonAnswer(transport, clock, sent, LIMITS);
      await readJsonAnswer(transport, clock, sent, LIMITS);
      expect(seen.map((one) => JSON.parse(one.body))).toEqual([body, body]);
      const length = String(Buffer.byteLength(JSON.stringify(body)));
      expect(seen[0]?.headers).toMatchObject({ 'content-length': length, 'content-type': 'application/merge-patch+json' });
    },
  );

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    '[TRANSPORT-16] a %s whose connection is lost is not sent again',
    async (method) => {
      answer = (_, response) => json(response, {});
      await readJsonAnswer(transport, clock, request(), LIMITS);
      let received = 0;
      answer = (incoming) => {
        received += 1;
        incoming.socket.resetAndDestroy();
      };
      const sent = { ...request(), method, body: {} };
      await expect(readJsonAnswer(transport, clock, sent, LIMITS)).rejects.toMatchObject({ reason: 'unreachable' });
      expect(received).toBe(1);
    },
  );

  it.each([
    [
      'a message with a token in it',
      { kind: 'Status', message: `no: Bearer canary-12345 and ${'a'.repeat(12)}.${'b'.repeat(12)}.${'c'.repeat(12)}` },
    ],
    ['a message of control characters', { kind: 'Status', message: `\u001b[31mred\u202e\n\u0000${'x'.repeat(1_000)}` }],
  ])('[TRANSPORT-9] %s reaches nobody as it came', async (_, body) => {
    answer = (__, response) => json(response, body, 403);
    const error: unknown = await readJsonAnswer(transport, clock, request(), LIMITS).catch((thrown: unknown) => thrown);
    const text = error instanceof Error ? error.message : '';
    expect(text).toMatch(/^The API server answered 403: /);
    expect(text.length).toBeLessThanOrEqual(240);
    expect(text).not.toMatch(/canary|aaaaaaaaaaaa\.|\p{C}/u);
  });

  it.each([
    [400, 'rejected'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'conflict'],
    [410, 'expired'],
    [422, 'rejected'],
    [429, 'tooManyRequests'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
  ])('[TRANSPORT-10] %d is %s', async (status, reason) => {
    answer = (_, response) => json(response, {}, status);
    await expect(readJsonAnswer(transport, clock, request(), LIMITS)).rejects.toMatchObject({ reason, status });
  });

  it('[TRANSPORT-11] after close nothing is sent', async () => {
    answer = (_, response) => json(response, {});
    transport.close();
    await expect(readJsonAnswer(transport, clock, request(), LIMITS)).rejects.toMatchObject({ reason: 'stopped' });
    expect(connections).toBe(0);
  });
});
