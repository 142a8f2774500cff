import type { Node, NodeCondition, Taint } from '#lib/kubernetes/node.ts';
import type { ObjectMeta } from '#lib/kubernetes/object-meta.ts';
import { metaOf } from './object-meta.ts';

/** Builds a Node step by step; each step answers a new builder. */
export interface NodeBuilder {
  named(name: string): NodeBuilder;
  withLabel(key: string, value?: string): NodeBuilder;
  withTaint(key: string, effect: string, value?: string): NodeBuilder;
  withCondition(type: string, status: NodeCondition['status'], reason?: string): NodeBuilder;
  cordoned(): NodeBuilder;
  createdAt(time: string): NodeBuilder;
  withMeta(parts: Partial<ObjectMeta>): NodeBuilder;
  build(): Node;
}

/** A Node called `node-1` that is Ready and has no taint. */
export function aNode(name = 'node-1'): NodeBuilder {
  return builderOf({
    metadata: { ...metaOf('node', { name }), labels: { 'kubernetes.io/hostname': name } },
    spec: {},
    status: { conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }] },
  });
}

function builderOf(node: Node): NodeBuilder {
  const withMeta = (parts: Partial<ObjectMeta>): NodeBuilder => builderOf({ ...node, metadata: { ...node.metadata, ...parts } });
  const withTaint = (taint: Taint): NodeBuilder =>
    builderOf({ ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), taint] } });
  return {
    named: (name) => withMeta({ name, uid: `node-${name}` }),
    withLabel: (key, value = '') => withMeta({ labels: { ...node.metadata.labels, [key]: value } }),
    withTaint: (key, effect, value) => withTaint(value === undefined ? { key, effect } : { key, value, effect }),
    withCondition(type, status, reason) {
      const others = (node.status.conditions ?? []).filter((condition) => condition.type !== type);
      const condition: NodeCondition = reason === undefined ? { type, status } : { type, status, reason };
      return builderOf({ ...node, status: { ...node.status, conditions: [...others, condition] } });
    },
    cordoned: () => builderOf({ ...node, spec: { ...node.spec, unschedulable: true } }),
    createdAt: (time) => withMeta({ creationTimestamp: time }),
    withMeta,
    build: () => structuredClone(node),
  };
}
