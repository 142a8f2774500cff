import 'server-only';
import { isRecord, statusObjectError } from './answer-error.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import { parseObject } from './read-answer.ts';
import type { ResourceType } from './resource-type.ts';

/** An object as it came, checked only for what every object has. */
export interface RawObject extends Record<string, unknown> {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
  };
}

export type RawWatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: RawObject }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string; readonly initialEventsEnd: boolean };

/**
 * Reads one line of a watch. Throws KubernetesApiError: `malformed` for anything that no API server sends, and for an
 * ERROR event what its Status means.
 */
export function parseWatchEvent(line: string, type: ResourceType): RawWatchEvent {
  const event = parseObject(line);
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type: event.type, object: requireObject(event.object, type) };
    case 'BOOKMARK':
      return parseBookmark(event.object);
    case 'ERROR':
      throw statusObjectError(event.object);
    default:
      throw new KubernetesApiError('malformed', 'The watch sent an event of an unknown type.');
  }
}

/** The value as an object of this type; items of a list carry no kind. Throws `malformed`. */
export function requireObject(value: unknown, type: ResourceType): RawObject {
  if (!isRecord(value)) throw new KubernetesApiError('malformed', `A ${type.kind} came without an object.`);
  if (value.kind !== undefined && value.kind !== type.kind)
    throw new KubernetesApiError('malformed', `An object of another kind came where a ${type.kind} was asked for.`);
  if (!hasMetadata(value, type)) throw new KubernetesApiError('malformed', `A ${type.kind} came without complete metadata.`);
  return value;
}

function hasMetadata(value: Record<string, unknown>, type: ResourceType): value is RawObject {
  const metadata = value.metadata;
  return (
    isRecord(metadata) &&
    isText(metadata.name) &&
    isText(metadata.uid) &&
    isText(metadata.resourceVersion) &&
    (!type.namespaced || isText(metadata.namespace))
  );
}

function parseBookmark(object: unknown): RawWatchEvent {
  const metadata = isRecord(object) && isRecord(object.metadata) ? object.metadata : {};
  if (!isText(metadata.resourceVersion)) throw new KubernetesApiError('malformed', 'A bookmark came without a resourceVersion.');
  const annotations = isRecord(metadata.annotations) ? metadata.annotations : {};
  return {
    type: 'BOOKMARK',
    resourceVersion: metadata.resourceVersion,
    initialEventsEnd: annotations['k8s.io/initial-events-end'] === 'true',
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}
