import { replaceEqualDeep } from '@tanstack/react-query';
import type { Connection } from '#lib/feed/connection.ts';
import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import { parseFeedPatch } from '#lib/feed/parse-feed-patch.ts';
import type { Cursor, DaemonSetPatch, DaemonSetSnapshot, NodeColumns, RolloutColumns } from '#lib/feed/snapshot.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import type { FeedStore } from './feed-store.ts';
import type { ChangedSlots, LiveDaemonSet } from './live-daemon-set.ts';
import { newSlotArrays, type SlotArrays, withRoom } from './slot-arrays.ts';

const NOTHING: ReadonlySet<number> = new Set();

/** LiveDaemonSet over mutable arrays: a patch costs what it changes, whatever the size of the cluster. */
export class LiveDaemonSetStore implements LiveDaemonSet, FeedStore<DaemonSetSnapshot> {
  readonly #listeners = new Set<(changed: ChangedSlots) => void>();
  #arrays!: SlotArrays;
  #names!: (string | undefined)[];
  #slots!: Map<string, number>;
  #strings!: string[];
  #cursor!: Cursor;
  #detail!: DaemonSetDetail;
  #asOf!: string;
  #connection!: Connection;
  #version = 0;

  constructor(snapshot: DaemonSetSnapshot) {
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
  get detail(): DaemonSetDetail {
    return this.#detail;
  }
  get cursor(): Cursor {
    return this.#cursor;
  }
  get nodeCount(): number {
    return this.#slots.size;
  }
  get capacity(): number {
    return this.#arrays.capacity;
  }
  get present(): Uint8Array {
    return this.#arrays.present;
  }
  get state(): Uint8Array {
    return this.#arrays.state;
  }
  get marks(): Uint8Array {
    return this.#arrays.marks;
  }
  get trouble(): Uint8Array {
    return this.#arrays.trouble;
  }
  get revision(): Uint32Array {
    return this.#arrays.revision;
  }
  get reason(): Uint32Array {
    return this.#arrays.reason;
  }
  get zone(): Uint32Array {
    return this.#arrays.zone;
  }
  get pool(): Uint32Array {
    return this.#arrays.pool;
  }
  get role(): Uint32Array {
    return this.#arrays.role;
  }
  get instanceType(): Uint32Array {
    return this.#arrays.instanceType;
  }
  get restarts(): Uint32Array {
    return this.#arrays.restarts;
  }
  get podCreatedAt(): Float64Array {
    return this.#arrays.podCreatedAt;
  }
  get nodeCreatedAt(): Float64Array {
    return this.#arrays.nodeCreatedAt;
  }

  name(slot: number): string {
    return this.#names[slot] ?? '';
  }

  text(index: number): string {
    return this.#strings[index] ?? '';
  }

  slotOf(node: string): number | undefined {
    return this.#slots.get(node);
  }

  subscribe(listener: (changed: ChangedSlots) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  replace(snapshot: DaemonSetSnapshot): void {
    this.#take(snapshot);
    this.#tell('all');
  }

  apply(value: unknown): void {
    const patch = parseFeedPatch(value, this.#strings.length);
    if (patch.kind !== 'daemonset') throw new FeedFormatError('patch.kind', 'not of this feed');
    if (patch.seq <= this.#cursor.seq) return;
    if (patch.seq !== this.#cursor.seq + 1) throw new FeedFormatError('patch.seq', 'leaves a gap');
    const changed = this.#applyColumns(patch);
    this.#cursor = { epoch: this.#cursor.epoch, seq: patch.seq };
    this.#asOf = patch.asOf;
    if (patch.detail) this.#detail = replaceEqualDeep(this.#detail, patch.detail);
    this.#connection = patch.connection ?? this.#connection;
    this.#tell(changed);
  }

  setConnection(connection: Connection): void {
    this.#connection = connection;
    this.#tell(NOTHING);
  }

  #take(snapshot: DaemonSetSnapshot): void {
    this.#cursor = snapshot.cursor;
    this.#asOf = snapshot.asOf;
    this.#connection = snapshot.connection;
    this.#detail = snapshot.detail;
    this.#strings = [...snapshot.strings];
    this.#names = [];
    this.#slots = new Map();
    this.#arrays = newSlotArrays(highest(snapshot.nodes.slot) + 1);
    this.#setNodes(snapshot.nodes);
    this.#setRollout(snapshot.rollout);
  }

  #applyColumns(patch: DaemonSetPatch): ReadonlySet<number> {
    const { removedSlots = [], nodes, rollout, strings = [] } = patch;
    this.#strings.push(...strings);
    for (const slot of removedSlots) this.#remove(slot);
    if (nodes) this.#setNodes(nodes);
    if (rollout) this.#setRollout(rollout);
    return new Set([...removedSlots, ...(nodes?.slot ?? []), ...(rollout?.slot ?? [])]);
  }

  #setNodes(columns: NodeColumns): void {
    this.#arrays = withRoom(this.#arrays, highest(columns.slot) + 1);
    const arrays = this.#arrays;
    columns.slot.forEach((slot, row) => {
      const name = columns.name[row] ?? '';
      const before = this.#names[slot];
      if (before !== undefined && before !== name) this.#remove(slot);
      this.#names[slot] = name;
      this.#slots.set(name, slot);
      arrays.present[slot] = 1;
      arrays.zone[slot] = columns.zone[row] ?? 0;
      arrays.pool[slot] = columns.pool[row] ?? 0;
      arrays.role[slot] = columns.role[row] ?? 0;
      arrays.instanceType[slot] = columns.instanceType[row] ?? 0;
      arrays.trouble[slot] = columns.trouble[row] ?? 0;
      arrays.nodeCreatedAt[slot] = columns.createdAt[row] ?? 0;
    });
  }

  #setRollout(columns: RolloutColumns): void {
    this.#arrays = withRoom(this.#arrays, highest(columns.slot) + 1);
    const arrays = this.#arrays;
    columns.slot.forEach((slot, row) => {
      arrays.state[slot] = columns.state[row] ?? 0;
      arrays.marks[slot] = columns.marks[row] ?? 0;
      arrays.revision[slot] = columns.revision[row] ?? 0;
      arrays.reason[slot] = columns.reason[row] ?? 0;
      arrays.restarts[slot] = columns.restarts[row] ?? 0;
      arrays.podCreatedAt[slot] = columns.podCreatedAt[row] ?? 0;
    });
  }

  #remove(slot: number): void {
    const name = this.#names[slot];
    if (name !== undefined && this.#slots.get(name) === slot) this.#slots.delete(name);
    this.#names[slot] = undefined;
    const { capacity, ...columns } = this.#arrays;
    if (slot < capacity) for (const column of Object.values(columns)) column[slot] = 0;
  }

  #tell(changed: ChangedSlots): void {
    this.#version += 1;
    for (const listener of [...this.#listeners]) listener(changed);
  }
}

function highest(slots: readonly number[]): number {
  return slots.reduce((most, slot) => Math.max(most, slot), -1);
}
