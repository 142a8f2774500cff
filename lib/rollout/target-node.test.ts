import { describe, expect, it } from 'vitest';
import type { NodeSelectorTerm, Pod } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { targetNodeOf } from './target-node.ts';

function pinned(...nodeSelectorTerms: NodeSelectorTerm[]): Pod {
  const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
  return aPod(aDaemonSet().build()).withSpec({ nodeName: '', affinity }).build();
}

describe('target node', () => {
  it('[POD-1] the bound Node wins over the one that the Pod is pinned to', () => {
    const pod = aPod(aDaemonSet().build()).pinnedTo('a').on('b').build();
    expect(targetNodeOf(pod)).toBe('b');
  });

  it('[POD-1] the first field requirement In of metadata.name decides, and it must name one Node', () => {
    const name = (values: string[], operator = 'In') => ({ key: 'metadata.name', operator, values });
    expect(targetNodeOf(pinned({ matchFields: [name(['a'])] }))).toBe('a');
    expect(targetNodeOf(pinned({}, { matchFields: [name(['x'], 'NotIn'), name(['b'])] }))).toBe('b');
    expect(targetNodeOf(pinned({ matchFields: [name(['a', 'b'])] }, { matchFields: [name(['c'])] }))).toBeNull();
    expect(targetNodeOf(pinned({ matchExpressions: [name(['a'])] }))).toBeNull();
    expect(targetNodeOf(pinned())).toBeNull();
  });
});
