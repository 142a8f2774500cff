import { gunzipSync } from 'node:zlib';
import { expect, vi } from 'vitest';
import { parseFeedSnapshot } from '#lib/feed/parse-feed-snapshot.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import type { LiveFeed } from '#lib/server/feeds/live-feed.ts';
import { aDaemonSet } from './builders/a-daemon-set.ts';
import { aNode } from './builders/a-node.ts';
import { aPod } from './builders/a-pod.ts';
import { aRevision } from './builders/a-revision.ts';
import { aClusterConnection } from './fake-cluster-connection.ts';
import { manualTimers } from './manual-timers.ts';

/** `default/logger`, the only DaemonSet of a synced engine. */
export const DAEMON_SET = aDaemonSet().build();
const ENTRIES = [
  { slug: 'main', context: 'main', server: 'https://main.example', current: true, readOnly: false },
  { slug: 'other', context: 'other', server: 'https://other.example', current: false, readOnly: false },
];

/** An engine of the clusters `main` (current) and `other`, whose connections the test holds. */
export function anEngine() {
  const clock = manualTimers();
  const connections = new Map<string, ReturnType<typeof aClusterConnection>>();
  const connect = (slug: string) => {
    const connection = aClusterConnection();
    connections.set(slug, connection);
    return connection;
  };
  let epochs = 0;
  const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const engine = new Engine({
    catalog: { problem: null, list: () => ENTRIES, connect },
    clock,
    logger,
    random: () => 0,
    newEpoch: () => `epoch${epochs++}`,
    newRollout: () => createClusterRollout(),
    startedAt: '2026-01-01T00:00:00Z',
  });
  engine.start();
  return { engine, clock, connections, logger };
}

/** An engine whose cluster has one DaemonSet and so many Nodes, each with its Pod. */
export function aSyncedEngine(nodes = 3) {
  const rig = anEngine();
  const connection = rig.connections.get('main') ?? expect.fail('the current cluster is connected');
  const sink = connection.sink();
  sink.setDaemonSet(DAEMON_SET);
  sink.setControllerRevision(aRevision(DAEMON_SET).build());
  for (let index = 0; index < nodes; index++) {
    sink.setNode(aNode(`n${index}`).build());
    sink.setPod(aPod(DAEMON_SET, `p${index}`).on(`n${index}`).build());
  }
  connection.becomeSynced();
  rig.clock.advance(100);
  const hub = rig.engine.hub('main') ?? expect.fail('the cluster is known');
  const feeds = hub.feeds() ?? expect.fail('the feeds are open');
  const feed = feeds.daemonSet('default', 'logger') ?? expect.fail('the DaemonSet is there');
  return { ...rig, connection, sink, hub, feeds, feed };
}

/** Opens a stream, joins the feed from its cursor and collects the stream's text. */
export function aReader(rig: ReturnType<typeof aSyncedEngine>, cursor: LiveFeed['cursor'] | null = rig.feed.cursor) {
  const abort = new AbortController();
  const client = rig.engine.openClient([rig.hub], abort.signal);
  client.join(rig.feed, cursor);
  const reader = client.stream.getReader();
  const read = async () => {
    const part = await reader.read();
    return part.done ? null : new TextDecoder().decode(part.value);
  };
  return { client, abort, read };
}

/** The feed's snapshot as a browser reads it. */
export const snapshotOf = async (feed: LiveFeed) =>
  parseFeedSnapshot(JSON.parse(gunzipSync(await feed.snapshot()).toString('utf8')));
