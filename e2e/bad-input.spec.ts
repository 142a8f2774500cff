import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BAD_INPUTS } from './support/bad-inputs.ts';
import { ODD_LOOKS } from './support/odd-looks.ts';
import { type RawAnswer, sendRaw } from './support/raw-request.ts';
import { START_INPUTS } from './support/start-inputs.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'healthy-fleet', nodes: 4 } });

/** Rows that take more than one request, or a browser. */
const TRIED_BY_TESTS = [
  { rows: [37, 44, 45], law: 'INPUT-4', file: 'bad-input.spec.ts' },
  { rows: [50], law: 'INPUT-8', file: 'bad-input.spec.ts' },
  { rows: [55, 56, 57, 58], law: 'HOSTILE-4', file: 'hostile-strings.spec.ts' },
  { rows: [74], law: 'INPUT-9', file: 'bad-input.spec.ts' },
];

const HEADERS = [
  'x-content-type-options: nosniff',
  'x-frame-options: deny',
  'referrer-policy: no-referrer',
  'cross-origin-opener-policy: same-origin',
  'cross-origin-resource-policy: same-origin',
  'permissions-policy: ',
  'content-security-policy: ',
  'cache-control: ',
];

test('[INPUT-1] each bad input is refused in one sentence with every header, and the server lives on with nothing lost', async ({
  product,
}) => {
  const port = Number(new URL(product.url).port);
  const host = `127.0.0.1:${port}`;
  const before = await objectsOf(product.simulator.url);
  for (const { row, what, line, headers = [], body = '', wanted, host: other = host } of BAD_INPUTS) {
    const own = headers.map((header) => header.replaceAll('PORT', String(port)));
    const all = [`Host: ${other}`, `Origin: http://${host}`, 'Connection: close', ...own];
    const sent = all.filter(
      (header) => !(header === 'Connection: close' && headers.some((sent) => sent.startsWith('Connection:'))),
    );
    await test.step(`${row}: ${what}`, async () => {
      const answer = await sendRaw(port, `${line} HTTP/1.1\r\n${sent.join('\r\n')}\r\n\r\n${body}`);
      expect.soft(wanted, `${row} ${what}: ${answer.status} ${answer.body.slice(0, 200)}`).toContain(answer.status);
      if (answer.status === 0) return;
      const head = answer.head.toLowerCase();
      expect
        .soft(
          HEADERS.filter((header) => !head.includes(header)),
          `${row} ${what}`,
        )
        .toEqual([]);
      expect.soft(sentenceOf(answer), `${row} ${what}`).toMatch(/^[^\n]{5,400}[.!]$/);
      expect.soft(sentenceOf(answer), `${row} ${what}`).not.toMatch(/\bat \S+:\d+|node_modules/);
    });
  }
  expect(await objectsOf(product.simulator.url)).toEqual(before);
  expect((await fetch(`${product.url}/api/c/demo/daemonsets`)).status).toBe(200);
});

