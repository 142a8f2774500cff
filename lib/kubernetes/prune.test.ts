import { describe, expect, it } from 'vitest';
import { pruneControllerRevision, pruneDaemonSet, pruneNode, prunePod } from './prune.ts';
import { InvalidObject } from './shape.ts';

const metadata = {
  name: 'x',
  namespace: 'default',
  uid: 'u',
  resourceVersion: '99999999999999999999',
  creationTimestamp: '2026-01-01T00:00:00Z',
  labels: { app: 'x' },
  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"secret":1}' },
  managedFields: [
    { manager: 'kubectl', time: '2026-01-01T00:00:05Z', fieldsV1: {} },
    { manager: 'kube-controller-manager', time: '2026-01-01T00:10:00Z', subresource: 'status' },
    { manager: 'odd', time: 'never' },
  ],
};

const template = {
  metadata: { creationTimestamp: null, labels: { app: 'x' }, annotations: { note: 'dropped' } },
  spec: {
    containers: [{ name: 'c', image: 'i', env: [{ name: 'PASSWORD', value: 'hunter2' }], volumeMounts: [] }],
    volumes: [{ name: 'v', secret: { secretName: 's' } }],
    affinity: { podAffinity: {}, nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
  },
};

const daemonSet = { metadata, spec: { selector: { matchLabels: { app: 'x' } }, template } };

function refusal(prune: (raw: unknown) => unknown, raw: unknown): unknown {
  try {
    prune(raw);
    return 'accepted';
  } catch (error) {
    return error instanceof InvalidObject ? error.message : error;
  }
}

describe('pruning', () => {
  it('[PRUNE-1] only fields that are read leave: no environment, no volume but its name, no managedFields or applied configuration', () => {
    expect(pruneDaemonSet(daemonSet)).toEqual({
      metadata: {
        name: 'x',
        namespace: 'default',
        uid: 'u',
        resourceVersion: '99999999999999999999',
        creationTimestamp: '2026-01-01T00:00:00Z',
        labels: { app: 'x' },
        annotations: {},
        changedAt: '2026-01-01T00:10:00Z',
      },
      spec: {
        selector: { matchLabels: { app: 'x' } },
        template: {
          metadata: { labels: { app: 'x' }, annotations: {} },
          spec: {
            containers: [{ name: 'c', image: 'i', volumeMounts: [] }],
            volumes: [{ name: 'v' }],
            affinity: { nodeAffinity: {} },
          },
        },
      },
      templateDigest: expect.any(String),
    });
    expect(JSON.stringify(pruneDaemonSet(daemonSet))).not.toContain('hunter2');
    const node = {
      metadata,
      spec: { podCIDR: '10.0.0.0/24', taints: [{ key: 'a', effect: 'NoSchedule' }] },
      status: {
        images: [{ names: ['big'] }],
        conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2026-01-01T00:00:00Z' }],
      },
    };
    expect(pruneNode(node)).toMatchObject({
      metadata: { changedAt: '2026-01-01T00:00:05Z' },
      spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
    expect(JSON.stringify(pruneNode(node))).not.toMatch(/images|Heartbeat|podCIDR|managedFields|annotations/);
  });

  it('[PRUNE-2] what is missing or of another type is refused by its path', () => {
    const pod = { metadata, spec: { containers: [] }, status: {} };
    expect(refusal(prunePod, pod)).toBe('accepted');
    expect(refusal(prunePod, undefined)).toBe('object is missing');
    expect(refusal(prunePod, [])).toBe('object must be an object');
    expect(refusal(prunePod, { ...pod, metadata: undefined })).toBe('metadata is missing');
    expect(refusal(prunePod, { ...pod, spec: {} })).toBe('spec.containers is missing');
    expect(refusal(prunePod, { ...pod, metadata: { ...metadata, uid: '' } })).toBe('metadata.uid must not be empty');
    expect(refusal(prunePod, { ...pod, metadata: { ...metadata, name: 7 } })).toBe('metadata.name must be a string');
    expect(refusal(prunePod, { ...pod, metadata: { ...metadata, labels: { a: 1 } } })).toBe(
      'metadata.labels["a"] must be a string',
    );
    expect(refusal(prunePod, { ...pod, spec: { containers: {} } })).toBe('spec.containers must be a list');
    expect(refusal(prunePod, { ...pod, spec: { containers: [{}] } })).toBe('spec.containers[0].name is missing');
    expect(refusal(pruneNode, { metadata, spec: {} })).toBe('status is missing');
    expect(refusal(pruneDaemonSet, { metadata, spec: { template } })).toBe('spec.selector is missing');
    expect(refusal(pruneControllerRevision, { metadata })).toBe('revision is missing');
  });

  it('[PRUNE-5] a ControllerRevision with data that is no template, an object without a creation time and a Pod without a status are taken in', () => {
    for (const data of ['text', 7, { spec: { template: { $patch: 'replace' } } }, { spec: [] }, null, undefined]) {
      const revision = pruneControllerRevision({ metadata, revision: 1, data });
      expect(revision).toMatchObject({ revision: 1 });
      expect(revision).not.toHaveProperty('data');
    }
    const { creationTimestamp: _created, ...timeless } = metadata;
    expect(pruneNode({ metadata: timeless, spec: {}, status: {} }).metadata.creationTimestamp).toBe('');
    expect(prunePod({ metadata, spec: { containers: [] }, status: null }).status).toEqual({});
  });

  it('[PRUNE-3] constructor and __proto__ are ordinary label keys and change no prototype', () => {
    const labels: unknown = JSON.parse('{"constructor":"a","__proto__":"b"}');
    const pruned = pruneNode({ metadata: { ...metadata, labels }, spec: {}, status: {} });
    expect(Object.entries(pruned.metadata.labels ?? {})).toEqual([
      ['constructor', 'a'],
      ['__proto__', 'b'],
    ]);
    const polluted: unknown = JSON.parse('{"__proto__":{"status":{"phase":"Running"}},"metadata":{},"spec":{"containers":[]}}');
    expect(refusal(prunePod, polluted)).toBe('metadata.name is missing');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('[PRUNE-4] a DaemonSet and its revision keep equal digests, and a dropped field still tells templates apart', () => {
    const revision = { metadata, revision: 1, data: { spec: { template: { ...template, $patch: 'replace' } } } };
    const digest = pruneDaemonSet(daemonSet).templateDigest;
    expect(pruneControllerRevision(revision).templateDigest).toBe(digest);
    const changed = structuredClone(revision);
    for (const container of changed.data.spec.template.spec.containers) {
      container.env = [{ name: 'PASSWORD', value: 'hunter3' }];
    }
    expect(pruneControllerRevision(changed).templateDigest).not.toBe(digest);
  });
});
