import type { Connection } from '#lib/feed/connection.ts';
import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import { parseFeedPatch } from '#lib/feed/parse-feed-patch.ts';
import type { Cursor, FleetPatch, FleetSnapshot } from '#lib/feed/snapshot.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import type { FeedStore } from './feed-store.ts';
import type { LiveFleet } from './live-fleet.ts';

/** LiveFleet over a Map by uid. */
export class LiveFleetStore implements LiveFleet, FeedStore<FleetSnapshot> {
  readonly #listeners = new Set<() => void>();
  #summaries!: Map<string, Summary>;
  #items!: readonly Summary[];
  #cursor!: Cursor;
  #asOf!: string;
  #connection!: Connection;
  #nodeCount!: number;
  #version = 0;

  constructor(snapshot: FleetSnapshot) {
    this.#take(snapshot);
  }

  get version(): number {
    return this.#version;
  }
  get asOf(): string {
    return this.#asOf;
  }
  get connection(): Connection {
    return this.#connection;
  }
  get nodeCount(): number {
    return this.#nodeCount;
  }
  get items(): readonly Summary[] {
    return this.#items;
  }
  get cursor(): Cursor {
    return this.#cursor;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  replace(snapshot: FleetSnapshot): void {
    this.#take(snapshot);
    this.#tell();
  }

  apply(value: unknown): void {
    const patch = parseFeedPatch(value);
    if (patch.kind !== 'fleet') throw new FeedFormatError('patch.kind', 'not of this feed');
    if (patch.seq <= this.#cursor.seq) return;
    if (patch.seq !== this.#cursor.seq + 1) throw new FeedFormatError('patch.seq', 'leaves a gap');
    this.#cursor = { epoch: this.#cursor.epoch, seq: patch.seq };
    this.#asOf = patch.asOf;
    this.#connection = patch.connection ?? this.#connection;
    this.#nodeCount = patch.nodeCount ?? this.#nodeCount;
    this.#applyItems(patch);
    this.#tell();
  }

  setConnection(connection: Connection): void {
    this.#connection = connection;
    this.#tell();
  }

  #take(snapshot: FleetSnapshot): void {
    this.#cursor = snapshot.cursor;
    this.#asOf = snapshot.asOf;
    this.#connection = snapshot.connection;
    this.#nodeCount = snapshot.nodeCount;
    this.#summaries = new Map(snapshot.items.map((summary) => [summary.uid, summary]));
    this.#items = sorted(this.#summaries);
  }

  #applyItems({ items = [], removed = [] }: FleetPatch): void {
    if (items.length === 0 && removed.length === 0) return;
    for (const uid of removed) this.#summaries.delete(uid);
    for (const summary of items) this.#summaries.set(summary.uid, summary);
    this.#items = sorted(this.#summaries);
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of [...this.#listeners]) listener();
  }
}

function sorted(summaries: ReadonlyMap<string, Summary>): readonly Summary[] {
  return [...summaries.values()].sort(
    (left, right) => compare(left.namespace, right.namespace) || compare(left.name, right.name),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
