import type { Node } from '#lib/kubernetes/node.ts';
import { sameData } from './same-data.ts';

/** All Nodes, and which of them changed since the changes were last taken. */
export interface NodeIndex {
  readonly nodes: ReadonlyMap<string, Node>;
  /** Stores a Node; true when a DaemonSet's view of it can have changed: it is new, or its labels, taints, times or readiness changed. */
  set(node: Node): boolean;
  /** Forgets a Node; true when it was known. */
  delete(name: string): boolean;
  takeChanges(): { readonly nodes: ReadonlySet<string>; readonly removedNodes: ReadonlySet<string> };
}

/** Makes an empty NodeIndex. */
export function createNodeIndex(): NodeIndex {
  const nodes = new Map<string, Node>();
  let before = new Map<string, Node | undefined>();

  function remember(name: string): void {
    if (!before.has(name)) {
      before.set(name, nodes.get(name));
    }
  }

  return {
    nodes,
    set(node) {
      const { name } = node.metadata;
      const known = nodes.get(name);
      remember(name);
      nodes.set(name, node);
      return known === undefined || !sameForPlacement(known, node);
    },
    delete(name) {
      remember(name);
      return nodes.delete(name);
    },
    takeChanges() {
      const changed = new Set<string>();
      const removed = new Set<string>();
      for (const [name, old] of before) {
        const node = nodes.get(name);
        if (node === undefined) {
          if (old !== undefined) {
            removed.add(name);
          }
        } else if (old === undefined || !sameNode(old, node)) {
          changed.add(name);
        }
      }
      before = new Map();
      return { nodes: changed, removedNodes: removed };
    },
  };
}

function sameForPlacement(a: Node, b: Node): boolean {
  return (
    a.metadata.creationTimestamp === b.metadata.creationTimestamp &&
    a.metadata.changedAt === b.metadata.changedAt &&
    sameData(a.metadata.labels ?? {}, b.metadata.labels ?? {}) &&
    sameData(a.spec.taints ?? [], b.spec.taints ?? []) &&
    readyStatus(a) === readyStatus(b)
  );
}

function readyStatus({ status }: Node): string | undefined {
  return status.conditions?.find((condition) => condition.type === 'Ready')?.status;
}

// Heartbeats come every few minutes from every Node and say nothing new.
function sameNode(a: Node, b: Node): boolean {
  return sameData(withoutHeartbeat(a), withoutHeartbeat(b));
}

function withoutHeartbeat(node: Node): unknown {
  return {
    ...node,
    metadata: { ...node.metadata, resourceVersion: '', changedAt: '' },
    status: {
      ...node.status,
      conditions: node.status.conditions?.map((condition) => ({ ...condition, lastHeartbeatTime: '' })),
    },
  };
}
