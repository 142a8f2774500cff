import { BAD_INPUTS } from './support/bad-inputs.ts';
import { type RawAnswer, sendRaw } from './support/raw-request.ts';
import { expect, test } from './support/test.ts';

test.use({ cluster: { scenario: 'healthy-fleet', nodes: 4 } });

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
  for (const { row, what, line, headers = [], body = '', wanted } of BAD_INPUTS) {
    const all = [`Host: ${host}`, `Origin: http://${host}`, 'Connection: close', ...headers];
    const sent = all.filter(
      (header) => !(header === 'Connection: close' && headers.some((own) => own.startsWith('Connection:'))),
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
