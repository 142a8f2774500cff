import { globSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccessControl } from '#lib/server/access/access-control.ts';
import { installAccess } from '#lib/server/access/running-access.ts';

const APP = path.resolve(import.meta.dirname, '..');
const METHODS = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS'];
const ROUTES = globSync('**/route.ts', { cwd: APP }).sort();
/** What strangers are told: whether the process is up, how one signs in, and that there is nothing. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  'livez/route.ts': ['GET'],
  'readyz/route.ts': ['GET'],
  'api/session/route.ts': ['GET', 'POST', 'DELETE'],
};
const PARAMS = { cluster: 'main', namespace: 'default', name: 'logger', node: 'n1', pod: 'p1', path: ['x'] };
const KEY = Symbol.for('rollcall.access.v1');

type Handler = (request: Request, context: { params: Promise<typeof PARAMS> }) => Promise<Response>;

beforeAll(() => {
  const options = { mode: 'token', fixedToken: 'x'.repeat(32), proxySecret: undefined } as const;
  installAccess(
    new AccessControl({ ...options, port: 7655, secure: false, now: () => Date.now(), reviewUser: async () => 'nobody' }),
  );
});
afterAll(() => void Reflect.deleteProperty(globalThis, KEY));

it('[T14-1] there are routes to try', () => {
  expect(ROUTES.length).toBeGreaterThan(25);
});

it.each(ROUTES)('[T14-2] %s answers nobody who did not come through the front door', async (file) => {
  const route = (await import(path.join(APP, file))) as Readonly<Record<string, Handler | undefined>>;
  const tried: string[] = [];
  for (const method of METHODS) {
    const handler = route[method];
    if (handler === undefined || OPEN[file]?.includes(method)) continue;
    const headers = { 'x-rollcall-ticket': 'forged', cookie: 'rollcall-7655=forged', authorization: `Bearer ${'x'.repeat(32)}` };
    const answer = await handler(new Request('http://127.0.0.1/', { method, headers }), { params: Promise.resolve(PARAMS) });
    tried.push(`${method} ${answer.status} ${((await answer.json()) as { error: { code: string } }).error.code}`);
  }
  expect(tried.filter((line) => !line.endsWith(' 401 session.required'))).toEqual([]);
  expect(tried.length > 0 || file in OPEN).toBe(true);
});
