import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessControl } from '#lib/server/access/access-control.ts';
import { installAccess, TICKET_HEADER } from '#lib/server/access/running-access.ts';
import { frontDoor } from '#lib/server/http/front-door.ts';
import { MOST_STREAMS_A_SESSION } from '#lib/server/http/stream-limit.ts';
import { guardConnections } from './guard-connections.ts';

const TOKEN = 't'.repeat(32);
const access = new AccessControl({
  mode: 'token',
  fixedToken: TOKEN,
  proxySecret: undefined,
  port: 7655,
  secure: false,
  now: () => Date.now(),
  reviewUser: async () => 'nobody',
});
/** What reached the framework. */
const reached: { readonly method: string; readonly url: string; readonly headers: http.IncomingHttpHeaders }[] = [];
let server: http.Server;
let port = 0;
let cookie = '';

beforeAll(async () => {
  installAccess(access);
  const host = () => new Set([`127.0.0.1:${port}`]);
  guardConnections({
    door: (next) => (request, response) =>
      frontDoor(next, { access, allowedHosts: host(), development: false })(request, response),
    address: '127.0.0.1',
  });
  server = http.createServer((request, response) => {
    reached.push({ method: request.method ?? '', url: request.url ?? '', headers: { ...request.headers } });
    if (request.url?.startsWith('/api/live')) response.writeHead(200, { 'x-frame-options': 'ALLOWALL' }).write(': open\n\n');
    else if (request.url === '/broken') response.writeHead(500, 'Broken', { 'Content-Type': 'text/plain' }).end('stack');
    else response.end('ok');
  });
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  cookie = (await access.signIn(TOKEN)).cookie.split(';')[0] ?? '';
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends these bytes and returns everything that comes back until the connection ends or `enough` is there. */
function send(text: string | Buffer, enough = /\r\n\r\n[\s\S]+$/): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => {
      answer += part.toString('latin1');
      if (enough.test(answer)) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer));
  });
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const request = (line: string, ...headers: string[]) =>
  `${line} HTTP/1.1\r\n${[`Host: 127.0.0.1:${port}`, ...headers].map((header) => `${header}\r\n`).join('')}\r\n`;
const signedIn = () => `Cookie: ${cookie}`;

function expectDressed(answer: string): void {
  for (const header of [
    'x-content-type-options: nosniff',
    'x-frame-options: DENY',
    'referrer-policy: no-referrer',
    'cross-origin-opener-policy: same-origin',
    'cross-origin-resource-policy: same-origin',
    'permissions-policy: ',
  ])
    expect(answer.toLowerCase()).toContain(header.toLowerCase());
  expect(answer.match(/^content-security-policy: /gim)).toHaveLength(1);
  expect(answer).toMatch(/content-security-policy: [^\r]*frame-ancestors 'none'/i);
  expect(answer).toMatch(/cache-control: /i);
}

