/** Columns about the Nodes of the matrix, all of one length, indexed by slot. */
export interface MatrixNodes {
  readonly capacity: number;
  /** 0 where the slot holds no Node. */
  readonly present: Uint8Array;
  /** Bits of TROUBLE. */
  readonly trouble: Uint8Array;
  /** Arguments for `text`. */
  readonly zone: Uint32Array;
  readonly pool: Uint32Array;
  readonly role: Uint32Array;
  /** DaemonSets that should be or are there, and those of them that are in trouble there. */
  readonly eligible: Uint16Array;
  readonly troubled: Uint16Array;
}

/** Empty columns. */
export function newMatrixNodes(capacity: number): MatrixNodes {
  return {
    capacity,
    present: new Uint8Array(capacity),
    trouble: new Uint8Array(capacity),
    zone: new Uint32Array(capacity),
    pool: new Uint32Array(capacity),
    role: new Uint32Array(capacity),
    eligible: new Uint16Array(capacity),
    troubled: new Uint16Array(capacity),
  };
}

/** The same columns while they have room, else copies of at least twice the length. */
export function withMoreNodes(nodes: MatrixNodes, slots: number): MatrixNodes {
  if (slots <= nodes.capacity) return nodes;
  const grown = newMatrixNodes(Math.max(slots, nodes.capacity * 2));
  for (const name of ['present', 'trouble', 'zone', 'pool', 'role', 'eligible', 'troubled'] as const)
    grown[name].set(nodes[name]);
  return grown;
}
