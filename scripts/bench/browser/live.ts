import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { Product } from '../../../e2e/support/product.ts';
import { median, quantile, type Row, row } from '../rows.ts';
import { busySeconds, type Draw, heapMegabytes, paintedAt, probePages } from './probe.ts';

const SUBJECT = '/c/demo/daemonsets/kube-system/fluentd-elasticsearch';
const VIEW = `${SUBJECT}?group=none&sort=name&zoom=8`;
const NAVIGATIONS = 5;
const CHANGES_A_SECOND = 200;
const SECONDS = 15;
/** The server waits at most so long before it sends a change, to send others with it. */
const COALESCING_MS = 100;
const VIEWPORT = { width: 1440, height: 900 };

/** A simulated cluster behind the real server: first view, changes from the API server to the pixel, and what they cost. */
export async function measureLive(browser: Browser, product: Product, nodes: number): Promise<readonly Row[]> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US', baseURL: product.url });
  await probePages(context);
  const warm = await context.newPage();
  await warm.goto(SUBJECT);
  await paintedAt(warm);
  await warm.close();

  const times: number[] = [];
  for (let round = 0; round < NAVIGATIONS; round++) {
    const page = await context.newPage();
    await page.goto(SUBJECT, { waitUntil: 'commit' });
    times.push(await paintedAt(page));
    await page.close();
  }
  const bytes = await firstViewBytes(browser, product.url);
  const page = await context.newPage();
  await page.goto(VIEW);
  await paintedAt(page);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const heap = await heapMegabytes(session);
  const { latencies, busy } = await measureChanges(page, product.simulator.url, () => busySeconds(session));
  await context.close();
  return [
    row(nodes, 'navigation to the whole grid painted, warm server (median)', median(times), { most: 1_000, unit: 'ms' }),
    bytesRow(nodes, bytes),
    row(nodes, 'JS heap', heap, { most: 25, unit: 'MB' }),
    row(nodes, `change to pixel at ${CHANGES_A_SECOND}/s, p50, beyond ${COALESCING_MS} ms`, median(latencies) - COALESCING_MS, {
      most: 60,
      unit: 'ms',
    }),
    row(
      nodes,
      `change to pixel at ${CHANGES_A_SECOND}/s, p99, beyond ${COALESCING_MS} ms`,
      quantile(latencies, 0.99) - COALESCING_MS,
      { most: 150, unit: 'ms' },
    ),
    row(
      nodes,
      `changes seen of ${CHANGES_A_SECOND * SECONDS} (share missing)`,
      100 - (100 * latencies.length) / (CHANGES_A_SECOND * SECONDS),
      { most: 0, unit: '%' },
    ),
    row(nodes, `main thread busy at ${CHANGES_A_SECOND}/s`, busy * 100, { most: 10, unit: '%' }),
  ];
}

/** Bytes by the kind of answer: Script, Font, Stylesheet, Document, Fetch, … */
async function firstViewBytes(browser: Browser, baseURL: string): Promise<ReadonlyMap<string, number>> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US', baseURL });
  await probePages(context);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  await page.goto(SUBJECT);
  await paintedAt(page);
  await page.waitForLoadState('load');
  await context.close();
  return bytes;
}

function bytesRow(nodes: number, bytes: ReadonlyMap<string, number>): Row {
  const kinds = [...bytes].filter(([kind]) => kind !== 'Script');
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const parts = kinds.map(([kind, count]) => `${kind} ${Math.round(count / 1024)}`).join(', ');
  return row(nodes, `bytes of the first view without scripts (${parts})`, total / 1024, { most: 150, unit: 'KB' });
}

/** Cordons one Node after the other and finds when its cell is drawn anew. */
async function measureChanges(page: Page, api: string, busyNow: () => Promise<number>) {
  const names = (await nodeNames(api)).toSorted(new Intl.Collator('en', { numeric: true }).compare);
  const columns = Number(await page.getByRole('grid').getAttribute('aria-colcount'));
  const pitch = 10;
  const sent = new Map<number, number>();
  const before = await busyNow();
  const began = performance.now();
  await page.evaluate(() => window.seen.draws.splice(0));
  const answers: Promise<unknown>[] = [];
  for (let change = 0; change < CHANGES_A_SECOND * SECONDS; change++) {
    await sleep(Math.max(0, began + (change * 1_000) / CHANGES_A_SECOND - performance.now()));
    const index = change % names.length;
    sent.set(index, performance.timeOrigin + performance.now());
    answers.push(cordon(api, names[index] ?? ''));
  }
  await Promise.all(answers);
  const busy = ((await busyNow()) - before) / ((performance.now() - began) / 1_000);
  await sleep(1_000);
  const draws = await page.evaluate(() => window.seen.draws);
  return { latencies: latenciesOf(draws, sent, { columns, pitch }), busy };
}

function latenciesOf(
  draws: readonly Draw[],
  sent: ReadonlyMap<number, number>,
  { columns, pitch }: { columns: number; pitch: number },
): number[] {
  const latencies: number[] = [];
  const byPlace = Map.groupBy(draws, ({ x, y }) => Math.round(y / pitch) * columns + Math.round(x / pitch));
  for (const [index, at] of sent) {
    const drawn = byPlace.get(index)?.find((draw) => draw.at >= at);
    if (drawn) latencies.push(drawn.at - at);
  }
  return latencies;
}

async function nodeNames(api: string): Promise<string[]> {
  const list = (await (await fetch(`${api}/api/v1/nodes`)).json()) as { items: { metadata: { name: string } }[] };
  return list.items.map(({ metadata }) => metadata.name);
}

async function cordon(api: string, node: string): Promise<void> {
  const answer = await fetch(`${api}/api/v1/nodes/${node}`, {
    method: 'PATCH',
    body: JSON.stringify({ spec: { unschedulable: true } }),
    headers: { 'content-type': 'application/merge-patch+json' },
  });
  if (!answer.ok) throw new Error(`The simulated cluster refused to cordon ${node}: ${answer.status}`);
  await answer.arrayBuffer();
}