describe('what never reaches the framework', () => {
  it.each([
    ['the Host of somebody else', () => 'GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n', 421],
    ['no Host', () => 'GET / HTTP/1.1\r\n\r\n', 400],
    ['two Hosts', () => request('GET /', 'Host: evil.test'), 400],
    ['an absolute address', () => request('GET http://evil.test/api/clusters'), 400],
    ['an encoded slash', () => request('GET /api/c/a%2Fb', signedIn()), 400],
    ['NUL', () => request('GET /%00', signedIn()), 400],
    ['bad UTF-8', () => request('GET /%ff', signedIn()), 400],
    ['a doubled slash', () => request('GET /a//b', signedIn()), 400],
    ['TRACE', () => request('TRACE /'), 405],
    ['OPTIONS', () => request('OPTIONS /api/clusters', 'Origin: http://evil.test'), 405],
    ['CONNECT', () => request('CONNECT evil.test:443'), 405],
    ['a method that HTTP has not', () => request('BREW /'), 405],
    ['headers of 20 KiB', () => request('GET /', `X: ${'x'.repeat(20_000)}`), 431],
    ['no HTTP', () => '\x16\x03\x01\r\n\r\n', 400],
    ['data without a session', () => request('GET /api/clusters'), 401],
    ['metrics without a session', () => request('GET /metrics'), 401],
    ['a wrong token', () => request('GET /api/clusters', 'Authorization: Bearer wrong'), 401],
    ['a cookie of nobody', () => request('GET /api/clusters', 'Cookie: rollcall-7655=abc'), 401],
    ['the session cookie twice', () => request('GET /api/clusters', `Cookie: ${cookie}; ${cookie}`), 400],
    ['a change without origin', () => request('POST /api/demo', signedIn(), 'Content-Length: 0'), 403],
    ['a change of another port', () => request('POST /api/demo', signedIn(), `Origin: http://127.0.0.1:1`), 403],
    ['a change without CSRF token', () => request('POST /api/demo', signedIn(), `Origin: http://127.0.0.1:${port}`), 403],
    [
      'a body of 65 KiB',
      () => request('POST /api/demo', signedIn(), 'Content-Type: application/json', 'Content-Length: 66560'),
      413,
    ],
    [
      'a body without length',
      () => request('POST /api/demo', signedIn(), 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
      413,
    ],
    [
      'a form',
      () => request('POST /api/demo', signedIn(), 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 1'),
      415,
    ],
    [
      'a gzip bomb',
      () =>
        request('POST /api/demo', signedIn(), 'Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 9'),
      415,
    ],
    ['a Server Action', () => request('POST /c/demo', signedIn(), 'Next-Action: abc', 'Content-Length: 0'), 405],
    ['RSC on the API', () => request('GET /api/clusters', signedIn(), 'RSC: 1'), 400],
  ])('[DOOR-1] %s is refused in one sentence, with every security header', async (_, text, wanted) => {
    reached.length = 0;
    const answer = await send(text());
    expect([status(answer), reached]).toEqual([wanted, []]);
    expectDressed(answer);
    const { error } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { error: { code: string; message: string } };
    expect(error).toEqual({
      code: expect.stringMatching(/^[a-zA-Z]+\.[a-zA-Z]+$/),
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  it('[DOOR-2] an upgrade ends the connection without a word', async () => {
    for (const protocol of ['websocket', 'h2c'])
      expect(await send(request('GET /', 'Connection: Upgrade', `Upgrade: ${protocol}`))).toBe('');
  });
});

describe('what reaches it', () => {
  it('[DOOR-3] a page without a session is the sign-in page, with status 401, whatever was asked for', async () => {
    reached.length = 0;
    const answer = await send(request('GET /c/demo?q=1'));
    expect([status(answer), reached[0]?.url, reached[0]?.headers[TICKET_HEADER]]).toEqual([401, '/sign-in', undefined]);
    expectDressed(answer);
  });

  it('[DOOR-4] who is known gets through with a ticket; what identifies somebody stays outside', async () => {
    const ticket = 'forged';
    const lies = [
      'Impersonate-User: admin',
      'X-Remote-User: admin',
      'X-Forwarded-Host: evil.test',
      `X-Rollcall-Ticket: ${ticket}`,
    ];
    for (const proof of [signedIn(), `Authorization: Bearer ${TOKEN}`]) {
      reached.length = 0;
      expect(status(await send(request('GET /api/clusters', proof, 'X-Middleware-Subrequest: x', ...lies)))).toBe(200);
      const names = Object.keys(reached[0]?.headers ?? {});
      expect(names.filter((name) => /^(impersonate|x-remote|x-forwarded|x-middleware|authorization)/.test(name))).toEqual([]);
      expect(reached[0]?.headers[TICKET_HEADER]).toMatch(/^[\w-]{43}$/);
    }
  });

  it('[DOOR-5] an error of the framework carries the headers too, each once', async () => {
    const answer = await send(request('GET /broken', signedIn()));
    expect(status(answer)).toBe(500);
    expectDressed(answer);
  });

  it('[DOOR-6] each page has a nonce of its own, and none that was sent along', async () => {
    const nonces = new Set<string>();
    for (let count = 0; count < 50; count++) {
      const answer = await send(
        request('GET /', signedIn(), 'X-Nonce: mine', "Content-Security-Policy: script-src 'nonce-mine'"),
      );
      nonces.add(/'nonce-([^']+)'/.exec(answer)?.[1] ?? '');
    }
    expect([nonces.size, nonces.has('mine'), nonces.has('')]).toEqual([50, false, false]);
  });

  it('[DOOR-7] a method in a header or a query changes nothing', async () => {
    reached.length = 0;
    await send(request('GET /api/clusters?_method=DELETE', signedIn(), 'X-HTTP-Method-Override: DELETE'));
    expect(reached.map(({ method, headers }) => [method, headers['x-http-method-override']])).toEqual([['GET', undefined]]);
  });

  it('[DOOR-8] a session has eight streams; signing out ends them', async () => {
    const own = (await access.signIn(TOKEN)).cookie.split(';')[0] ?? '';
    const line = request('GET /api/live', `Cookie: ${own}`);
    const closed: Promise<string>[] = [];
    for (let count = 0; count < MOST_STREAMS_A_SESSION; count++) {
      const opened = Promise.withResolvers<void>();
      closed.push(
        new Promise((resolve) => {
          let answer = '';
          const socket = connect(port, '127.0.0.1', () => socket.write(line));
          socket.on('data', (part) => {
            answer += part.toString('latin1');
            opened.resolve();
          });
          socket.on('error', () => socket.destroy());
          socket.on('close', () => resolve(answer));
        }),
      );
      await opened.promise;
    }
    expect(status(await send(line))).toBe(429);
    access.signOut({ cookie: own });
    for (const answer of await Promise.all(closed)) expectDressed(answer);
    expect(status(await send(line))).toBe(401);
  });
});
