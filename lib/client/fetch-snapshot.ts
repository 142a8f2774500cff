import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import { parseFeedKey } from '#lib/feed/feed-key.ts';
import { parseFeedSnapshot } from '#lib/feed/parse-feed-snapshot.ts';
import type { FeedSnapshot } from '#lib/feed/snapshot.ts';
import { request } from './api-request.ts';

/** Fetches a feed's snapshot. Throws ApiRequestError or FeedFormatError. */
export async function fetchSnapshot(key: string, signal: AbortSignal): Promise<FeedSnapshot> {
  const response = await request(snapshotPath(key), { signal });
  if (response.body === null) throw new FeedFormatError('snapshot', 'has no body');
  const opened = new Response(response.body.pipeThrough(new DecompressionStream('gzip')));
  return parseFeedSnapshot(await opened.json());
}

function snapshotPath(key: string): string {
  const target = parseFeedKey(key);
  if (target === null) throw new FeedFormatError('key', 'names no feed');
  const cluster = `/api/c/${encodeURIComponent(target.cluster)}`;
  if (target.kind === 'fleet') return `${cluster}/snapshot`;
  return `${cluster}/daemonsets/${encodeURIComponent(target.namespace)}/${encodeURIComponent(target.name)}/snapshot`;
}
