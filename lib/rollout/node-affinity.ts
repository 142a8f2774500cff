import { parseInt64 } from '#lib/kubernetes/int64.ts';
import { isLabelKey, isLabelValue } from '#lib/kubernetes/names.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { NodeAffinity, NodeSelectorRequirement, NodeSelectorTerm } from '#lib/kubernetes/pod.ts';
import type { PlacementReason } from './placement-reason.ts';

interface CompiledTerm {
  readonly invalid: readonly PlacementReason[];
  readonly matches: (node: Node) => boolean;
  readonly failures: (node: Node) => readonly PlacementReason[];
}

type Requirement = { readonly term: number; readonly key: string; readonly operator: string; readonly values: readonly string[] };

/**
 * Prepares the required node affinity of a template; the answer gives what a Node fails, nothing when it matches.
 * Terms are ORed; an empty term matches nothing; one invalid requirement spoils its term and no other.
 * Mirrors kubernetes/component-helpers scheduling/corev1/nodeaffinity/nodeaffinity.go LazyErrorNodeSelector, v0.36.
 */
export function compileNodeAffinity(affinity: NodeAffinity | null | undefined): (node: Node) => readonly PlacementReason[] {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === null || required === undefined) {
    return () => [];
  }
  const terms = (required.nodeSelectorTerms ?? []).flatMap((term, index) => compileTerm(term, index));
  if (terms.length === 0) {
    return () => [{ code: 'nodeAffinityEmpty' }];
  }
  return (node) => (terms.some((term) => term.matches(node)) ? [] : terms.flatMap((term) => term.failures(node)));
}

function compileTerm(term: NodeSelectorTerm, index: number): readonly CompiledTerm[] {
  const expressions = (term.matchExpressions ?? []).map((requirement) => normalize(requirement, index));
  const fields = (term.matchFields ?? []).map((requirement) => normalize(requirement, index));
  if (expressions.length + fields.length === 0) {
    return [];
  }
  const invalid = [
    ...expressions.filter((requirement) => !isValidExpression(requirement)),
    ...fields.filter((requirement) => !isValidField(requirement)),
  ].map((requirement): PlacementReason => ({ code: 'nodeAffinityInvalid', ...requirement }));
  if (invalid.length > 0) {
    return [{ invalid, matches: () => false, failures: () => invalid }];
  }
  const failures = (node: Node): readonly PlacementReason[] => [
    ...expressions.filter((it) => !matchesExpression(it, node)).map((it) => failedExpression(it, node)),
    ...fields.filter((it) => !matchesField(it, node)).map((it) => failedField(it, node)),
  ];
  const matches = (node: Node): boolean =>
    expressions.every((it) => matchesExpression(it, node)) && fields.every((it) => matchesField(it, node));
  return [{ invalid, matches, failures }];
}

function normalize(requirement: NodeSelectorRequirement, term: number): Requirement {
  return { term, key: requirement.key ?? '', operator: requirement.operator ?? '', values: requirement.values ?? [] };
}

/** The label's value, or undefined; `constructor` and its like are ordinary keys. */
export function labelOf(node: Node, key: string): string | undefined {
  const labels = node.metadata.labels;
  return labels !== undefined && labels !== null && Object.hasOwn(labels, key) ? (labels[key] ?? '') : undefined;
}

// Mirrors kubernetes/apimachinery pkg/labels/selector.go NewRequirement, v0.36.
function isValidExpression({ key, operator, values }: Requirement): boolean {
  if (!isLabelKey(key) || !values.every(isLabelValue)) {
    return false;
  }
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0;
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0;
    case 'Gt':
    case 'Lt':
      return values.length === 1 && parseInt64(values[0] ?? '') !== undefined;
    default:
      return false;
  }
}

function isValidField({ operator, values }: Requirement): boolean {
  return (operator === 'In' || operator === 'NotIn') && values.length === 1;
}

// Mirrors kubernetes/apimachinery pkg/labels/selector.go Requirement.Matches, v0.36.
function matchesExpression({ key, operator, values }: Requirement, node: Node): boolean {
  const found = labelOf(node, key);
  switch (operator) {
    case 'In':
      return found !== undefined && values.includes(found);
    case 'NotIn':
      return found === undefined || !values.includes(found);
    case 'Exists':
      return found !== undefined;
    case 'DoesNotExist':
      return found === undefined;
    default:
      return found !== undefined && comparesTo(found, { operator, bound: values[0] ?? '' });
  }
}

function comparesTo(label: string, { operator, bound }: { operator: string; bound: string }): boolean {
  const found = parseInt64(label);
  const wanted = parseInt64(bound);
  if (found === undefined || wanted === undefined) {
    return false;
  }
  return operator === 'Gt' ? found > wanted : found < wanted;
}

function matchesField({ key, operator, values }: Requirement, node: Node): boolean {
  // Without a name the Node has no fields at all, and then fields are not asked about.
  return node.metadata.name === '' || (fieldOf(node, key) === values[0]) === (operator === 'In');
}

function fieldOf(node: Node, key: string): string {
  return key === 'metadata.name' ? node.metadata.name : '';
}

function failedExpression(requirement: Requirement, node: Node): PlacementReason {
  return { code: 'nodeAffinity', ...requirement, found: labelOf(node, requirement.key) ?? null };
}

function failedField(requirement: Requirement, node: Node): PlacementReason {
  return { code: 'nodeAffinityField', ...requirement, found: fieldOf(node, requirement.key) };
}
