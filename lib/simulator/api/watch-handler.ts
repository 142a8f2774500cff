import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Resource } from '../cluster-api.ts';
import { type ListOptions, tooLargeResourceVersion } from './list-options.ts';
import type { ObjectStore } from './object-store.ts';
import { expiredLine, type WatchEncoder } from './watch-events.ts';
import { WatchStream } from './watch-stream.ts';

/** An open watch, as faults and counters see it. */
export interface OpenWatch {
  readonly resource: Resource;
  readonly stream: WatchStream;
  /** Sends the in-stream 410 and ends. */
  expire(): void;
  readonly encoder: WatchEncoder;
}

export interface WatchSetup {
  readonly store: ObjectStore;
  readonly resource: Resource;
  readonly options: ListOptions;
  readonly encoder: WatchEncoder;
  readonly response: ServerResponse;
  /** Time on the wire: time-outs and bookmarks run on it. */
  readonly wireClock: Clock;
  readonly bookmarkIntervalMs: number;
  readonly maxBacklogLines: number;
}

const DEFAULT_TIMEOUT_SECONDS = 1800;

/**
 * Streams the watch until it times out, is cut, or the client leaves.
 * Mirrors kubernetes/apiserver pkg/storage/cacher/cacher.go Watch and pkg/endpoints/handlers/watch.go, v0.36.
 * Throws ApiError 504 for a resourceVersion of the future; an expired one is refused inside the stream.
 */
export function openWatch(setup: WatchSetup, onClose: () => void): OpenWatch {
  const { store, resource, options, encoder, response } = setup;
  if ((options.resourceVersion ?? 0) > store.revision)
    throw tooLargeResourceVersion(options.resourceVersion ?? 0, store.revision);
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' });
  response.flushHeaders();
  const stream = new WatchStream(response, setup.maxBacklogLines);
  const expire = () => {
    stream.send(expiredLine(options.resourceVersion, store.revision));
    stream.end();
  };
  const watch: OpenWatch = { resource, stream, expire, encoder };
  if (!sendFirst(setup, stream)) expire();
  const stopEvents = store.subscribe(resource, (event) => {
    const line = encoder.change(event);
    if (line !== undefined) stream.send(line);
  });
  const stopTimers = startTimers(setup, stream);
  response.on('close', () => {
    stopEvents();
    stopTimers();
    onClose();
  });
  return watch;
}

/** Sends what the watch starts with; false when its resourceVersion is too old. */
function sendFirst({ store, resource, options, encoder }: WatchSetup, stream: WatchStream): boolean {
  const from = options.resourceVersion ?? 0;
  if (options.sendInitialEvents || from === 0) {
    const existing = store.sorted(resource).filter(options.matches);
    stream.begin(existing.map((object) => encoder.initial(object)));
    if (options.sendInitialEvents && options.bookmarks) stream.send(encoder.bookmark(store.revision, true));
    return true;
  }
  const missed = store.since(resource, from);
  stream.begin((missed ?? []).map((event) => encoder.change(event)).filter((line) => line !== undefined));
  return missed !== undefined;
}

/** Bookmarks at their interval and once before the end, and the end itself. Returns the stop. */
function startTimers({ store, options, encoder, wireClock, bookmarkIntervalMs }: WatchSetup, stream: WatchStream): () => void {
  const bookmark = () => {
    if (options.bookmarks) stream.send(encoder.bookmark(store.revision, false));
  };
  let cancelBookmark = () => {};
  const repeat = () => {
    cancelBookmark = wireClock.schedule(bookmarkIntervalMs, () => {
      bookmark();
      if (stream.open) repeat();
    });
  };
  repeat();
  const cancelEnd = wireClock.schedule((options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000, () => {
    bookmark();
    stream.end();
  });
  return () => {
    cancelBookmark();
    cancelEnd();
  };
}
