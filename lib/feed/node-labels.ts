/** GET /api/c/{cluster}/node-labels: the label keys that Nodes carry. */
export interface NodeLabelKeys {
  /** RFC 3339. */
  readonly asOf: string;
  readonly nodes: number;
  readonly labels: readonly NodeLabelKey[];
}

export interface NodeLabelKey {
  readonly key: string;
  /** Nodes that carry it. */
  readonly nodes: number;
  /** Different values among them. */
  readonly values: number;
}

/** GET /api/c/{cluster}/node-labels?key=K: its values by Node. A Node without the label is in none of them. */
export interface NodeLabelValues {
  readonly asOf: string;
  readonly key: string;
  readonly values: readonly { readonly value: string; readonly nodes: readonly string[] }[];
}
