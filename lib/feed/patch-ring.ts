/** One encoded patch, ready for every client. */
export interface RingEntry {
  readonly seq: number;
  readonly frame: Uint8Array;
}

/** The last patches of a feed, bounded by count and bytes, for clients that resume. */
export class PatchRing {
  readonly #limits: { readonly count: number; readonly bytes: number };
  #entries: RingEntry[] = [];
  #bytes = 0;
  #last: number;

  constructor(options: { after: number; count: number; bytes: number }) {
    this.#limits = options;
    this.#last = options.after;
  }

  /** Appends the next patch; throws RangeError when a number is left out. */
  push(entry: RingEntry): void {
    if (entry.seq !== this.#last + 1) throw new RangeError(`Patch ${entry.seq} does not follow ${this.#last}.`);
    this.#last = entry.seq;
    this.#entries.push(entry);
    this.#bytes += entry.frame.byteLength;
    while (this.#entries.length > this.#limits.count || this.#bytes > this.#limits.bytes) {
      this.#bytes -= this.#entries.shift()?.frame.byteLength ?? 0;
    }
  }

  /** The patches after `seq`, oldest first; null when they are not all here any more, or `seq` has not happened. */
  after(seq: number): readonly RingEntry[] | null {
    if (seq > this.#last) return null;
    const missing = this.#last - seq;
    return missing > this.#entries.length ? null : this.#entries.slice(this.#entries.length - missing);
  }
}
