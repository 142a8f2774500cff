import type { PodTemplateSpec } from './daemon-set.ts';
import { duplicateValue, type FieldProblem, invalidValue } from './field-problem.ts';
import { subdomainFaults } from './name-faults.ts';
import type { Node } from './node.ts';
import { labelProblems, placementProblems, taintProblems } from './placement-problems.ts';
import { NODE_AFFINITY, TOLERATIONS } from './pod-shapes.ts';
import { expectObject, InvalidObject, pruneTo, type Shape } from './shape.ts';
import { refuseUnknownMembers } from './unknown-members.ts';

const PLACED_SPEC: Record<string, Shape> = {
  nodeName: 'string',
  nodeSelector: 'strings',
  affinity: { members: { nodeAffinity: NODE_AFFINITY } },
  tolerations: TOLERATIONS,
  hostNetwork: 'boolean',
};
const TEMPLATE: Shape = { members: { spec: { members: PLACED_SPEC } }, required: ['spec'] };
const DAEMON_SET: Shape = {
  members: { spec: { members: { template: TEMPLATE }, required: ['template'] } },
  required: ['spec'],
};
const TAINTS: Shape = {
  list: { members: { key: 'string', value: 'string', effect: 'string', timeAdded: 'string' }, required: ['key', 'effect'] },
};
const NODES: Shape = {
  list: {
    members: {
      metadata: { members: { name: 'string', labels: 'strings' }, required: ['name'] },
      spec: { members: { taints: TAINTS, unschedulable: 'boolean' } },
    },
    required: ['metadata'],
  },
};

/**
 * The part of a DaemonSet manifest, or of `{spec:{template}}`, that decides placement.
 * Throws InvalidObject with the field's path and what is allowed, as the API server would refuse it.
 */
export function readPlacedTemplate(value: unknown, at: string): PodTemplateSpec {
  const manifest = expectObject(value, at);
  expectValue(manifest.apiVersion, 'apps/v1', `${at}.apiVersion`);
  expectValue(manifest.kind, 'DaemonSet', `${at}.kind`);
  const { spec } = pruneTo(manifest, DAEMON_SET, at) as { spec: { template: PodTemplateSpec } };
  refuseUnknownMembers(manifest, DAEMON_SET, at);
  refuse(placementProblems(spec.template.spec, `${at}.spec.template.spec`));
  return spec.template;
}

/** Nodes with what placement looks at; other members of a Node are allowed and ignored. Throws InvalidObject. */
export function readPlacedNodes(value: unknown, at: string): readonly Node[] {
  const nodes = pruneTo(value, NODES, at) as readonly Pick<Node, 'metadata' | 'spec'>[];
  const names = new Set<string>();
  return nodes.map(({ metadata, spec = {} }, index) => {
    const { name, labels = {} } = metadata;
    const repeated = names.has(name);
    names.add(name);
    refuse([
      ...subdomainFaults(name).map((text) => invalidValue(`${at}[${index}].metadata.name`, name, text)),
      ...(repeated ? [duplicateValue(`${at}[${index}].metadata.name`, name)] : []),
      ...labelProblems(labels, `${at}[${index}].metadata.labels`),
      ...taintProblems(spec.taints ?? [], `${at}[${index}].spec.taints`),
    ]);
    return { metadata: { name, labels, uid: '', resourceVersion: '', creationTimestamp: '' }, spec, status: {} };
  });
}

function expectValue(value: unknown, wanted: string, field: string): void {
  if (value !== undefined && value !== wanted) throw new InvalidObject(field, `must be ${JSON.stringify(wanted)}`);
}

function refuse([first]: readonly FieldProblem[]): void {
  if (first) throw new InvalidObject(first.field, first.problem);
}
