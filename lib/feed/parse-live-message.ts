import { FeedFormatError } from './feed-format-error.ts';
import type { LiveMessage } from './live-message.ts';
import { readConnection, readIndex, readObject, readString } from './read-fields.ts';

/** Reads one server-sent event by its type and data; the patch inside is left to the store. Throws FeedFormatError. */
export function parseLiveMessage(type: string, data: string): LiveMessage {
  const fields = readObject(parseJson(data), type);
  switch (type) {
    case 'patch':
      return { type, feed: readString(fields.feed, 'feed'), patch: fields.patch };
    case 'reset':
    case 'gone':
      return { type, feed: readString(fields.feed, 'feed') };
    case 'heartbeat':
      return {
        type,
        cluster: readString(fields.cluster, 'cluster'),
        at: readString(fields.at, 'at'),
        connection: readConnection(fields.connection),
      };
    case 'bye':
      return { type, retryMs: readIndex(fields.retryMs, 'retryMs') };
    default:
      throw new FeedFormatError('event', 'unknown');
  }
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new FeedFormatError('data', 'not JSON');
  }
}
