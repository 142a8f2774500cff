import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { type Clock, timestamp } from '../clock.ts';
import { ApiError, type ClusterApi } from '../cluster-api.ts';
import { RESOURCES } from '../resources.ts';

export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

export interface NewEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** `spec.containers{name}` for a container's event. */
  readonly fieldPath?: string;
}

interface Group {
  messages: Set<string>;
  lastAt: number;
}

interface Bucket {
  tokens: number;
  refilledAt: number;
}

const SIMILAR_EVENTS = 10;
const SIMILAR_INTERVAL_MS = 600_000;
const BURST = 25;
const REFILL_MS = 300_000; // One event in five minutes for an object that has used up its burst.
const REMEMBERED = 4096;

/**
 * Writes core/v1 Events as the components do: repeats raise `count`, many alike are combined, floods are dropped.
 * Mirrors kubernetes/client-go tools/record/events_cache.go EventCorrelator, v0.36.
 */
export class EventRecorder {
  readonly #api: ClusterApi;
  readonly #clock: Clock;
  readonly #groups = new Map<string, Group>();
  readonly #buckets = new Map<string, Bucket>();
  readonly #written = new Map<string, { namespace: string; name: string }>();
  #sequence = 0;

  constructor(api: ClusterApi, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Records one event about an object; dropped when the object's source has sent too many. */
  record(source: EventSource, about: KubernetesObject & { kind: string }, event: NewEvent): void {
    const uid = about.metadata.uid;
    const sourceKey = `${source.component}/${source.host ?? ''}/${about.kind}/${uid}`;
    const similarKey = `${sourceKey}/${event.type}/${event.reason}`;
    const combined = this.#isCombined(similarKey, event.message);
    if (!this.#takeToken(sourceKey)) return;
    const message = combined ? `(combined from similar events): ${event.message}` : event.message;
    const key = combined ? similarKey : `${similarKey}/${event.fieldPath ?? ''}/${event.message}`;
    try {
      if (!this.#raiseCount(key, message)) this.#create(key, source, about, { ...event, message });
    } catch (error) {
      // An Event that the API server refuses (its namespace is going) is lost, as with the real recorder.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #isCombined(key: string, message: string): boolean {
    const now = this.#clock.now();
    const known = this.#groups.get(key);
    const group = known && now - known.lastAt <= SIMILAR_INTERVAL_MS ? known : { messages: new Set<string>(), lastAt: now };
    group.lastAt = now;
    if (group.messages.size < SIMILAR_EVENTS) group.messages.add(message);
    remember(this.#groups, key, group);
    return group.messages.size >= SIMILAR_EVENTS;
  }

  #takeToken(key: string): boolean {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: BURST, refilledAt: now };
    bucket.tokens = Math.min(BURST, bucket.tokens + (now - bucket.refilledAt) / REFILL_MS);
    bucket.refilledAt = now;
    remember(this.#buckets, key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }

  #raiseCount(key: string, message: string): boolean {
    const known = this.#written.get(key);
    const stored = known && this.#api.get<KubernetesEvent>(RESOURCES.events, known.namespace, known.name);
    if (!stored) return false;
    this.#api.update(RESOURCES.events, {
      ...stored,
      message,
      count: (stored.count ?? 1) + 1,
      lastTimestamp: timestamp(this.#clock.now()),
    });
    return true;
  }

  #create(key: string, source: EventSource, about: KubernetesObject & { kind: string }, event: NewEvent): void {
    const namespace = about.metadata.namespace ?? 'default';
    const now = timestamp(this.#clock.now());
    const nanoseconds = BigInt(this.#clock.now()) * 1_000_000n + BigInt(this.#sequence++ % 1_000_000);
    const name = `${about.metadata.name}.${nanoseconds.toString(16)}`;
    this.#api.create(RESOURCES.events, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: {
        kind: about.kind,
        ...(about.metadata.namespace ? { namespace } : {}),
        name: about.metadata.name,
        uid: about.metadata.uid,
        apiVersion: about.apiVersion,
        resourceVersion: about.metadata.resourceVersion,
        ...(event.fieldPath ? { fieldPath: event.fieldPath } : {}),
      },
      reason: event.reason,
      message: event.message,
      type: event.type,
      source: { component: source.component, ...(source.host ? { host: source.host } : {}) },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      eventTime: null,
      reportingComponent: source.component,
      reportingInstance: source.host ?? '',
    });
    remember(this.#written, key, { namespace, name });
  }
}

/** Sets the key as the newest and forgets the oldest beyond the limit. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value as string);
}
