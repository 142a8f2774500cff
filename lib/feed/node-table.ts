import type { Node } from '#lib/kubernetes/node.ts';
import { naturalCompare } from './natural-compare.ts';
import { nodeAttributes } from './node-attributes.ts';
import { SlotColumns } from './slot-columns.ts';
import { SlotTable } from './slot-table.ts';
import type { NodeColumns } from './snapshot.ts';
import { StringTable } from './string-table.ts';

/** What one round changed in the table. */
export interface NodeTableChanges {
  /** Slots of Nodes that were added or whose attributes changed. */
  readonly changed: readonly number[];
  /** Slots of Nodes that are gone; none of them is in `changed`. */
  readonly removed: readonly number[];
}

/** The Nodes of one cluster as columns, shared by all of its DaemonSet feeds, with the texts that they refer to. */
export class NodeTable {
  readonly strings = new StringTable();
  readonly #slots = new SlotTable();
  readonly #columns = new SlotColumns(6);

  get size(): number {
    return this.#slots.size;
  }

  slotOf(name: string): number | undefined {
    return this.#slots.slotOf(name);
  }

  nameOf(slot: number): string {
    return this.#slots.nameOf(slot);
  }

  slots(): readonly number[] {
    return this.#columns.slots();
  }

  /** Takes over the named Nodes; a name that `nodes` does not hold is gone. */
  apply(names: Iterable<string>, nodes: ReadonlyMap<string, Node>): NodeTableChanges {
    this.#slots.recycle();
    const changed: number[] = [];
    const removed: number[] = [];
    const all = [...new Set(names)];
    // A list that begins in the order of names is sorted by name with one look at each, here once for all browsers.
    if (this.size === 0) all.sort(naturalCompare);
    for (const name of all) {
      const node = nodes.get(name);
      if (node === undefined) {
        const slot = this.#slots.release(name);
        if (slot !== undefined && this.#columns.clear(slot)) removed.push(slot);
      } else {
        const slot = this.#slots.assign(name);
        if (this.#columns.set(slot, this.#row(node))) changed.push(slot);
      }
    }
    return { changed, removed };
  }

  /** The columns at these slots. */
  columns(slots: readonly number[]): NodeColumns {
    return {
      slot: slots,
      name: slots.map((slot) => this.#slots.nameOf(slot)),
      zone: this.#columns.column(0, slots),
      pool: this.#columns.column(1, slots),
      role: this.#columns.column(2, slots),
      instanceType: this.#columns.column(3, slots),
      trouble: this.#columns.column(4, slots),
      createdAt: this.#columns.column(5, slots),
    };
  }

  #row(node: Node): readonly number[] {
    const attributes = nodeAttributes(node);
    return [
      this.strings.intern(attributes.zone),
      this.strings.intern(attributes.pool),
      this.strings.intern(attributes.role),
      this.strings.intern(attributes.instanceType),
      attributes.trouble,
      attributes.createdAt,
    ];
  }
}
