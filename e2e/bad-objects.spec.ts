import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../bin/server-process.mjs';
import { FakeApiServer } from '../lib/testing/fake-api-server.ts';
import { ODD_LOOKS } from './support/odd-looks.ts';
import { allowAll, plantOddObjects } from './support/odd-objects.ts';
import { ENTRY, freePort } from './support/product.ts';
import { NODE } from './support/simulator.ts';
import { expect, test } from './support/test.ts';

let api: FakeApiServer;
let server: Awaited<ReturnType<typeof startServer>>;
const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-odd-'));

test.beforeAll(async () => {
  api = await FakeApiServer.start();
  allowAll(api);
  plantOddObjects(api.objects);
  const config = { server: api.url };
  const kubeconfig = path.join(folder, 'kubeconfig');
  const context = { name: 'odd', context: { cluster: 'odd', user: 'odd' } };
  const parts = { clusters: [{ name: 'odd', cluster: config }], contexts: [context], users: [{ name: 'odd', user: {} }] };
  writeFileSync(kubeconfig, JSON.stringify({ apiVersion: 'v1', kind: 'Config', 'current-context': 'odd', ...parts }));
  const port = await freePort();
  const rollcall = { ROLLCALL_KUBECONFIG: kubeconfig, ROLLCALL_DEMO_URL: api.url, ROLLCALL_PORT: String(port) };
  server = await startServer({ node: NODE, entry: ENTRY, address: '127.0.0.1', port, env: { ...process.env, ...rollcall } });
});

test.afterAll(async () => {
  await server?.stop();
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('[INPUT-7] objects that no API server should send are shown for what they are, and the server lives on', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  const ask = async (at: string, init?: RequestInit) => {
    const answer = await fetch(`${server.url}/api/c/demo${at}`, init);
    const text = await answer.text();
    return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : null };
  };
  await expect(async () => expect((await ask('/daemonsets')).status).toBe(200)).toPass();
  for (const { row, what, look } of ODD_LOOKS)
    await test.step(`${row}: ${what}`, () => look({ api, page, url: server.url, ask }));
  expect(problems).toEqual([]);
  expect(api.requests.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
  expect((await ask('/daemonsets')).status).toBe(200);
});
