import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { liveFrame } from '#lib/feed/live-message.ts';
import { naturalCompare } from '#lib/feed/natural-compare.ts';
import { parseFeedSnapshot } from '#lib/feed/parse-feed-snapshot.ts';
import type { DaemonSetPatch, DaemonSetSnapshot, NodeColumns, RolloutColumns } from '#lib/feed/snapshot.ts';
import { snapshotText } from '#lib/feed/snapshot-text.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { freePort } from '../../../e2e/support/product.ts';

const FEED = 'demo/daemonsets/kube-system/fluentd-elasticsearch';
const SNAPSHOT = '/api/c/demo/daemonsets/kube-system/fluentd-elasticsearch/snapshot';
const HEARTBEAT_MS = 5_000;

/** The product, with the feed of one DaemonSet made as large as asked. */
export interface MultipliedFeed {
  readonly url: string;
  /** Sends one patch that changes the state of so many Nodes. */
  patch(nodes: number): void;
  stop(): void;
}

/** Stands before a product: answers for one feed with its Nodes repeated under new names, and passes everything else on. */
export async function multiplyFeed(product: string, nodes: number): Promise<MultipliedFeed> {
  const small = await fetchSmall(product);
  const snapshot = multiply(small, nodes);
  const body = gzipSync(snapshotText(snapshot), { level: 1 });
  const streams = new Set<ServerResponse>();
  let seq = snapshot.cursor.seq;
  let turn = 0;
  const server = createServer((incoming, response) => {
    if (incoming.url === SNAPSHOT) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body);
    else if (incoming.url?.startsWith('/api/live')) openStream(response, streams, small);
    else passOn(incoming, response, product);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const beat = setInterval(() => heartbeat(streams, small), HEARTBEAT_MS);
  return {
    url: `http://127.0.0.1:${port}`,
    patch(count) {
      seq += 1;
      turn += 1;
      const patch = patchOf(snapshot, { seq, from: (turn * count * 7) % nodes, count, state: turn % 2 });
      const frame = liveFrame({ type: 'patch', feed: FEED, patch }, `${snapshot.cursor.epoch}.${seq}`);
      for (const stream of streams) stream.write(frame);
    },
    stop() {
      clearInterval(beat);
      server.closeAllConnections();
      server.close();
    },
  };
}

async function fetchSmall(product: string): Promise<DaemonSetSnapshot> {
  const bytes = Buffer.from(await (await fetch(product + SNAPSHOT)).arrayBuffer());
  const snapshot = parseFeedSnapshot(JSON.parse(gunzipSync(bytes).toString('utf8')));
  if (snapshot.kind !== 'daemonset') throw new Error(`${SNAPSHOT} is the snapshot of a ${snapshot.kind}`);
  return snapshot;
}

function multiply(small: DaemonSetSnapshot, nodes: number): DaemonSetSnapshot {
  const slots = Array.from({ length: nodes }, (_, slot) => slot);
  const rows = small.nodes.slot.length;
  const repeat = <Columns extends NodeColumns | RolloutColumns>(columns: Columns): Columns => {
    const entries = Object.entries(columns) as [string, readonly unknown[]][];
    return Object.fromEntries(
      entries.map(([name, values]) => [name, slots.map((slot) => values[slot % rows])]),
    ) as unknown as Columns;
  };
  const table = repeat(small.nodes);
  // A server gives the first slots in the order of names.
  const name = table.name.map((own, slot) => `${own}-${Math.floor(slot / rows)}`).sort(naturalCompare);
  const rollout = { ...repeat(small.rollout), slot: slots };
  const states = Object.fromEntries(NODE_ROLLOUT_STATES.map((state) => [state, 0])) as Record<
    (typeof NODE_ROLLOUT_STATES)[number],
    number
  >;
  for (const state of rollout.state) states[NODE_ROLLOUT_STATES[state] ?? 'ineligible'] += 1;
  return { ...small, detail: { ...small.detail, states }, nodes: { ...table, slot: slots, name }, rollout };
}

function patchOf(
  { detail, rollout, asOf }: DaemonSetSnapshot,
  { seq, from, count, state }: { seq: number; from: number; count: number; state: number },
): DaemonSetPatch {
  const slot = Array.from({ length: count }, (_, index) => (from + index * 13) % rollout.slot.length);
  const of = (column: readonly number[]) => slot.map((each) => column[each] ?? 0);
  const starting = NODE_ROLLOUT_STATES.indexOf(state === 0 ? 'starting' : 'available');
  return {
    kind: 'daemonset',
    seq,
    asOf,
    detail: withStarting(detail, state === 0 ? count : 0),
    rollout: {
      slot: [...new Set(slot)],
      state: slot.map(() => starting),
      marks: of(rollout.marks),
      revision: of(rollout.revision),
      reason: of(rollout.reason),
      restarts: of(rollout.restarts),
      podCreatedAt: of(rollout.podCreatedAt),
    },
  };
}

/** The counts change with the Nodes, as they do in a cluster: what shows them is drawn anew. */
function withStarting(detail: DaemonSetDetail, starting: number): DaemonSetDetail {
  const states = { ...detail.states, starting, available: detail.states.available - starting };
  return { ...detail, states, available: detail.available - starting, ready: detail.ready - starting };
}

function openStream(response: ServerResponse, streams: Set<ServerResponse>, small: DaemonSetSnapshot): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform' });
  streams.add(response);
  response.on('close', () => streams.delete(response));
  heartbeat(new Set([response]), small);
}

function heartbeat(streams: ReadonlySet<ServerResponse>, { connection }: DaemonSetSnapshot): void {
  const at = new Date().toISOString();
  const frame = liveFrame({ type: 'heartbeat', cluster: 'demo', at, connection: { ...connection, lastProofAt: at } });
  for (const stream of streams) stream.write(frame);
}

function passOn(incoming: IncomingMessage, response: ServerResponse, product: string): void {
  const target = new URL(product);
  const headers = { ...incoming.headers, host: target.host };
  const options = { host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers };
  const outgoing = request(options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}
