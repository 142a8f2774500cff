/** A value and how many of the Nodes have it. */
export interface ComparedValue {
  readonly value: string;
  readonly nodes: number;
}

/** A label of which the Nodes have several values, or that only some of them have. */
export interface ComparedLabel {
  readonly key: string;
  /** The commonest first; at most five. */
  readonly values: readonly ComparedValue[];
  /** How many values there are in all. */
  readonly valueCount: number;
  /** Nodes that do not have the label. */
  readonly without: number;
}

/** POST /api/c/{cluster}/node-comparison: what several Nodes have in common and how they differ. */
export interface NodeComparison {
  /** RFC 3339. */
  readonly asOf: string;
  /** How many of the Nodes are there. */
  readonly nodes: number;
  /** Labels with one value on all of them, by key. */
  readonly shared: readonly { readonly key: string; readonly value: string }[];
  /** Labels that differ, fewest values first; at most 100. */
  readonly different: readonly ComparedLabel[];
  /** As kubectl writes them, `key=value:Effect`, the commonest first; at most 100. */
  readonly taints: readonly ComparedValue[];
}
