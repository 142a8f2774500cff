const FIRST_CAPACITY = 64;

/** Rows of numbers by slot, flat in one typed array: 100,000 Nodes cost megabytes, not objects. */
export class SlotColumns {
  readonly #width: number;
  #cells: Float64Array;
  #present: Uint8Array;

  constructor(width: number) {
    this.#width = width;
    this.#cells = new Float64Array(FIRST_CAPACITY * width);
    this.#present = new Uint8Array(FIRST_CAPACITY);
  }

  has(slot: number): boolean {
    return this.#present[slot] === 1;
  }

  /** Stores a row; true when that changed anything. */
  set(slot: number, row: readonly number[]): boolean {
    this.#reach(slot);
    const start = slot * this.#width;
    let changed = this.#present[slot] === 0;
    this.#present[slot] = 1;
    for (let column = 0; column < this.#width; column++) {
      const value = row[column] ?? 0;
      if (this.#cells[start + column] !== value) changed = true;
      this.#cells[start + column] = value;
    }
    return changed;
  }

  /** Empties a slot; true when it held a row. */
  clear(slot: number): boolean {
    const held = this.has(slot);
    if (held) this.#present[slot] = 0;
    return held;
  }

  /** The slots that hold a row, ascending. */
  slots(): number[] {
    const slots: number[] = [];
    for (let slot = 0; slot < this.#present.length; slot++) if (this.#present[slot] === 1) slots.push(slot);
    return slots;
  }

  /** One column at these slots. */
  column(column: number, slots: readonly number[]): number[] {
    return slots.map((slot) => this.#cells[slot * this.#width + column] ?? 0);
  }

  #reach(slot: number): void {
    if (slot < this.#present.length) return;
    const capacity = Math.max(slot + 1, this.#present.length * 2);
    const cells = new Float64Array(capacity * this.#width);
    cells.set(this.#cells);
    const present = new Uint8Array(capacity);
    present.set(this.#present);
    this.#cells = cells;
    this.#present = present;
  }
}
