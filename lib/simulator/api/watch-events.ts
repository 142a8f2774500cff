import type { Resource } from '../cluster-api.ts';
import { expired } from './api-errors.ts';
import type { JsonObject } from './json.ts';
import type { ListOptions } from './list-options.ts';
import type { StoredObject, StoreEvent } from './object-store.ts';
import { statusOf } from './reply.ts';
import { objectText, watchLine } from './serialised-object.ts';
import { type IncludeObject, tableText } from './table/table-document.ts';

/** Turns store events into the lines of one watch, as its selectors and its form of output want them. */
export interface WatchEncoder {
  /** The line for an object that exists when the watch starts. */
  initial(object: StoredObject): string;
  /** The line for a write; undefined when the watch does not see it. */
  change(event: StoreEvent): string | undefined;
  /** A bookmark: everything up to this revision was sent. */
  bookmark(revision: number, initialEventsEnd: boolean): string;
}

const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };

const bookmarkMetadata = (revision: number, initialEventsEnd: boolean): JsonObject => ({
  resourceVersion: String(revision),
  ...(initialEventsEnd ? { annotations: INITIAL_EVENTS_END } : {}),
});

interface Visible {
  readonly type: StoreEvent['type'];
  readonly object: StoredObject;
}

/**
 * What a selecting watch sees of a write: entering the selection is ADDED, leaving it DELETED with the old state.
 * Mirrors kubernetes/apiserver pkg/storage/cacher/cache_watcher.go convertToWatchEvent, v0.36.
 */
export function visibleChange(event: StoreEvent, matches: ListOptions['matches']): Visible | undefined {
  const isNow = event.type !== 'DELETED' && matches(event.object);
  const was = event.previous !== undefined && matches(event.previous);
  if (isNow) return { type: was ? 'MODIFIED' : 'ADDED', object: event.object };
  if (!was || !event.previous) return undefined;
  if (event.type === 'DELETED') return { type: 'DELETED', object: event.object };
  const metadata = { ...event.previous.metadata, resourceVersion: String(event.revision) };
  return { type: 'DELETED', object: { ...event.previous, metadata } };
}

/** Whole objects, one line per write shared by all watchers. */
export function objectEncoder(resource: Resource, options: ListOptions): WatchEncoder {
  const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
  return {
    initial: (object) => `{"type":"ADDED","object":${objectText(object)}}\n`,
    change: (event) => {
      const seen = visibleChange(event, options.matches);
      return seen && watchLine(seen.type, seen.object, event);
    },
    bookmark: (revision, initialEventsEnd) => {
      const object = { kind: resource.kind, apiVersion, metadata: bookmarkMetadata(revision, initialEventsEnd) };
      return `${JSON.stringify({ type: 'BOOKMARK', object })}\n`;
    },
  };
}

/** Metadata only, for clients that ask for no more. */
export function metadataEncoder(resource: Resource, options: ListOptions): WatchEncoder {
  const line = (type: string, metadata: unknown) =>
    `${JSON.stringify({ type, object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata } })}\n`;
  return {
    ...objectEncoder(resource, options),
    initial: (object) => line('ADDED', object.metadata),
    change: (event) => {
      const seen = visibleChange(event, options.matches);
      return seen && line(seen.type, seen.object.metadata);
    },
    bookmark: (revision, initialEventsEnd) => line('BOOKMARK', bookmarkMetadata(revision, initialEventsEnd)),
  };
}

/** Tables of one row; only the first carries the column headers. */
export function tableEncoder(
  resource: Resource,
  options: ListOptions,
  table: { readonly include: IncludeObject; readonly now: () => number },
): WatchEncoder {
  let headers = true;
  const line = (type: string, objects: readonly StoredObject[], metadata: JsonObject) => {
    const text = tableText(resource.kind, objects, { now: table.now(), include: table.include, metadata, headers });
    headers = false;
    return `{"type":"${type}","object":${text}}\n`;
  };
  const row = (type: string, object: StoredObject) => line(type, [object], { resourceVersion: object.metadata.resourceVersion });
  return {
    initial: (object) => row('ADDED', object),
    change: (event) => {
      const seen = visibleChange(event, options.matches);
      return seen && row(seen.type, seen.object);
    },
    bookmark: (revision, initialEventsEnd) => line('BOOKMARK', [], bookmarkMetadata(revision, initialEventsEnd)),
  };
}

/** The in-stream refusal of a watch whose resourceVersion history no longer reaches. */
export function expiredLine(asked: number | undefined, current: number): string {
  const status = statusOf(expired(`too old resource version: ${asked ?? 0} (${current})`));
  return `${JSON.stringify({ type: 'ERROR', object: status })}\n`;
}
