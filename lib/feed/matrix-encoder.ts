import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import { NODE_ROLLOUT_STATES, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { type CellList, newCellList, pushCell, wordedCells } from './cell-list.ts';
import type { Connection } from './connection.ts';
import { sameConnection } from './daemon-set-encoder.ts';
import { bytesToText, type MatrixPatch, type MatrixRow, type MatrixSnapshot, matrixCell } from './matrix.ts';
import { MatrixLine } from './matrix-line.ts';
import type { NodeTable, NodeTableChanges } from './node-table.ts';
import { rolloutMarks } from './rollout-row.ts';
import { SlotTable } from './slot-table.ts';

const STATE_INDEX = Object.fromEntries(NODE_ROLLOUT_STATES.map((state, index) => [state, index])) as Record<
  NodeRolloutState,
  number
>;

/** Where the encoder reads the model. */
export interface MatrixSource {
  readonly nodes: NodeTable;
  summaries(): ReadonlyMap<string, Summary>;
  nodeRollout(uid: string, node: string): NodeRollout | undefined;
}

/** One round of changes as the encoder needs it. */
export interface MatrixChanges {
  readonly asOf: string;
  readonly connection: Connection;
  /** What this round changed in the shared NodeTable. */
  readonly nodes: NodeTableChanges;
  /** By uid: the Nodes whose NodeRollout changed; a Node that just joined need not be named. */
  readonly daemonSets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly removedDaemonSets: ReadonlySet<string>;
}

interface Line {
  readonly head: MatrixRow;
  readonly cells: MatrixLine;
}

/**
 * The feed of every DaemonSet on every Node without the transport: holds exactly what a client holds that applied every
 * patch. It begins without rows; `takeRow` adds those of the DaemonSets there are, one at a time, because all at once
 * would look at every Node once for each of them.
 */
export class MatrixEncoder {
  readonly #epoch: string;
  readonly #source: MatrixSource;
  readonly #rows = new SlotTable();
  readonly #lines = new Map<string, Line>();
  readonly #present = new Set<number>();
  /** DaemonSets that are there, but whose rows `takeRow` has not taken yet. */
  readonly #waiting: Set<string>;
  #seq = 0;
  #asOf: string;
  #connection: Connection;
  #stringCount: number;

  constructor(options: { epoch: string; source: MatrixSource; asOf: string; connection: Connection }) {
    this.#epoch = options.epoch;
    this.#source = options.source;
    this.#asOf = options.asOf;
    this.#connection = options.connection;
    this.#waiting = new Set(options.source.summaries().keys());
    for (const slot of options.source.nodes.slots()) this.#present.add(slot);
    this.#stringCount = options.source.nodes.strings.size;
  }

  get cursor(): MatrixSnapshot['cursor'] {
    return { epoch: this.#epoch, seq: this.#seq };
  }

  /** Takes the row of one DaemonSet that was there at the beginning; false when none is left. */
  takeRow(): boolean {
    const [uid] = this.#waiting;
    if (uid === undefined) return false;
    this.#waiting.delete(uid);
    const summary = this.#source.summaries().get(uid);
    if (summary !== undefined) this.#addLine(summary);
    this.#stringCount = this.#source.nodes.strings.size;
    return true;
  }

  /** Everything as of the last patch. */
  snapshot(): MatrixSnapshot {
    const { nodes } = this.#source;
    const slots = nodes.slots();
    const lines = [...this.#lines.values()];
    return {
      kind: 'matrix',
      cursor: this.cursor,
      asOf: this.#asOf,
      connection: this.#connection,
      strings: nodes.strings.slice(0, this.#stringCount),
      nodes: nodes.columns(slots),
      rows: lines.map(({ head }) => head),
      cells: lines.map(({ cells }) => bytesToText(cells.bytes(slots))),
      reasons: wordedCells(lines),
    };
  }

  /** Takes over the changes and returns the next patch, or null when a client would see no difference. */
  patch(changes: MatrixChanges): MatrixPatch | null {
    this.#rows.recycle();
    const cells = newCellList();
    const removedRows = this.#removeLines(changes.removedDaemonSets);
    this.#removeNodes(changes.nodes.removed);
    const rows = this.#changedLines(changes, cells);
    this.#addNodes(changes.nodes.changed, cells);
    const parts: Omit<MatrixPatch, 'kind' | 'seq' | 'asOf'> = {
      ...(sameConnection(changes.connection, this.#connection) ? {} : { connection: changes.connection }),
      ...(changes.nodes.removed.length > 0 ? { removedSlots: changes.nodes.removed } : {}),
      ...(removedRows.length > 0 ? { removedRows } : {}),
      ...(changes.nodes.changed.length > 0 ? { nodes: this.#source.nodes.columns(changes.nodes.changed) } : {}),
      ...(rows.length > 0 ? { rows } : {}),
      ...(cells.row.length > 0 ? { cells } : {}),
    };
    this.#asOf = changes.asOf;
    this.#connection = changes.connection;
    if (Object.keys(parts).length === 0) return null;
    this.#seq += 1;
    return { kind: 'matrix', seq: this.#seq, asOf: changes.asOf, ...this.#newStrings(), ...parts };
  }

  #removeLines(uids: ReadonlySet<string>): number[] {
    const removed: number[] = [];
    for (const uid of uids) {
      this.#waiting.delete(uid);
      if (this.#lines.delete(uid)) removed.push(this.#rows.release(uid) ?? 0);
    }
    return removed;
  }

  #removeNodes(slots: readonly number[]): void {
    for (const slot of slots) {
      this.#present.delete(slot);
      for (const { cells } of this.#lines.values()) cells.set(slot, 0, 0);
    }
  }

  #changedLines({ daemonSets }: MatrixChanges, changed: CellList): MatrixRow[] {
    const rows: MatrixRow[] = [];
    for (const [uid, nodes] of daemonSets) {
      const summary = this.#source.summaries().get(uid);
      if (summary === undefined || this.#waiting.has(uid)) continue;
      const known = this.#lines.get(uid);
      if (known === undefined) {
        const { head, cells } = this.#addLine(summary);
        rows.push(head);
        for (const slot of this.#present) pushCell(changed, head.row, slot, cells);
        continue;
      }
      const line = known.head.phase === summary.phase ? known : { ...known, head: { ...known.head, phase: summary.phase } };
      if (line !== known) {
        this.#lines.set(uid, line);
        rows.push(line.head);
      }
      for (const name of nodes) {
        const slot = this.#source.nodes.slotOf(name);
        if (slot !== undefined && this.#present.has(slot) && this.#take(line, slot))
          pushCell(changed, line.head.row, slot, line.cells);
      }
    }
    return rows;
  }

  #addNodes(slots: readonly number[], changed: CellList): void {
    for (const slot of slots) {
      if (this.#present.has(slot)) continue;
      this.#present.add(slot);
      for (const line of this.#lines.values()) {
        if (this.#take(line, slot)) pushCell(changed, line.head.row, slot, line.cells);
      }
    }
  }

  #addLine({ uid, namespace, name, phase }: Summary): Line {
    const head = { row: this.#rows.assign(uid), uid, namespace, name, phase };
    const line = { head, cells: new MatrixLine() };
    this.#lines.set(uid, line);
    for (const slot of this.#present) this.#take(line, slot);
    return line;
  }

  /** Reads one cell from the model; true when it changed. */
  #take({ head, cells }: Line, slot: number): boolean {
    const { nodes } = this.#source;
    const rollout = this.#source.nodeRollout(head.uid, nodes.nameOf(slot));
    if (rollout === undefined) return cells.set(slot, 0, 0);
    const cell = matrixCell(STATE_INDEX[rollout.state], rolloutMarks(rollout));
    return cells.set(slot, cell, rollout.reason === '' ? 0 : nodes.strings.intern(rollout.reason));
  }

  #newStrings(): { strings?: readonly string[] } {
    const { strings } = this.#source.nodes;
    const from = this.#stringCount;
    this.#stringCount = strings.size;
    return strings.size > from ? { strings: strings.slice(from, strings.size) } : {};
  }
}
