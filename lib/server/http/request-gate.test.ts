import { describe, expect, it } from 'vitest';
import { allowedHosts } from './allowed-hosts.ts';
import { cleanRawRequest, MALFORMED_PATH } from './raw-request.ts';
import { refuseAtGate } from './request-gate.ts';

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
  ] as [Record<string, string>, number | null][])('[GATE-6] a change with %j is answered with %s', (headers, status) => {
    expect(gate('POST', '/api/demo', headers)).toBe(status);
  });

  it('[GATE-7] a body that says it is too long is refused before it is read', () => {
    const headers = { origin: `http://${HOST}`, 'content-length': '65537' };
    expect(gate('POST', '/api/demo', headers)).toBe(413);
    expect(gate('POST', '/api/demo', { ...headers, 'content-length': '65536' })).toBeNull();
  });

  it('[GATE-12] what-if takes a megabyte, from the same origin only like every POST until scripts carry a token', () => {
    const path = '/api/c/demo/placement';
    const headers = { origin: `http://${HOST}`, 'content-length': '1048576' };
    expect(gate('POST', path, headers)).toBeNull();
    expect(gate('POST', path, { ...headers, 'content-length': '1048577' })).toBe(413);
    expect(gate('POST', path)).toBe(403);
    expect(gate('PUT', path, headers)).toBe(405);
    expect(gate('POST', '/api/c/demo/x/placement', headers)).toBe(405);
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
    const headers = { 'x-forwarded-host': 'evil.test', 'x-middleware-subrequest': 'proxy', 'x-nonce': 'n', accept: 'a' };
    expect(raw('/', { headers }).headers).toEqual({ accept: 'a' });
  });
});
