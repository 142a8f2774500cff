import { describe, expect, it } from 'vitest';
import { readNodeChanges, readSchedulingChange } from './what-if-request.ts';

const change = (spec: unknown) => readSchedulingChange({ spec }, 'template');
const changes = (...items: unknown[]) => readNodeChanges(items, 'changes', (name) => ['a', 'b'].includes(name));

describe('what-if request', () => {
  it('[WHATIF-15] tells a member that is absent from one that is null', () => {
    expect(change({})).toEqual({});
    expect(change({ nodeSelector: null, tolerations: [] })).toEqual({ nodeSelector: null, tolerations: [] });
    expect(changes({ nodes: ['a'], labels: { x: null, y: '' }, taints: [{ key: 'k', remove: true }] })).toEqual([
      { nodes: ['a'], labels: { x: null, y: '' }, taints: [{ key: 'k', value: '', effect: '', remove: true }] },
    ]);
  });

  it('[WHATIF-16] refuses by the field and in the words of the API server', () => {
    const refusals: [() => unknown, string][] = [
      [
        () => change({ toleration: [] }),
        'template.spec.toleration unknown field; allowed are nodeSelector, affinity, tolerations',
      ],
      [() => change({ nodeSelector: { a: 1 } }), 'template.spec.nodeSelector["a"] must be a string'],
      [
        () => change({ affinity: { nodeaffinity: {} } }),
        'template.spec.affinity.nodeaffinity unknown field; did you mean nodeAffinity?',
      ],
      [() => change({ tolerations: [{ effect: 'x' }] }), 'template.spec.tolerations[0].operator Invalid value: ""'],
      [() => change({ nodeSelector: { a: '-' } }), 'template.spec.nodeSelector Invalid value: "-": a valid label must be'],
      [() => readSchedulingChange({}, 'template'), 'template.spec is missing'],
      [() => changes({ nodes: ['c'] }), 'changes[0].nodes[0] Invalid value: "c": there is no Node of this name'],
      [() => changes({ nodes: [] }), 'changes[0].nodes must name at least one Node'],
      [() => changes({ nodes: ['a'], label: {} }), 'changes[0].label unknown field; allowed are nodes, labels, taints'],
      [
        () => changes({ nodes: ['a'], labels: { 'a b': null } }),
        'changes[0].labels Invalid value: "a b": name part must consist',
      ],
      [() => changes({ nodes: ['a'], taints: [{ key: 'k' }] }), 'changes[0].taints[0].effect Required value'],
      [
        () => changes({ nodes: ['a'], taints: [{ key: 'k', effect: 'Never' }] }),
        'changes[0].taints[0].effect Unsupported value: "Never"',
      ],
      [() => readNodeChanges({}, 'changes', () => true), 'changes must be a list'],
    ];
    for (const [read, words] of refusals) expect(read).toThrow(words);
  });
});
