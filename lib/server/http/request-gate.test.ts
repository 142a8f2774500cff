import { describe, expect, it } from 'vitest';
import { allowedHosts } from './allowed-hosts.ts';
import { cleanRawRequest, MALFORMED_PATH } from './raw-request.ts';
import { refuseAtGate, refuseForgery } from './request-gate.ts';

const OPTIONS = {
  allowedHosts: allowedHosts({ PORT: '7655', ROLLCALL_ALLOWED_HOSTS: 'rollcall.example, *.bad, other.example:8443' }),
};
const HOST = '127.0.0.1:7655';

function gate(method: string, path: string, headers: Record<string, string> = {}) {
  return refuseAtGate({ method, path, headers: new Headers({ host: HOST, ...headers }) }, OPTIONS)?.status ?? null;
}

describe('the gate', () => {
  it.each([
    HOST,
    'localhost:7655',
    '[::1]:7655',
    'LOCALHOST:7655',
    'rollcall.example',
    'rollcall.example:7655',
    'other.example:8443',
  ])('[GATE-1] the Host %s is answered', (host) => {
    expect(gate('GET', '/', { host })).toBeNull();
  });

  it.each(['evil.test', 'localhost', '127.0.0.1:80', 'localhost:7655.evil.test', 'other.example', 'x.bad', ''])(
    '[GATE-2] the Host %j is refused with 421, on pages, files and the API alike',
    (host) => {
      expect(['/', '/_next/static/x.js', '/api/clusters', '/livez'].map((path) => gate('GET', path, { host }))).toEqual([
        421, 421, 421, 421,
      ]);
    },
  );

  it.each([
    '/api/c/a%2Fb',
    '/api/c/..%2fx',
    '/a//b',
    '/a\\b',
    '/a%5Cb',
    '/%00',
    '/%0d%0aX:1',
    '/%ff',
    '/%252F',
    '/a/../b',
    '/%2e%2e/b',
    '/%',
    '/api/c/demo/nodes/',
  ])('[GATE-3] the path %s is refused with 400', (path) => {
    expect(gate('GET', path)).toBe(400);
  });

  it('[GATE-4] a path with names of Kubernetes in it passes', () => {
    expect(gate('GET', '/api/c/demo/daemonsets/kube-system/a.b-c/nodes/ip-10-0-1-2.eu-1.compute.internal')).toBeNull();
    expect(gate('HEAD', '/c/demo')).toBeNull();
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'BREW'])(
    '[GATE-5] %s on a path that only answers reads is refused with 405',
    (method) => {
      expect(gate(method, '/api/clusters', { origin: `http://${HOST}` })).toBe(405);
      expect(gate(method, '/', { 'sec-fetch-site': 'same-origin' })).toBe(405);
    },
  );

  it.each([
    [{ origin: `http://${HOST}` }, null],
    [{ origin: `https://${HOST}`, 'sec-fetch-site': 'same-origin' }, null],
    [{ 'sec-fetch-site': 'same-origin' }, null],
    [{}, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://evil.test' }, 403],
    [{ origin: `http://${HOST}.evil.test` }, 403],
    [{ origin: 'http://localhost:7655' }, 403],
    [{ origin: `http://${HOST}`, 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
  ] as [Record<string, string>, number | null][])('[GATE-6] a change with %j is answered with %s', (sent, status) => {
    const headers = new Headers({ host: HOST, ...sent });
    expect(refuseForgery(headers, { provenBy: 'cookie', csrf: null })?.status ?? null).toBe(status);
    expect(refuseForgery(headers, { provenBy: 'nothing', csrf: null })?.status ?? null).toBe(status);
  });

  it('[GATE-13] a change with a cookie carries the CSRF token of its session too; a bearer token needs neither', () => {
    const forged = (provenBy: 'cookie' | 'proxy' | 'bearer', csrf?: string) =>
      refuseForgery(new Headers({ host: HOST, origin: `http://${HOST}`, ...(csrf ? { 'x-rollcall-csrf': csrf } : {}) }), {
        provenBy,
        csrf: 'right',
      })?.code ?? null;
    expect([forged('cookie'), forged('cookie', 'wrong'), forged('proxy')]).toEqual(Array(3).fill('csrf.refused'));
    expect([forged('cookie', 'right'), forged('proxy', 'right'), forged('bearer')]).toEqual([null, null, null]);
  });

  const json = (length: number) => ({ 'content-length': String(length), 'content-type': 'application/json' });

  it('[GATE-7] a body that is too long, or does not say how long it is, is refused before it is read', () => {
    expect(gate('POST', '/api/demo', json(65_537))).toBe(413);
    expect(gate('POST', '/api/demo', json(65_536))).toBeNull();
    expect(gate('POST', '/api/demo', { 'transfer-encoding': 'chunked', 'content-type': 'application/json' })).toBe(413);
  });

  it.each(['/api/c/demo/placement', '/api/c/demo/node-comparison'])(
    '[GATE-12] what may name thousands of Nodes takes a megabyte: %s',
    (path) => {
      expect(gate('POST', path, json(1_048_576))).toBeNull();
      expect(gate('POST', path, json(1_048_577))).toBe(413);
      expect(gate('PUT', path, json(10))).toBe(405);
      expect(gate('POST', path.replace('/demo', '/demo/x'), json(10))).toBe(405);
    },
  );

  it('[GATE-18] an act on a Node is a JSON body of at most 64 KiB by POST to that Node’s own path and to no other', () => {
    const path = '/api/c/demo/nodes/node-1/acts';
    expect(gate('POST', path, json(65_536))).toBeNull();
    expect(gate('POST', path, json(65_537))).toBe(413);
    expect(gate('POST', path, { ...json(10), 'content-type': 'text/plain' })).toBe(415);
    expect(['PUT', 'PATCH', 'DELETE'].map((method) => gate(method, path, json(10)))).toEqual([405, 405, 405]);
    const others = ['/api/c/demo/nodes/acts', '/api/c/demo/nodes/a/b/acts', `${path}/x`, '/api/c/demo/nodes/node-1/access'];
    expect(others.map((other) => gate('POST', other, json(10)))).toEqual([405, 405, 405, 405]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', ''])(
    '[GATE-14] a body of type %j is refused with 415',
    (type) => {
      expect(gate('POST', '/api/demo', { ...json(2), 'content-type': type })).toBe(415);
    },
  );

  it('[GATE-15] a compressed body is refused, and a read that has a body', () => {
    expect(gate('POST', '/api/demo', { ...json(2), 'content-encoding': 'gzip' })).toBe(415);
    expect(gate('GET', '/api/clusters', json(2))).toBe(400);
    expect(gate('GET', '/api/clusters', { 'transfer-encoding': 'chunked' })).toBe(400);
  });

  it('[GATE-17] more cookies than a browser keeps for a host are refused with 431', () => {
    const cookies = (count: number) => Array.from({ length: count }, (_, index) => `c${index}=x`).join('; ');
    expect(gate('GET', '/api/clusters', { cookie: cookies(180) })).toBeNull();
    expect(gate('GET', '/api/clusters', { cookie: cookies(181) })).toBe(431);
  });

  it('[GATE-16] RSC is for pages', () => {
    expect([gate('GET', '/api/clusters', { rsc: '1' }), gate('GET', '/c/demo', { rsc: '1' })]).toEqual([400, null]);
  });
});

describe('cleanRawRequest', () => {
  const raw = (url: string, parts: { method?: string; headers?: Record<string, string>; rawHeaders?: string[] } = {}) => {
    const request = { method: 'GET', url, headers: { ...parts.headers }, rawHeaders: ['Host', HOST], ...parts };
    cleanRawRequest(request);
    return request;
  };

  it.each(['/a//b', '/a/../b', '/a/%2E%2e/b', '/a/.', '/..\\b', 'http://evil.test/api/clusters', '*'])(
    '[GATE-8] %s, which Next would redirect or resolve, reaches the gate as a refusal',
    (url) => {
      expect(raw(url).url).toBe(MALFORMED_PATH);
      expect(gate('GET', MALFORMED_PATH)).toBe(400);
    },
  );

  it('[GATE-9] two Hosts, or none, are refused', () => {
    expect(raw('/', { rawHeaders: ['Host', 'a', 'host', 'b'] }).url).toBe(MALFORMED_PATH);
    expect(raw('/', { rawHeaders: [] }).url).toBe(MALFORMED_PATH);
  });

  it('[GATE-10] a request that is well formed stays as it is, its query too', () => {
    expect(raw('/api/live?feed=a//b@..')).toMatchObject({ method: 'GET', url: '/api/live?feed=a//b@..' });
    expect(raw('/x', { method: 'TRACE' }).method).toBe('OPTIONS');
  });

  it('[GATE-11] headers that only a proxy or Next itself may set do not come from clients', () => {
    const lies = [
      ...['x-forwarded-host', 'x-forwarded-for', 'x-forwarded-user', 'forwarded', 'x-real-ip', 'x-middleware-subrequest'],
      ...['x-nonce', 'content-security-policy', 'next-action', 'impersonate-user', 'impersonate-extra-x', 'x-remote-user'],
      ...['x-remote-group', 'x-rollcall-ticket', 'x-rollcall-proxy-secret', 'x-http-method-override', 'authorization'],
    ];
    const headers = Object.fromEntries([...lies.map((name) => [name, 'lie']), ['accept', 'a']]);
    expect(raw('/', { headers }).headers).toEqual({ accept: 'a' });
  });
});
