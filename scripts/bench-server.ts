// npm run bench -- server: the server's memory over a large cluster at rest, while it is read and while it rolls out.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Product, startProduct } from '../e2e/support/product.ts';
import { machineSpeed, printRows, type Row, row } from './bench/rows.ts';

const NODES = 5_000;
/** Of 11 DaemonSets. */
const SCENARIO = 'large-fleet';
const SUBJECT = '/api/c/demo/daemonsets/kube-system/fluentd-elasticsearch';
const SAMPLE_EVERY_MS = 500;
const REST_MS = 20_000;
const ROLL_MS = 60_000;
const READERS = 10;

console.log(machineSpeed());
const product = await startProduct({ scenario: SCENARIO, nodes: NODES });
const rows: Row[] = [];
try {
  rows.push(...(await phase('listing', product, listed(product))));
  rows.push(...(await phase('at rest', product, sleep(REST_MS))));
  const readers = await Promise.all(Array.from({ length: READERS }, () => openReader(product)));
  rows.push(...(await phase(`at rest, ${READERS} readers`, product, sleep(REST_MS))));
  await product.simulator.control('start');
  rows.push(...(await phase(`rolling out, ${READERS} readers`, product, sleep(ROLL_MS))));
  for (const reader of readers) reader.abort();
} finally {
  await product.stop();
}
printRows(rows);

/** The greatest memory while something goes on, and what is in use at its end. */
async function phase(what: string, { metric }: Product, until: Promise<unknown>): Promise<readonly Row[]> {
  let over = false;
  let resident = 0;
  let heap = 0;
  const end = until.then(() => {
    over = true;
  });
  while (!over) {
    const now = (await metric('process_resident_memory_bytes')) / 1024 ** 2;
    resident = Math.max(resident, now);
    heap = (await metric('process_heap_bytes')) / 1024 ** 2;
    await sleep(SAMPLE_EVERY_MS);
  }
  await end;
  return [
    row(NODES, `${what}: greatest resident memory of the server`, resident, { unit: 'MB' }),
    row(NODES, `${what}: JavaScript heap at the end`, heap, { unit: 'MB' }),
  ];
}

async function listed({ url }: Product): Promise<void> {
  const began = performance.now();
  while (!(await fetch(`${url}${SUBJECT}/snapshot`)).ok) await sleep(100);
  console.log(`first snapshot of the DaemonSet ${Math.round(performance.now() - began)} ms after the server answered`);
}

async function openReader({ url }: Product): Promise<AbortController> {
  const reader = new AbortController();
  await (await fetch(`${url}${SUBJECT}/snapshot`)).arrayBuffer();
  const feed = encodeURIComponent('demo/daemonsets/kube-system/fluentd-elasticsearch');
  const stream = await fetch(`${url}/api/live?feed=${feed}`, { signal: reader.signal });
  void stream.body?.pipeTo(new WritableStream()).catch((cause: unknown) => {
    if (!reader.signal.aborted) throw cause;
  });
  return reader;
}
