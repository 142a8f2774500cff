const POOL = 254;

/** Pod addresses out of a /24 per Node, in 10.64.0.0/10. */
export class PodAddresses {
  readonly #nodes = new Map<string, { subnet: number; next: number }>();

  /** The Node's next address; they come round again after 254. */
  next(node: string): string {
    const known = this.#nodes.get(node) ?? { subnet: this.#nodes.size, next: 0 };
    this.#nodes.set(node, known);
    known.next = (known.next % POOL) + 1;
    return `10.${64 + ((known.subnet >> 8) & 63)}.${known.subnet & 255}.${known.next}`;
  }
}
