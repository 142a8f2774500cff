import type { FakeObjects } from '../../lib/testing/fake-api-server-objects.ts';

export const STRAY_NAMESPACE = 'strays';

const UID = '00000000-0000-4000-8000-000000075000';
const LABELS = { app: 'agent' };
const HASHED = { ...LABELS, 'controller-revision-hash': 'hash1' };
const CONTAINERS = [{ name: 'main', image: 'registry.example/agent:1' }];
const CREATED = '2026-01-01T00:00:00Z';
const READY = [{ type: 'Ready', status: 'True', lastTransitionTime: CREATED }];

interface Stray {
  /** Of the DaemonSet, of another one, or of nobody. */
  readonly owner: { readonly name: string; readonly uid: string } | null;
  readonly node?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly createdAt?: string;
}

const OWN = { name: 'agent', uid: UID };

/** A Pod of each kind of stray, called as its kind, and the one that the DaemonSet counts. */
const PODS: Readonly<Record<string, Stray>> = {
  counted: { owner: OWN },
  duplicate: { owner: OWN, createdAt: '2026-01-01T00:01:00Z' },
  unplaced: { owner: OWN, node: '' },
  vanished: { owner: OWN, node: 'gone' },
  released: { owner: OWN, labels: { app: 'taken-out', 'controller-revision-hash': 'hash1' } },
  predecessor: { owner: { name: 'agent', uid: '00000000-0000-4000-8000-000000075001' } },
  foreign: { owner: { name: 'other', uid: '00000000-0000-4000-8000-000000075002' } },
  orphan: { owner: null },
  isolated: { owner: null, labels: { app: 'debugged', 'controller-revision-hash': 'hash1' } },
};

/** A DaemonSet with a Pod of each kind that no count tells of, in a Namespace of its own. */
export function plantStrayPods(objects: FakeObjects): void {
  const template = { metadata: { labels: LABELS }, spec: { containers: CONTAINERS } };
  objects.put('daemonsets', 'agent', {
    namespace: STRAY_NAMESPACE,
    metadata: { uid: UID, generation: 1 },
    spec: { selector: { matchLabels: LABELS }, template, updateStrategy: { type: 'RollingUpdate' } },
    status: { observedGeneration: 1 },
  });
  objects.put('controllerrevisions', 'agent-1', {
    namespace: STRAY_NAMESPACE,
    labels: HASHED,
    metadata: { ownerReferences: [referenceTo(OWN)] },
    revision: 1,
    data: { spec: { template } },
  });
  for (const [index, [name, stray]] of Object.entries(PODS).entries()) {
    const { owner, node = 'n1', labels = HASHED, createdAt = CREATED } = stray;
    objects.put('pods', name, {
      namespace: STRAY_NAMESPACE,
      labels,
      metadata: {
        uid: `00000000-0000-4000-8000-${String(75_100 + index).padStart(12, '0')}`,
        creationTimestamp: createdAt,
        ownerReferences: owner === null ? [] : [referenceTo(owner)],
      },
      spec: { nodeName: node, containers: CONTAINERS },
      status: { phase: 'Running', conditions: READY },
    });
  }
}

function referenceTo(owner: { readonly name: string; readonly uid: string }) {
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', controller: true, ...owner };
}
