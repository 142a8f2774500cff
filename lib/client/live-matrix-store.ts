import type { Connection } from '#lib/feed/connection.ts';
import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import type { MatrixCells, MatrixRow, MatrixSnapshot } from '#lib/feed/matrix.ts';
import { parseMatrixPatch, readRowBytes } from '#lib/feed/parse-matrix.ts';
import type { Cursor, NodeColumns } from '#lib/feed/snapshot.ts';
import type { FeedStore } from './feed-store.ts';
import type { LiveMatrix, MatrixChange } from './live-matrix.ts';
import { type MatrixNodes, newMatrixNodes, withMoreNodes } from './matrix-nodes.ts';
import { eligibleIn, MatrixCellRow, troubledIn } from './matrix-rows.ts';

const FIRST_CAPACITY = 256;
const NOTHING: MatrixChange = { cells: [], slots: [], rows: false };

/** LiveMatrix over mutable arrays: a patch costs what it changes, whatever the size of the cluster. */
export class LiveMatrixStore implements LiveMatrix, FeedStore<MatrixSnapshot> {
  readonly #listeners = new Set<(change: MatrixChange) => void>();
  nodes: MatrixNodes = newMatrixNodes(FIRST_CAPACITY);
  rows: readonly (MatrixRow | undefined)[] = [];
  version = 0;
  asOf = '';
  #cells: (MatrixCellRow | undefined)[] = [];
  #names: (string | undefined)[] = [];
  #slots = new Map<string, number>();
  #strings: string[] = [];
  #cursor!: Cursor;
  #connection!: Connection;

  constructor(snapshot: MatrixSnapshot) {
    this.#take(snapshot);
  }

  get connection(): Connection {
    return this.#connection;
  }
  get cursor(): Cursor {
    return this.#cursor;
  }
  get nodeCount(): number {
    return this.#slots.size;
  }

