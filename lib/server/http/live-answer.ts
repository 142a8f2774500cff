import 'server-only';
import { parseCursor } from '#lib/feed/cursor.ts';
import { type FeedTarget, parseFeedKey } from '#lib/feed/feed-key.ts';
import { liveFrame } from '#lib/feed/live-message.ts';
import type { Cursor } from '#lib/feed/snapshot.ts';
import { runningEngine } from '#lib/server/engine/running-engine.ts';
import type { LiveFeed } from '#lib/server/feeds/live-feed.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { HubFeeds } from '#lib/server/hub/hub-feeds.ts';
import { readName, readNamespace } from './read-names.ts';
import { quoted, Refusal } from './refusal.ts';

const MOST_FEEDS = 64; // one browser's open pages over all of its tabs

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

const SNAPSHOT_HEADERS = {
  'content-type': 'application/octet-stream',
  'cache-control': 'no-store, no-transform',
  'x-content-type-options': 'nosniff',
};

/** A feed and where its reader stands; null: nowhere yet. */
export interface WantedFeed {
  readonly target: FeedTarget;
  readonly key: string;
  readonly cursor: Cursor | null;
}

/** Reads `KEY` or `KEY@epoch.seq`; throws Refusal. A cursor that is none counts as absent, so that its reader starts anew. */
export function readWantedFeed(text: string): WantedFeed {
  const at = text.indexOf('@');
  const key = at < 0 ? text : text.slice(0, at);
  const target = parseFeedKey(key);
  if (target === null) {
    const sentence = `feed must be CLUSTER/fleet, CLUSTER/matrix or CLUSTER/daemonsets/NAMESPACE/NAME, perhaps with @epoch.seq, not ${quoted(text)}.`;
    throw new Refusal('query.invalid', sentence, { field: 'feed' });
  }
  checkTarget(target);
  return { target, key, cursor: at < 0 ? null : parseCursor(text.slice(at + 1)) };
}

/** The gzip bytes of a feed's snapshot, to be opened with DecompressionStream: Next strips Content-Encoding. */
export async function snapshotAnswer(feed: LiveFeed): Promise<Response> {
  return new Response(await feed.snapshot(), { headers: SNAPSHOT_HEADERS });
}

/** One stream over these feeds. A feed that does not exist gets `gone`, one that is not listed yet `reset`. */
export function liveAnswer(request: Request, wanted: readonly WantedFeed[]): Response {
  if (wanted.length === 0 || wanted.length > MOST_FEEDS) {
    throw new Refusal('query.invalid', `feed must be given 1 to ${MOST_FEEDS} times.`, { field: 'feed' });
  }
  const engine = runningEngine();
  if (engine.stopping) throw new Refusal('server.stopping', 'The server is stopping.', { retryAfterSeconds: 5 });
  const hubs = new Map<string, ClusterHub | null>();
  for (const { target } of wanted) if (!hubs.has(target.cluster)) hubs.set(target.cluster, engine.hub(target.cluster));
  const client = engine.openClient(
    [...hubs.values()].filter((hub) => hub !== null),
    request.signal,
  );
  const resumed = parseCursor(request.headers.get('last-event-id') ?? '');
  for (const { target, key, cursor } of wanted) {
    const hub = hubs.get(target.cluster) ?? null;
    const feeds = hub?.feeds() ?? null;
    const feed = feeds && findFeed(feeds, target);
    if (feed) client.join(feed, later(resumed, cursor, feed));
    else
      client.sendText(
        liveFrame({ type: hub !== null && (feeds === null || target.kind === 'matrix') ? 'reset' : 'gone', feed: key }),
      );
  }
  return new Response(client.stream, { headers: STREAM_HEADERS });
}

/** The feed that the target names, or null; a snapshot of the matrix opens it. */
export function findFeed(feeds: HubFeeds, target: FeedTarget): LiveFeed | null {
  switch (target.kind) {
    case 'fleet':
      return feeds.fleet();
    case 'matrix':
      return feeds.openMatrix();
    case 'daemonset':
      return feeds.daemonSet(target.namespace, target.name);
  }
}

/** An EventSource reconnects by itself with the last id of any feed: the epoch tells of which. */
function later(resumed: Cursor | null, asked: Cursor | null, feed: LiveFeed): Cursor | null {
  if (resumed === null || resumed.epoch !== feed.cursor.epoch) return asked;
  return asked?.epoch === resumed.epoch && asked.seq > resumed.seq ? asked : resumed;
}

function checkTarget(target: FeedTarget): void {
  readName(target.cluster, 'feed');
  if (target.kind !== 'daemonset') return;
  readNamespace(target.namespace, 'feed');
  readName(target.name, 'feed');
}
