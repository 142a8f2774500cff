import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../bin/server-process.mjs';
import { FakeApiServer } from '../lib/testing/fake-api-server.ts';
import { ODD_LOOKS } from './support/odd-looks.ts';
import { allowAll, plantOddObjects } from './support/odd-objects.ts';
import { ENTRY, freePort } from './support/product.ts';
import { NODE } from './support/simulator.ts';
import { plantStrayPods, STRAY_NAMESPACE } from './support/stray-pods.ts';
import { expect, test } from './support/test.ts';

let api: FakeApiServer;
let server: Awaited<ReturnType<typeof startServer>>;
const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-odd-'));

test.beforeAll(async () => {
  api = await FakeApiServer.start();
  allowAll(api);
  plantOddObjects(api.objects);
  plantStrayPods(api.objects);
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

test('[INPUT-10] Pods that no count tells of are named on the page, each by what it is, and counted nowhere', async ({
  page,
}) => {
  await page.goto(`${server.url}/c/demo/daemonsets/${STRAY_NAMESPACE}/agent`);
  const strays = page.getByTestId('strays');
  for (const [words, pod] of [
    ['1 Pod names no Node', 'unplaced'],
    ['1 Pod is on Nodes that do not exist', 'vanished'],
    ['1 Pod is beside an older one', 'duplicate'],
    ['1 Pod of another controller', 'foreign'],
    ['1 Pod of an earlier DaemonSet of this name', 'predecessor'],
    ['1 Pod that the selector no longer matches', 'released'],
    ['1 orphan matches the selector', 'orphan'],
    ['1 Pod was taken out by a change of labels', 'isolated'],
  ] as const) {
    const group = strays.getByRole('listitem').filter({ has: page.getByText(words, { exact: true }) });
    await expect(group).toContainText(pod, { timeout: 30_000 });
  }
  await expect(strays).toContainText('kubectl delete pod --namespace=strays unplaced');
  await expect(strays).toContainText('kubectl delete pod --namespace=strays isolated');
  const { current, missing, misscheduled } = await (
    await fetch(`${server.url}/api/c/demo/daemonsets/${STRAY_NAMESPACE}/agent`)
  ).json();
  expect([current, misscheduled]).toEqual([1, 0]);
  expect(missing).toBeGreaterThan(0);
});
