import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import { type FeedTarget, parseFeedKey } from '#lib/feed/feed-key.ts';
import { parseFeedSnapshot } from '#lib/feed/parse-feed-snapshot.ts';
import type { FeedSnapshot } from '#lib/feed/snapshot.ts';
import { request } from './api-request.ts';
import { takeEarlySnapshot } from './early-snapshot.ts';
import { addedFeedKind } from './feed-kind.ts';

/** Fetches a feed's snapshot. Throws ApiRequestError or FeedFormatError. */
export async function fetchSnapshot(key: string, signal: AbortSignal): Promise<FeedSnapshot> {
  const path = snapshotPath(key);
  const response = (await takeEarlySnapshot(path)) ?? (await request(path, { signal }));
  if (response.body === null) throw new FeedFormatError('snapshot', 'has no body');
  const opened = new Response(response.body.pipeThrough(new DecompressionStream('gzip')));
  const value: unknown = await opened.json();
  const kind = addedFeedKind(targetOf(key).kind);
  return kind === undefined ? parseFeedSnapshot(value) : kind.parseSnapshot(value);
}

function targetOf(key: string): FeedTarget {
  const target = parseFeedKey(key);
  if (target === null) throw new FeedFormatError('key', 'names no feed');
  return target;
}

function snapshotPath(key: string): string {
  const target = targetOf(key);
  const cluster = `/api/c/${encodeURIComponent(target.cluster)}`;
  if (target.kind !== 'daemonset') return `${cluster}${target.kind === 'matrix' ? '/matrix' : ''}/snapshot`;
  return `${cluster}/daemonsets/${encodeURIComponent(target.namespace)}/${encodeURIComponent(target.name)}/snapshot`;
}
