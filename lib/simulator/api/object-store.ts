import type { ObjectMeta } from '#lib/kubernetes/object-meta.ts';
import type { Resource } from '../cluster-api.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { freezeJson, type Json } from './json.ts';

/** A stored object: frozen, with kind and apiVersion, every other member still JSON. */
export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [member: string]: Json | ObjectMeta | undefined;
}

/** One write. `previous` is what the write replaced or removed. */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly revision: number;
  readonly object: StoredObject;
  readonly previous: StoredObject | undefined;
}

export type StoreListener = (event: StoreEvent) => void;

interface Table {
  readonly objects: Map<string, StoredObject>;
  readonly listeners: Set<StoreListener>;
  sorted: readonly StoredObject[] | undefined;
  created: readonly StoredObject[] | undefined;
  /** Past states that lists are being paged through. */
  readonly snapshots: Map<number, readonly StoredObject[]>;
  history: StoreEvent[];
  /** Events up to this revision are forgotten. */
  compacted: number;
}

const SNAPSHOTS_KEPT = 8;

const tableKey = (resource: Resource) => `${resource.group}/${resource.plural}`;
const objectKey = (namespace: string, name: string) => `${namespace}/${name}`;
const keyOf = (object: StoredObject) => objectKey(object.metadata.namespace ?? '', object.metadata.name);
const inKeyOrder = (objects: ReadonlyMap<string, StoredObject>) =>
  [...objects].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, object]) => object);

/**
 * Objects, one revision counter over all of them as etcd has it, and a bounded history per resource. Knows nothing of
 * admission or validation. Listeners run after the write that they report, in revision order; a write made by a listener
 * is reported after the running round ends, so every listener sees every event in the same order.
 */
export class ObjectStore {
  readonly #tables = new Map<string, Table>();
  readonly #historyLimit: number;
  readonly #deliveries = new DeliveryQueue<StoreEvent>();
  #revision = 1;
  /** What a whole compaction forgot, for tables that come into being later. */
  #compacted = 0;

  constructor(options: { historyLimit?: number } = {}) {
    this.#historyLimit = options.historyLimit ?? 20_000;
  }

  /** The revision of the latest write. */
  get revision(): number {
    return this.#revision;
  }

  get(resource: Resource, namespace: string, name: string): StoredObject | undefined {
    return this.#table(resource).objects.get(objectKey(resource.namespaced ? namespace : '', name));
  }

  /** Every object of the resource in creation order; the same array until the next write. */
  all(resource: Resource): readonly StoredObject[] {
    const table = this.#table(resource);
    table.created ??= [...table.objects.values()];
    return table.created;
  }

  /** Every object of the resource in key order, as the API server lists them; the same array until the next write. */
  sorted(resource: Resource): readonly StoredObject[] {
    const table = this.#table(resource);
    table.sorted ??= inKeyOrder(table.objects);
    return table.sorted;
  }

  /** What `sorted` gave at an earlier revision; undefined when history does not reach back that far. */
  sortedAt(resource: Resource, revision: number): readonly StoredObject[] | undefined {
    const table = this.#table(resource);
    if (revision < table.compacted || revision > this.#revision) return undefined;
    if ((table.history.at(-1)?.revision ?? 0) <= revision) return this.sorted(resource);
    const known = table.snapshots.get(revision);
    if (known) return known;
    const objects = new Map(table.objects);
    for (let index = table.history.length - 1; index >= 0; index--) {
      const event = table.history[index];
      if (!event || event.revision <= revision) break;
      if (event.previous) objects.set(keyOf(event.previous), event.previous);
      else objects.delete(keyOf(event.object));
    }
    const snapshot = inKeyOrder(objects);
    const [oldest] = table.snapshots.keys();
    if (table.snapshots.size >= SNAPSHOTS_KEPT && oldest !== undefined) table.snapshots.delete(oldest);
    table.snapshots.set(revision, snapshot);
    return snapshot;
  }

  /** Stores an object under its name with the next resourceVersion; returns it frozen. */
  put(resource: Resource, object: StoredObject): StoredObject {
    const table = this.#table(resource);
    const previous = table.objects.get(keyOf(object));
    const stored = this.#withRevision(object);
    table.objects.set(keyOf(stored), stored);
    this.#record(table, { type: previous ? 'MODIFIED' : 'ADDED', revision: this.#revision, object: stored, previous });
    return stored;
  }

  /** Removes an object; returns its last state, which carries the resourceVersion of the removal. */
  remove(resource: Resource, object: StoredObject): StoredObject {
    const table = this.#table(resource);
    const previous = table.objects.get(keyOf(object));
    const last = this.#withRevision(object);
    table.objects.delete(keyOf(object));
    this.#record(table, { type: 'DELETED', revision: this.#revision, object: last, previous });
    return last;
  }

  /** The events after a revision, oldest first; undefined when they are no longer all kept. */
  since(resource: Resource, revision: number): readonly StoreEvent[] | undefined {
    const table = this.#table(resource);
    if (revision < table.compacted) return undefined;
    const first = table.history.findIndex((event) => event.revision > revision);
    return first < 0 ? [] : table.history.slice(first);
  }

  /** Calls the listener for every write after this call; returns the unsubscribe. */
  subscribe(resource: Resource, listener: StoreListener): () => void {
    const { listeners } = this.#table(resource);
    const from = this.#revision;
    const later: StoreListener = (event) => {
      if (event.revision > from) listener(event);
    };
    listeners.add(later);
    return () => listeners.delete(later);
  }

  /** Forgets the history of one resource, or of all: older resourceVersions answer 410 from now on. */
  compact(resource?: Resource): void {
    if (!resource) this.#compacted = this.#revision;
    for (const table of resource ? [this.#table(resource)] : this.#tables.values()) {
      table.history = [];
      table.snapshots.clear();
      table.compacted = this.#revision;
    }
  }

  #table(resource: Resource): Table {
    const key = tableKey(resource);
    let table = this.#tables.get(key);
    if (!table) {
      table = {
        objects: new Map(),
        listeners: new Set(),
        snapshots: new Map(),
        sorted: undefined,
        created: undefined,
        history: [],
        compacted: this.#compacted,
      };
      this.#tables.set(key, table);
    }
    return table;
  }

  #withRevision(object: StoredObject): StoredObject {
    this.#revision++;
    return freezeJson({ ...object, metadata: { ...object.metadata, resourceVersion: String(this.#revision) } });
  }

  #record(table: Table, event: StoreEvent): void {
    table.sorted = undefined;
    table.created = undefined;
    table.history.push(event);
    if (table.history.length > this.#historyLimit * 1.25) {
      const dropped = table.history.splice(0, table.history.length - this.#historyLimit);
      table.compacted = dropped.at(-1)?.revision ?? table.compacted;
    }
    this.#deliveries.deliver(event, table.listeners);
  }
}