test('[INPUT-2] many Hosts and lengths that lie never reach an answer of the framework', async ({ product }) => {
  const port = Number(new URL(product.url).port);
  const hostile = ['evil.test', 'localhost', `127.0.0.1:${port}.evil.test`, `evil.test:${port}`, '127.0.0.1'];
  for (const host of hostile)
    expect((await sendRaw(port, `GET /api/clusters HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status, host).toBe(
      421,
    );
  const lie = `POST /api/demo HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nContent-Type: application/json\r\n`;
  const short = await sendRaw(port, `${lie}Content-Length: 2\r\nConnection: close\r\n\r\n{}{"action":"start"}`);
  expect([0, 400]).toContain(short.status);
});

test('[INPUT-3] every row of the matrix is tried, and each input once', () => {
  const tried = [
    ...BAD_INPUTS.map(({ row, ...input }) => [Number(row), JSON.stringify(input)] as const),
    ...START_INPUTS.map(({ row, what }) => [row, what] as const),
    ...ODD_LOOKS.map(({ row, what }) => [row, what] as const),
    ...TRIED_BY_TESTS.flatMap(({ rows, law }) => rows.map((row) => [row, law] as const)),
  ];
  const rows = [...new Set(tried.map(([row]) => row))].sort((left, right) => left - right);
  expect(rows).toEqual(Array.from({ length: 74 }, (_, index) => index + 1));
  expect(tried.map(String)).toHaveLength(new Set(tried.map(String)).size);
  for (const { law, file } of TRIED_BY_TESTS)
    expect(readFileSync(path.join(import.meta.dirname, file), 'utf8')).toContain(`[${law}]`);
});

test('[INPUT-4] a requestId that is used again for another act is refused, and what proxies say of a client is not believed', async ({
  product,
}) => {
  const at = '/api/c/demo/daemonsets/kube-system/kube-proxy';
  const { uid } = (await (await fetch(product.url + at)).json()) as { uid: string };
  const lies = {
    'x-forwarded-host': 'evil.test',
    forwarded: 'for=203.0.113.9;host=evil.test;proto=https',
    'x-real-ip': '203.0.113.9',
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-user': 'evil-root',
    'impersonate-user': 'evil-root',
  };
  const send = async (body: object) => {
    const headers = { 'content-type': 'application/json', origin: product.url, ...lies };
    const requestId = '11111111-2222-4333-8444-555555555555';
    const answer = await fetch(`${product.url}${at}/acts`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ uid, requestId, ...body }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const [first, again, other] = [
    await send({ act: 'setBudget', maxUnavailable: 2 }),
    await send({ act: 'setBudget', maxUnavailable: 2 }),
    await send({ act: 'setBudget', maxUnavailable: 3 }),
  ];
  expect(first.status, first.text).toBe(200);
  expect(again).toEqual(first);
  expect(other.status).toBe(409);
  expect(JSON.parse(other.text)).toMatchObject({ error: { code: 'request.reused', field: 'requestId' } });
  const page = await fetch(`${product.url}/c/demo`, { headers: lies, redirect: 'manual' });
  const events = await (await fetch(`${product.simulator.url}/api/v1/namespaces/kube-system/events`)).text();
  expect(page.status).toBe(200);
  expect(events).toContain('setBudget');
  for (const said of [await page.text(), first.text, events]) expect(said).not.toMatch(/evil|203\.0\.113\.9/);
});

test('[INPUT-8] a Last-Event-ID that is none begins with a snapshot instead of a replay', async ({ product }) => {
  const stop = new AbortController();
  const headers = { 'last-event-id': '9e99' };
  const answer = await fetch(`${product.url}/api/live?feed=demo/fleet`, { headers, signal: stop.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/^event: (?!heartbeat)/m.test(text)) text += (await reader?.read())?.value ?? '';
  stop.abort();
  expect(/^event: (?!heartbeat)(\w+)/m.exec(text)?.[1]).toBe('reset');
});

test('[INPUT-9] a deep link opens a view only: another cluster, another Namespace, an act', async ({ page, product }) => {
  const before = await objectsOf(product.simulator.url);
  const changes: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && changes.push(`${request.method()} ${request.url()}`));
  const act = 'act=deleteDaemonSet&confirm=kube-proxy&propagation=Background&dialog=delete&wave=start&node=no-such-node';
  await page.goto(`/c/demo/daemonsets/kube-system/kube-proxy?${act}#t=${'x'.repeat(43)}`);
  await page.getByRole('grid').waitFor();
  await expect(page.getByRole('dialog')).toBeHidden();
  for (const elsewhere of ['/c/other/daemonsets/kube-system/kube-proxy', '/c/demo/daemonsets/elsewhere/kube-proxy']) {
    await page.goto(`${elsewhere}?${act}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  expect(changes.filter((change) => !change.endsWith('/api/session'))).toEqual([]);
  expect(await objectsOf(product.simulator.url)).toEqual(before);
});

/** Names and uids of everything that a bad input could have deleted. */
async function objectsOf(url: string): Promise<readonly string[]> {
  const paths = ['/apis/apps/v1/daemonsets', '/api/v1/pods', '/api/v1/nodes'];
  const lists = await Promise.all(paths.map(async (path) => (await fetch(url + path)).json() as Promise<List>));
  return lists
    .flatMap(({ items }) => items.map(({ metadata }) => `${metadata.name} ${metadata.uid} ${metadata.generation ?? ''}`))
    .sort();
}

interface List {
  readonly items: readonly { readonly metadata: { readonly name: string; readonly uid: string; readonly generation?: number } }[];
}

/** The one sentence of a refusal; '' when the answer is none. */
function sentenceOf({ body }: RawAnswer): string {
  return /\{"error":\{"code":"[\w.]+","message":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1] ?? '';
}
