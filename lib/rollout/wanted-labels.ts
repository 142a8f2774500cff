import { parseInt64 } from '#lib/kubernetes/int64.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { compileNodeAffinity, labelOf } from './node-affinity.ts';
import type { PlacementReason } from './placement-reason.ts';

type Failure = Extract<PlacementReason, { code: 'nodeAffinity' }>;

/**
 * What `kubectl label` has to be told for the Node to match the Pod's own node selector and affinity, or null when labels
 * alone cannot do it. Of several terms the one that lacks least.
 */
export function wantedLabels(pod: Pod, node: Node): readonly string[] | null {
  const selected = Object.entries(pod.spec.nodeSelector ?? {})
    .filter(([key, value]) => labelOf(node, key) !== value)
    .map(([key, value]) => `${key}=${value}`);
  const failures = compileNodeAffinity(pod.spec.affinity?.nodeAffinity)(node);
  if (failures.length === 0) return selected;
  const byTerm = [...Map.groupBy(failures, (failure) => ('term' in failure ? failure.term : -1)).values()];
  const labels = byTerm.flatMap((own) => {
    const wanted = own.map((failure) => (failure.code === 'nodeAffinity' ? labelFor(failure) : null));
    return wanted.every((label) => label !== null) ? [wanted] : [];
  });
  const [least] = labels.sort((a, b) => a.length - b.length);
  return least === undefined ? null : [...new Set([...selected, ...least])];
}

function labelFor({ key, operator, values }: Failure): string | null {
  const [value = ''] = values;
  switch (operator) {
    case 'In':
    case 'Exists':
      return `${key}=${value}`;
    case 'NotIn':
    case 'DoesNotExist':
      return `${key}-`;
    default: {
      const bound = parseInt64(value);
      return bound === undefined ? null : `${key}=${operator === 'Gt' ? bound + 1n : bound - 1n}`;
    }
  }
}
