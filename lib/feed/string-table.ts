/** Texts by index: index 0 is '', an index never changes its text, the table only grows. */
export class StringTable {
  readonly #texts: string[] = [''];
  readonly #indices = new Map<string, number>([['', 0]]);

  get size(): number {
    return this.#texts.length;
  }

  /** The index of the text, given to it now if it has none. */
  intern(text: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    const index = this.#texts.length;
    this.#texts.push(text);
    this.#indices.set(text, index);
    return index;
  }

  /** The texts from one index up to another, the latter not included. */
  slice(from: number, to: number): readonly string[] {
    return this.#texts.slice(from, to);
  }
}
