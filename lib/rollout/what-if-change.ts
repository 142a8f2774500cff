import type { PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import type { Node, Taint } from '#lib/kubernetes/node.ts';
import type { Affinity, PodSpec, Toleration } from '#lib/kubernetes/pod.ts';

/** What of a template decides placement, as a what-if replaces it: an absent member stays, null takes it away. */
export interface SchedulingChange {
  readonly nodeSelector?: Readonly<Record<string, string>> | null;
  /** Only its required node affinity decides, and only that is replaced. */
  readonly affinity?: Affinity | null;
  readonly tolerations?: readonly Toleration[] | null;
}

/** A taint to put on Nodes, in place of one with its key and effect, or to take off them. */
export interface TaintChange {
  readonly key: string;
  readonly value: string;
  /** '' only with `remove`: whatever the effect. */
  readonly effect: string;
  readonly remove: boolean;
}

/** Labels and taints to change on some Nodes; a label that is null is taken away. */
export interface NodeChange {
  readonly nodes: readonly string[];
  readonly labels: Readonly<Record<string, string | null>>;
  readonly taints: readonly TaintChange[];
}

/** The template with the change; the same reference when nothing that decides placement is replaced. */
export function changedTemplate(template: PodTemplateSpec, change: SchedulingChange): PodTemplateSpec {
  const { nodeSelector, affinity, tolerations } = change;
  const spec: PodSpec = { ...template.spec };
  if (nodeSelector !== undefined) spec.nodeSelector = { ...nodeSelector };
  if (tolerations !== undefined) spec.tolerations = [...(tolerations ?? [])];
  if (affinity !== undefined) {
    const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? null;
    const nodeAffinity = { ...spec.affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required };
    spec.affinity = { ...spec.affinity, nodeAffinity };
  }
  return { ...template, spec };
}

/** The Nodes that the changes name, each with all that name it, in their order. */
export function changedNodes(nodes: ReadonlyMap<string, Node>, changes: readonly NodeChange[]): ReadonlyMap<string, Node> {
  const changed = new Map<string, Node>();
  for (const change of changes) {
    for (const name of new Set(change.nodes)) {
      const node = changed.get(name) ?? nodes.get(name);
      if (node !== undefined) changed.set(name, withChange(node, change));
    }
  }
  return changed;
}

function withChange(node: Node, { labels, taints }: NodeChange): Node {
  const kept = Object.entries({ ...node.metadata.labels, ...labels }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return {
    ...node,
    metadata: { ...node.metadata, labels: Object.fromEntries(kept) },
    spec: { ...node.spec, taints: taints.reduce(withTaint, node.spec.taints ?? []) },
  };
}

function withTaint(taints: Taint[], { remove, key, value, effect }: TaintChange): Taint[] {
  const others = taints.filter((taint) => !isMeant(taint, { key, effect }));
  return remove ? others : [...others, value === '' ? { key, effect } : { key, value, effect }];
}

/** True for the taint that a change with this key and effect is about. */
export function isMeant(taint: Taint, { key, effect }: Pick<TaintChange, 'key' | 'effect'>): boolean {
  return taint.key === key && (effect === '' || taint.effect === effect);
}
