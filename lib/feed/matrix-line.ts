const FIRST_CAPACITY = 64;

/** One DaemonSet's cells by slot, a byte each, and the words of the few cells that have one. */
export class MatrixLine {
  readonly #reasons = new Map<number, number>();
  #cells = new Uint8Array(FIRST_CAPACITY);

  cell(slot: number): number {
    return this.#cells[slot] ?? 0;
  }

  /** Index of the text that explains the cell, 0 for none. */
  reason(slot: number): number {
    return this.#reasons.get(slot) ?? 0;
  }

  /** The slots that have a word, with it. */
  reasons(): ReadonlyMap<number, number> {
    return this.#reasons;
  }

  /** Stores a cell; true when that changed anything. */
  set(slot: number, cell: number, reason: number): boolean {
    if (this.cell(slot) === cell && this.reason(slot) === reason) return false;
    this.#reach(slot);
    this.#cells[slot] = cell;
    if (reason === 0) this.#reasons.delete(slot);
    else this.#reasons.set(slot, reason);
    return true;
  }

  /** The cells at these slots. */
  bytes(slots: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(slots.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = this.#cells[slots[at] ?? 0] ?? 0;
    return bytes;
  }

  #reach(slot: number): void {
    if (slot < this.#cells.length) return;
    const cells = new Uint8Array(Math.max(slot + 1, this.#cells.length * 2));
    cells.set(this.#cells);
    this.#cells = cells;
  }
}
