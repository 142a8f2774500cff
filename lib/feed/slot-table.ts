/**
 * Gives each name a small integer that it keeps while it exists. A released slot is used again only after
 * `recycle`, so that no patch both empties a slot and fills it for another name.
 */
export class SlotTable {
  readonly #slots = new Map<string, number>();
  readonly #names: (string | undefined)[] = [];
  readonly #free: number[] = [];
  #released: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  slotOf(name: string): number | undefined {
    return this.#slots.get(name);
  }

  nameOf(slot: number): string {
    return this.#names[slot] ?? '';
  }

  /** The name's slot, given to it now if it has none. */
  assign(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const slot = this.#free.pop() ?? this.#names.length;
    this.#slots.set(name, slot);
    this.#names[slot] = name;
    return slot;
  }

  /** Takes the slot from the name and returns it, or undefined when it had none. */
  release(name: string): number | undefined {
    const slot = this.#slots.get(name);
    if (slot === undefined) return undefined;
    this.#slots.delete(name);
    this.#names[slot] = undefined;
    this.#released.push(slot);
    return slot;
  }

  /** Makes the slots released so far available. */
  recycle(): void {
    this.#free.push(...this.#released);
    this.#released = [];
  }
}
