import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import type { Connection } from './connection.ts';
import type { NodeTable, NodeTableChanges } from './node-table.ts';
import { rolloutRow } from './rollout-row.ts';
import { SlotColumns } from './slot-columns.ts';
import type { DaemonSetPatch, DaemonSetSnapshot, RolloutColumns } from './snapshot.ts';

/** Where the encoder reads the model. */
export interface DaemonSetSource {
  readonly nodes: NodeTable;
  detail(): DaemonSetDetail;
  nodeRollout(node: string): NodeRollout | undefined;
}

/** One round of changes as the encoder needs it. */
export interface DaemonSetChanges {
  readonly asOf: string;
  readonly connection: Connection;
  /** What this round changed in the shared NodeTable. */
  readonly nodes: NodeTableChanges;
  /** Nodes whose NodeRollout changed, a Node that just joined need not be named; undefined when nothing about the DaemonSet changed. */
  readonly rollouts: Iterable<string> | undefined;
}

/**
 * One DaemonSet's feed without the transport: holds exactly what a client holds that applied every patch, so that
 * a snapshot taken at any moment fits the cursor. Every change of the shared NodeTable must be followed by `patch`.
 */
export class DaemonSetEncoder {
  readonly #epoch: string;
  readonly #source: DaemonSetSource;
  readonly #rollout = new SlotColumns(6);
  #seq = 0;
  #asOf: string;
  #connection: Connection;
  #detail: DaemonSetDetail;
  #stringCount: number;

  constructor(options: { epoch: string; source: DaemonSetSource; asOf: string; connection: Connection }) {
    this.#epoch = options.epoch;
    this.#source = options.source;
    this.#asOf = options.asOf;
    this.#connection = options.connection;
    this.#detail = options.source.detail();
    for (const slot of options.source.nodes.slots()) this.#take(slot);
    this.#stringCount = options.source.nodes.strings.size;
  }

  get cursor(): DaemonSetSnapshot['cursor'] {
    return { epoch: this.#epoch, seq: this.#seq };
  }

  /** Everything as of the last patch. */
  snapshot(): DaemonSetSnapshot {
    const { nodes } = this.#source;
    return {
      kind: 'daemonset',
      cursor: this.cursor,
      asOf: this.#asOf,
      connection: this.#connection,
      detail: this.#detail,
      strings: nodes.strings.slice(0, this.#stringCount),
      nodes: nodes.columns(nodes.slots()),
      rollout: this.#rolloutColumns(this.#rollout.slots()),
    };
  }

  /** Takes over the changes and returns the next patch, or null when a client would see no difference. */
  patch(changes: DaemonSetChanges): DaemonSetPatch | null {
    for (const slot of changes.nodes.removed) this.#rollout.clear(slot);
    const rows = this.#changedRows(changes);
    const detail = changes.rollouts === undefined ? this.#detail : this.#source.detail();
    const parts: Omit<DaemonSetPatch, 'kind' | 'seq' | 'asOf'> = {
      ...(sameConnection(changes.connection, this.#connection) ? {} : { connection: changes.connection }),
      ...(detail === this.#detail ? {} : { detail }),
      ...(changes.nodes.removed.length > 0 ? { removedSlots: changes.nodes.removed } : {}),
      ...(changes.nodes.changed.length > 0 ? { nodes: this.#source.nodes.columns(changes.nodes.changed) } : {}),
      ...(rows.length > 0 ? { rollout: this.#rolloutColumns(rows) } : {}),
    };
    this.#asOf = changes.asOf;
    this.#connection = changes.connection;
    this.#detail = detail;
    if (Object.keys(parts).length === 0) return null;
    this.#seq += 1;
    return { kind: 'daemonset', seq: this.#seq, asOf: changes.asOf, ...this.#newStrings(), ...parts };
  }

  #changedRows(changes: DaemonSetChanges): number[] {
    const { nodes } = this.#source;
    const slots = new Set<number>();
    for (const name of changes.rollouts ?? []) {
      const slot = nodes.slotOf(name);
      if (slot !== undefined) slots.add(slot);
    }
    for (const slot of changes.nodes.changed) if (!this.#rollout.has(slot)) slots.add(slot);
    return [...slots].filter((slot) => this.#take(slot));
  }

  /** Reads one Node's row from the model; true when it changed. */
  #take(slot: number): boolean {
    const rollout = this.#source.nodeRollout(this.#source.nodes.nameOf(slot));
    return rollout !== undefined && this.#rollout.set(slot, rolloutRow(rollout, this.#source.nodes.strings));
  }

  #newStrings(): { strings?: readonly string[] } {
    const { strings } = this.#source.nodes;
    const from = this.#stringCount;
    this.#stringCount = strings.size;
    return strings.size > from ? { strings: strings.slice(from, strings.size) } : {};
  }

  #rolloutColumns(slots: readonly number[]): RolloutColumns {
    return {
      slot: slots,
      state: this.#rollout.column(0, slots),
      marks: this.#rollout.column(1, slots),
      revision: this.#rollout.column(2, slots),
      reason: this.#rollout.column(3, slots),
      restarts: this.#rollout.column(4, slots),
      podCreatedAt: this.#rollout.column(5, slots),
    };
  }
}

/** True when a person would see no difference: proofs of life alone travel with the heartbeat. */
export function sameConnection(left: Connection, right: Connection): boolean {
  return left.state === right.state && left.problem === right.problem && left.since === right.since;
}
