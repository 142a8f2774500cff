import { describe, expect, it } from 'vitest';
import { prunePod } from '#lib/kubernetes/prune.ts';
import { sharePodParts } from './share-pod-parts.ts';
import { createSharedParts } from './shared-parts.ts';

function rawPod(index: number, more: { nodeName?: string; image?: string } = {}): unknown {
  const time = '2026-01-01T00:00:00Z';
  return structuredClone({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `agent-${index}`,
      namespace: 'demo',
      uid: `uid-${index}`,
      resourceVersion: `${index}`,
      creationTimestamp: time,
      labels: { app: 'agent', 'controller-revision-hash': 'one' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'owner', controller: true }],
    },
    spec: {
      ...(more.nodeName === undefined ? {} : { nodeName: more.nodeName }),
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [`node-${index}`] }] }],
          },
        },
      },
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
      containers: [{ name: 'agent', image: more.image ?? 'agent:1' }],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: time }],
      containerStatuses: [
        { name: 'agent', ready: true, restartCount: 0, state: { running: { startedAt: time } }, lastState: {} },
      ],
    },
  });
}

describe('sharing parts of Pods', () => {
  it('[SHARE-1] a shared Pod equals the Pod as it came', () => {
    const parts = createSharedParts();
    for (const index of [1, 2]) expect(sharePodParts(prunePod(rawPod(index)), parts)).toEqual(prunePod(rawPod(index)));
  });

  it('[SHARE-2] two Pods of one revision hold one instance of what they have in common', () => {
    const parts = createSharedParts();
    const [one, two] = [1, 2].map((index) => sharePodParts(prunePod(rawPod(index, { nodeName: 'node-1' })), parts));
    expect(two?.metadata.labels).toBe(one?.metadata.labels);
    expect(two?.metadata.ownerReferences).toBe(one?.metadata.ownerReferences);
    expect(two?.spec.tolerations).toBe(one?.spec.tolerations);
    expect(two?.spec.containers).toBe(one?.spec.containers);
    expect(two?.status.containerStatuses?.[0]?.state).toBe(one?.status.containerStatuses?.[0]?.state);
  });

  it('[SHARE-3] what differs in one word is not shared', () => {
    const parts = createSharedParts();
    const one = sharePodParts(prunePod(rawPod(1)), parts);
    const two = sharePodParts(prunePod(rawPod(2, { image: 'agent:2' })), parts);
    expect(one.spec.containers[0]?.image).toBe('agent:1');
    expect(two.spec.containers[0]?.image).toBe('agent:2');
  });

  it('[SHARE-4] a bound Pod does not keep the affinity that it was bound by, a pending one does', () => {
    const parts = createSharedParts();
    expect(sharePodParts(prunePod(rawPod(1, { nodeName: 'node-1' })), parts).spec.affinity).toBeUndefined();
    expect(sharePodParts(prunePod(rawPod(2)), parts).spec.affinity).toBeDefined();
  });

  it('[SHARE-5] a part that is used keeps its instance while thousands of others come and go', () => {
    const parts = createSharedParts();
    const first = parts.part({ app: 'agent' });
    for (let index = 0; index < 20_000; index += 1) {
      parts.part({ app: `other-${index}` });
      if (index % 1_000 === 0) expect(parts.part({ app: 'agent' })).toBe(first);
    }
    expect(parts.part({ app: 'other-0' })).toEqual({ app: 'other-0' });
  });
});
