import {
  duplicateValue,
  type FieldProblem,
  forbiddenValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from './field-problem.ts';
import { labelValueFaults, qualifiedNameFaults, subdomainFaults } from './name-faults.ts';
import type { Taint } from './node.ts';
import type { Affinity, NodeSelectorRequirement, PodSpec, Toleration } from './pod.ts';

const EFFECTS = ['NoExecute', 'NoSchedule', 'PreferNoSchedule'];

/**
 * What the API server would refuse in the part of a Pod spec that decides placement; nothing when all is well.
 * Mirrors kubernetes/kubernetes pkg/apis/core/validation/validation.go ValidatePodSpec, v1.36.
 */
export function placementProblems(
  spec: Pick<PodSpec, 'nodeName' | 'nodeSelector' | 'affinity' | 'tolerations'>,
  at: string,
): readonly FieldProblem[] {
  const { nodeName = '', nodeSelector, affinity, tolerations = [] } = spec;
  return [
    ...labelProblems(nodeSelector ?? {}, `${at}.nodeSelector`),
    ...(nodeName === '' ? [] : subdomainFaults(nodeName).map((text) => invalidValue(`${at}.nodeName`, nodeName, text))),
    ...affinityProblems(affinity, `${at}.affinity.nodeAffinity`),
    ...tolerations.flatMap((toleration, index) => tolerationProblems(toleration, `${at}.tolerations[${index}]`)),
  ];
}

/** What is wrong with a map of labels. Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go ValidateLabels, v0.36. */
export function labelProblems(labels: Readonly<Record<string, string>>, field: string): readonly FieldProblem[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...qualifiedNameFaults(key).map((text) => invalidValue(field, key, text)),
    ...labelValueFaults(value).map((text) => invalidValue(field, value, text)),
  ]);
}

/** What is wrong with the taints of a Node. Mirrors validation.go validateNodeTaints, v1.36. */
export function taintProblems(taints: readonly Taint[], field: string): readonly FieldProblem[] {
  const seen = new Set<string>();
  return taints.flatMap((taint, index) => {
    const at = `${field}[${index}]`;
    const { key, value = '', effect } = taint;
    const identity = `${effect} ${key}`;
    const repeated = seen.has(identity);
    seen.add(identity);
    const valueFaults = labelValueFaults(value);
    return [
      ...qualifiedNameFaults(key).map((text) => invalidValue(`${at}.key`, key, text)),
      ...(valueFaults.length === 0 ? [] : [invalidValue(`${at}.value`, value, valueFaults.join(';'))]),
      ...(effect === '' ? [requiredValue(`${at}.effect`)] : effectProblems(effect, `${at}.effect`)),
      ...(repeated ? [duplicateValue(at, taint, 'taints must be unique by key and effect pair')] : []),
    ];
  });
}

function effectProblems(effect: string, field: string): readonly FieldProblem[] {
  return effect === '' || EFFECTS.includes(effect) ? [] : [unsupportedValue(field, effect, EFFECTS)];
}

function affinityProblems(affinity: Affinity | null | undefined, at: string): readonly FieldProblem[] {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === null || required === undefined) return [];
  const field = `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
  const terms = required.nodeSelectorTerms ?? [];
  if (terms.length === 0) return [requiredValue(field, 'must have at least one node selector term')];
  return terms.flatMap(({ matchExpressions, matchFields }, index) => [
    ...(matchExpressions ?? []).flatMap((it, place) => expressionProblems(it, `${field}[${index}].matchExpressions[${place}]`)),
    ...(matchFields ?? []).flatMap((it, place) => fieldProblems(it, `${field}[${index}].matchFields[${place}]`)),
  ]);
}

function expressionProblems({ key, operator, values = [] }: NodeSelectorRequirement, at: string): readonly FieldProblem[] {
  return [
    ...operatorProblems(operator, values, at),
    ...qualifiedNameFaults(key).map((text) => invalidValue(`${at}.key`, key, text)),
    ...values.flatMap((value, index) =>
      labelValueFaults(value).map((text) => invalidValue(`${at}.values[${index}]`, value, text)),
    ),
  ];
}

function operatorProblems(operator: string, values: readonly string[], at: string): readonly FieldProblem[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? [] : [requiredValue(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? []
        : [forbiddenValue(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    case 'Gt':
    case 'Lt':
      return values.length === 1
        ? []
        : [requiredValue(`${at}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")];
    default:
      return [invalidValue(`${at}.operator`, operator, 'not a valid selector operator')];
  }
}

function fieldProblems({ key, operator, values = [] }: NodeSelectorRequirement, at: string): readonly FieldProblem[] {
  const known = operator === 'In' || operator === 'NotIn';
  const single = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
  return [
    ...(known ? [] : [invalidValue(`${at}.operator`, operator, 'not a valid selector operator')]),
    ...(known && values.length !== 1 ? [requiredValue(`${at}.values`, single)] : []),
    ...(key === 'metadata.name'
      ? values.flatMap((value, index) =>
          subdomainFaults(value).map((text) => invalidValue(`${at}.values[${index}]`, value, text)),
        )
      : [invalidValue(`${at}.key`, key, 'not a valid field selector key')]),
  ];
}

const WITHOUT_KEY = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';

// Mirrors validation.go ValidateTolerations, v1.36, with TaintTolerationComparisonOperators off.
function tolerationProblems(toleration: Toleration, at: string): readonly FieldProblem[] {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration;
  const bounded = "effect must be 'NoExecute' when `tolerationSeconds` is set";
  return [
    ...(key === '' ? [] : qualifiedNameFaults(key).map((text) => invalidValue(`${at}.key`, key, text))),
    ...(key === '' && operator !== 'Exists' ? [invalidValue(`${at}.operator`, operator, WITHOUT_KEY)] : []),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute' ? [invalidValue(`${at}.effect`, effect, bounded)] : []),
    ...tolerationOperatorProblems(operator, value, `${at}.operator`),
    ...effectProblems(effect, `${at}.effect`),
  ];
}

function tolerationOperatorProblems(operator: string, value: string, field: string): readonly FieldProblem[] {
  if (operator === 'Exists') {
    return value === '' ? [] : [invalidValue(field, value, "value must be empty when `operator` is 'Exists'")];
  }
  if (operator === 'Gt' || operator === 'Lt') return [unsupportedValue(field, operator, ['Equal', 'Exists', 'Gt', 'Lt'])];
  if (operator !== '' && operator !== 'Equal') return [unsupportedValue(field, operator, ['Equal', 'Exists'])];
  const faults = labelValueFaults(value);
  return faults.length === 0 ? [] : [invalidValue(field, value, faults.join(';'))];
}
