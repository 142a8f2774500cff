import { type FieldProblem, invalidValue, requiredValue } from '#lib/kubernetes/field-problem.ts';
import { qualifiedNameFaults } from '#lib/kubernetes/name-faults.ts';
import { labelProblems, placementProblems, taintProblems } from '#lib/kubernetes/placement-problems.ts';
import type { Affinity, Toleration } from '#lib/kubernetes/pod.ts';
import { NODE_AFFINITY, TOLERATIONS } from '#lib/kubernetes/pod-shapes.ts';
import { expectObject, InvalidObject, pruneTo, type Shape } from '#lib/kubernetes/shape.ts';
import { refuseUnknownMembers } from '#lib/kubernetes/unknown-members.ts';
import type { NodeChange, SchedulingChange, TaintChange } from './what-if-change.ts';

const SCHEDULING = {
  nodeSelector: 'strings',
  affinity: { members: { nodeAffinity: NODE_AFFINITY } },
  tolerations: TOLERATIONS,
} as const satisfies Record<string, Shape>;
const TEMPLATE: Shape = { members: { spec: { members: SCHEDULING } }, required: ['spec'] };

const TAINTS: Shape = {
  list: { members: { key: 'string', value: 'string', effect: 'string', remove: 'boolean' }, required: ['key'] },
};
const CHANGE_MEMBERS = ['nodes', 'labels', 'taints'];
const MOST_CHANGES = 100;

/**
 * Reads `{spec: {nodeSelector, affinity, tolerations}}`: what is absent stays as it is, null takes away.
 * Throws InvalidObject with the field's path and what is allowed, as the API server would refuse it.
 */
export function readSchedulingChange(value: unknown, at: string): SchedulingChange {
  const spec = expectObject(expectObject(value, at).spec, `${at}.spec`);
  refuseOthers(spec, Object.keys(SCHEDULING), `${at}.spec`);
  refuseUnknownMembers(value, TEMPLATE, at);
  const { spec: read } = pruneTo(value, TEMPLATE, at) as {
    spec: { nodeSelector?: Record<string, string>; affinity?: Affinity; tolerations?: Toleration[] };
  };
  refuse(placementProblems(read, `${at}.spec`));
  const { nodeSelector = null, affinity = null, tolerations = null } = read;
  const has = (member: string) => spec[member] !== undefined;
  return {
    ...(has('nodeSelector') ? { nodeSelector } : {}),
    ...(has('affinity') ? { affinity } : {}),
    ...(has('tolerations') ? { tolerations } : {}),
  };
}

/** Reads `[{nodes, labels, taints}]`; `isNode` tells whether a Node of this name exists. Throws InvalidObject. */
export function readNodeChanges(value: unknown, at: string, isNode: (name: string) => boolean): readonly NodeChange[] {
  if (!Array.isArray(value)) throw new InvalidObject(at, 'must be a list');
  if (value.length > MOST_CHANGES) throw new InvalidObject(at, `must have at most ${MOST_CHANGES} items`);
  return value.map((item: unknown, index) => {
    const path = `${at}[${index}]`;
    const change = expectObject(item, path);
    refuseOthers(change, CHANGE_MEMBERS, path);
    const nodes = pruneTo(change.nodes ?? [], { list: 'string' }, `${path}.nodes`) as readonly string[];
    if (nodes.length === 0) throw new InvalidObject(`${path}.nodes`, 'must name at least one Node');
    nodes.forEach((name, place) => {
      if (!isNode(name)) refuse([invalidValue(`${path}.nodes[${place}]`, name.slice(0, 253), 'there is no Node of this name')]);
    });
    return { nodes, labels: readLabels(change.labels, `${path}.labels`), taints: readTaints(change.taints, `${path}.taints`) };
  });
}

function readLabels(value: unknown, at: string): NodeChange['labels'] {
  const labels = value === undefined || value === null ? {} : expectObject(value, at);
  for (const [key, text] of Object.entries(labels)) {
    if (text === null) refuse(qualifiedNameFaults(key).map((fault) => invalidValue(at, key, fault)));
    else if (typeof text !== 'string') throw new InvalidObject(`${at}[${JSON.stringify(key)}]`, 'must be a string or null');
    else refuse(labelProblems({ [key]: text }, at));
  }
  return labels as NodeChange['labels'];
}

function readTaints(value: unknown, at: string): readonly TaintChange[] {
  const read = pruneTo(value ?? [], TAINTS, at) as readonly Partial<TaintChange>[];
  const taints = read.map(({ key = '', value: text = '', effect = '', remove = false }) => ({
    key,
    value: text,
    effect,
    remove,
  }));
  taints.forEach(({ remove, effect, ...rest }, index) => {
    // A taint is taken away by its key alone; the API server's rules are about one that is there.
    const checked = { ...rest, effect: remove && effect === '' ? 'NoSchedule' : effect };
    if (checked.effect === '') refuse([requiredValue(`${at}[${index}].effect`)]);
    refuse(taintProblems([checked], at).map(({ field, problem }) => ({ field: field.replace('[0]', `[${index}]`), problem })));
  });
  return taints;
}

function refuseOthers(object: Readonly<Record<string, unknown>>, allowed: readonly string[], at: string): void {
  const other = Object.keys(object).find((key) => !allowed.includes(key));
  if (other !== undefined) {
    throw new InvalidObject(`${at}.${other.slice(0, 80)}`, `unknown field; allowed are ${allowed.join(', ')}`);
  }
}

function refuse([first]: readonly FieldProblem[]): void {
  if (first) throw new InvalidObject(first.field, first.problem);
}
