import { describe, expect, it } from 'vitest';
import { applyJsonPatch } from './json-patch.ts';
import { applyMergePatch } from './merge-patch.ts';
import { applyStrategicMergePatch } from './strategic-merge-patch.ts';

const container = (name: string, more: object = {}) => ({ name, image: `registry.example/${name}:1`, ...more });
const podSpec = (spec: object) => ({ spec: { ...spec } });
const strategic = (original: object, patch: object, kind = 'Pod') =>
  applyStrategicMergePatch({ ...original }, { ...patch }, kind);

describe('patches', () => {
  it('[API-40] a JSON patch moves, copies, appends and tests; one that does not fit changes nothing and answers 422', () => {
    const original = { a: { list: [1, 2] }, b: 'x' };
    const patch = [
      { op: 'test', path: '/b', value: 'x' },
      { op: 'add', path: '/a/list/-', value: 3 },
      { op: 'copy', from: '/a/list/0', path: '/a/list/1' },
      { op: 'move', from: '/b', path: '/a/c~1d' },
    ];
    expect(applyJsonPatch(original, patch)).toEqual({ a: { list: [1, 1, 2, 3], 'c/d': 'x' } });
    for (const bad of [
      { op: 'replace', path: '/none', value: 1 },
      { op: 'remove', path: '/a/list/7' },
      { op: 'test', path: '/b', value: 'y' },
      { op: 'toString', path: '/b' },
      { op: 'add', path: '/__proto__/polluted', value: true },
    ])
      expect(() => applyJsonPatch(original, [bad])).toThrow(expect.objectContaining({ code: 422 }));
    expect(original).toEqual({ a: { list: [1, 2] }, b: 'x' });
  });

  it('[API-41] a merge patch removes by null, merges objects, replaces lists', () => {
    const merged = applyMergePatch({ labels: { a: '1', b: '2' }, list: [1] }, { labels: { a: null, c: '3' }, list: [2] });
    expect(merged).toEqual({ labels: { b: '2', c: '3' }, list: [2] });
  });

  it('[API-42] $setElementOrder orders what it names and leaves the others where they were', () => {
    const original = podSpec({ containers: [container('a'), container('b'), container('c')] });
    const patch = {
      spec: { '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }], containers: [{ name: 'a', image: 'new' }] },
    };
    expect(strategic(original, patch)).toEqual(
      podSpec({ containers: [container('b'), container('c'), container('a', { image: 'new' })] }),
    );
  });

  it('[API-43] volumes retain only the keys that $retainKeys names', () => {
    const original = podSpec({ volumes: [{ name: 'data', emptyDir: {} }] });
    const patch = { spec: { volumes: [{ name: 'data', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/data' } }] } };
    expect(strategic(original, patch)).toEqual(podSpec({ volumes: [{ name: 'data', hostPath: { path: '/data' } }] }));
  });

  it('[API-44] $deleteFromPrimitiveList takes finalizers out, a list of finalizers adds them', () => {
    const original = { metadata: { finalizers: ['a', 'b'] } };
    expect(strategic(original, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } })).toEqual({
      metadata: { finalizers: ['b'] },
    });
    expect(strategic(original, { metadata: { finalizers: ['c'] } })).toEqual({ metadata: { finalizers: ['a', 'b', 'c'] } });
  });

  it('[API-45] ports merge by containerPort, owner references by uid, conditions by type; taints and tolerations are replaced', () => {
    const original = {
      metadata: { ownerReferences: [{ uid: '1', name: 'x' }] },
      spec: { tolerations: [{ key: 'a' }], containers: [container('a', { ports: [{ containerPort: 80, name: 'web' }] })] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    };
    const patch = {
      metadata: {
        ownerReferences: [
          { uid: '1', $patch: 'delete' },
          { uid: '2', name: 'y' },
        ],
      },
      spec: {
        tolerations: [{ key: 'b' }],
        containers: [{ name: 'a', ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81 }] }],
      },
      status: {
        conditions: [
          { type: 'Ready', status: 'False' },
          { type: 'Other', status: 'True' },
        ],
      },
    };
    expect(strategic(original, patch)).toEqual({
      metadata: { ownerReferences: [{ uid: '2', name: 'y' }] },
      spec: {
        tolerations: [{ key: 'b' }],
        containers: [container('a', { ports: [{ containerPort: 80, name: 'web', hostPort: 80 }, { containerPort: 81 }] })],
      },
      status: {
        conditions: [
          { type: 'Ready', status: 'False' },
          { type: 'Other', status: 'True' },
        ],
      },
    });
    const taints = { spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } };
    expect(strategic(taints, { spec: { taints: [{ key: 'b', effect: 'NoExecute' }] } }, 'Node')).toEqual({
      spec: { taints: [{ key: 'b', effect: 'NoExecute' }] },
    });
  });

  it('[API-46] $patch: replace replaces an object whole, as the undo of a rollout needs it', () => {
    const original = { spec: { template: { metadata: { labels: { a: '1', b: '2' } }, spec: { hostNetwork: true } } } };
    const template = { $patch: 'replace', metadata: { labels: { a: '1' } }, spec: { containers: [container('a')] } };
    expect(strategic(original, { spec: { template } }, 'DaemonSet')).toEqual({
      spec: { template: { metadata: { labels: { a: '1' } }, spec: { containers: [container('a')] } } },
    });
  });
});
