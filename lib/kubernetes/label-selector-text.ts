import type { LabelSelector, LabelSelectorRequirement } from './label-selector.ts';

/**
 * The selector as a `labelSelector` query: `app=logger,tier in (a,b),!old`.
 * Mirrors kubernetes/apimachinery pkg/labels/selector.go Requirement.String, v0.36.
 */
export function labelSelectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const equalities = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  return [...equalities, ...matchExpressions.map(requirementText)].sort().join(',');
}

function requirementText({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.toSorted().join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.toSorted().join(',')})`;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return key;
  }
}