  cell(row: number, slot: number): number {
    return this.#cells[row]?.cells[slot] ?? 0;
  }
  reason(row: number, slot: number): string {
    return this.text(this.#cells[row]?.words.get(slot) ?? 0);
  }
  eligibleInRow(row: number): number {
    return this.#cells[row]?.eligible ?? 0;
  }
  troubledInRow(row: number): number {
    return this.#cells[row]?.troubled ?? 0;
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

  subscribe(listener: (change: MatrixChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  replace(snapshot: MatrixSnapshot): void {
    this.#take(snapshot);
    this.#tell('all');
  }

  apply(value: unknown): void {
    const patch = parseMatrixPatch(value, this.#strings.length);
    if (patch.seq <= this.#cursor.seq) return;
    if (patch.seq !== this.#cursor.seq + 1) throw new FeedFormatError('patch.seq', 'leaves a gap');
    const { removedSlots = [], removedRows = [], nodes, rows = [], cells, strings = [] } = patch;
    this.#strings.push(...strings);
    for (const row of removedRows) this.#removeRow(row);
    for (const slot of removedSlots) this.#removeNode(slot);
    if (nodes) this.#setNodes(nodes);
    if (rows.length + removedRows.length > 0) this.#setRows(rows);
    if (cells) this.#setCells(cells);
    this.#cursor = { epoch: this.#cursor.epoch, seq: patch.seq };
    this.asOf = patch.asOf;
    this.#connection = patch.connection ?? this.#connection;
    const touched = cells?.row.flatMap((row, at) => [row, cells.slot[at] ?? 0]) ?? [];
    this.#tell({
      cells: touched,
      slots: [...removedSlots, ...(nodes?.slot ?? [])],
      rows: rows.length + removedRows.length > 0,
    });
  }

  setConnection(connection: Connection): void {
    this.#connection = connection;
    this.#tell(NOTHING);
  }

  #take(snapshot: MatrixSnapshot): void {
    this.#cursor = snapshot.cursor;
    this.asOf = snapshot.asOf;
    this.#connection = snapshot.connection;
    this.#strings = [...snapshot.strings];
    this.#names = [];
    this.#slots = new Map();
    this.#cells = [];
    this.rows = [];
    this.nodes = newMatrixNodes(Math.max(FIRST_CAPACITY, highest(snapshot.nodes.slot) + 1));
    this.#setNodes(snapshot.nodes);
    this.#setRows(snapshot.rows);
    snapshot.rows.forEach(({ row }, at) => {
      const bytes = readRowBytes(snapshot.cells[at] ?? '', snapshot.nodes.slot.length);
      const slots = snapshot.nodes.slot;
      for (let node = 0; node < slots.length; node += 1) this.#setCell(row, slots[node] ?? 0, bytes[node] ?? 0);
    });
    this.#setCells(snapshot.reasons);
  }

  #reach(slots: number): void {
    if (slots <= this.nodes.capacity) return;
    this.nodes = withMoreNodes(this.nodes, slots);
    for (const line of this.#cells) line?.reach(this.nodes.capacity);
  }

  #setNodes(columns: NodeColumns): void {
    this.#reach(highest(columns.slot) + 1);
    const { present, trouble, zone, pool, role } = this.nodes;
    columns.slot.forEach((slot, at) => {
      const name = columns.name[at] ?? '';
      if (this.#names[slot] !== undefined && this.#names[slot] !== name) this.#removeNode(slot);
      this.#names[slot] = name;
      this.#slots.set(name, slot);
      present[slot] = 1;
      trouble[slot] = columns.trouble[at] ?? 0;
      zone[slot] = columns.zone[at] ?? 0;
      pool[slot] = columns.pool[at] ?? 0;
      role[slot] = columns.role[at] ?? 0;
    });
  }

  #removeNode(slot: number): void {
    const name = this.#names[slot];
    if (name !== undefined && this.#slots.get(name) === slot) this.#slots.delete(name);
    this.#names[slot] = undefined;
    for (const row of this.#cells.keys()) this.#setCell(row, slot, 0);
    const { capacity, ...columns } = this.nodes;
    if (slot < capacity) for (const column of Object.values(columns)) column[slot] = 0;
  }

  #setRows(heads: readonly MatrixRow[]): void {
    const rows = [...this.rows];
    for (const head of heads) {
      rows[head.row] = head;
      this.#cells[head.row] ??= new MatrixCellRow(this.nodes.capacity);
    }
    this.rows = rows;
  }

  #removeRow(row: number): void {
    for (let slot = 0; slot < this.nodes.capacity; slot += 1) this.#setCell(row, slot, 0);
    this.#cells[row] = undefined;
    const rows = [...this.rows];
    rows[row] = undefined;
    this.rows = rows;
  }

  #setCells(cells: MatrixCells): void {
    this.#reach(highest(cells.slot) + 1);
    cells.row.forEach((row, at) => {
      const slot = cells.slot[at] ?? 0;
      this.#setCell(row, slot, cells.cell[at] ?? 0, cells.reason[at]);
    });
  }

  #setCell(row: number, slot: number, cell: number, reason = 0): void {
    const line = this.#cells[row];
    if (line === undefined) return;
    const before = line.cells[slot] ?? 0;
    const eligible = eligibleIn(cell) - eligibleIn(before);
    const troubled = troubledIn(cell) - troubledIn(before);
    line.cells[slot] = cell;
    line.eligible += eligible;
    line.troubled += troubled;
    this.nodes.eligible[slot] = (this.nodes.eligible[slot] ?? 0) + eligible;
    this.nodes.troubled[slot] = (this.nodes.troubled[slot] ?? 0) + troubled;
    if (reason !== 0) line.words.set(slot, reason);
    else if (line.words.size > 0) line.words.delete(slot);
  }

  #tell(change: MatrixChange): void {
    this.version += 1;
    for (const listener of [...this.#listeners]) listener(change);
  }
}

function highest(slots: readonly number[]): number {
  return slots.reduce((most, slot) => Math.max(most, slot), -1);
}
