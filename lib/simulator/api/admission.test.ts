import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ManualClock } from '../clock.ts';
import { ApiError } from '../cluster-api.ts';
import { Random } from '../random.ts';
import { RESOURCES } from '../resources.ts';
import { createCluster, OPENSHIFT_NODE_SELECTOR_ANNOTATION, UPSTREAM_NODE_SELECTOR_ANNOTATION } from './simulated-cluster.ts';

const aCluster = (nodeSelectorAnnotations?: readonly string[]) => {
  const parts = { clock: new ManualClock(Date.UTC(2026, 0, 5)), random: new Random(7) };
  const cluster = createCluster(nodeSelectorAnnotations ? { ...parts, nodeSelectorAnnotations } : parts);
  cluster.create(RESOURCES.namespaces, { metadata: { name: 'default' } });
  return cluster;
};
const aPod = (spec: object = {}, namespace = 'default') => ({
  metadata: { generateName: 'pod-', namespace },
  spec: { containers: [{ name: 'main', image: 'registry.example/app:1' }], ...spec },
});
const aDaemonSet = (spec: object, podSpec: object = {}) => ({
  metadata: { name: 'collector', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: { ...aPod().spec, ...podSpec } },
    ...spec,
  },
});

/** The text of the refusal. */
function refusalOf(write: () => unknown): string {
  try {
    write();
  } catch (failure) {
    if (failure instanceof ApiError) return failure.message;
    throw failure;
  }
  return 'accepted';
}

describe('admission', () => {
  it('[API-60] a Pod gets a priority, a service account and bounded tolerations; system classes have their known priority', () => {
    const cluster = aCluster();
    const bounded = ['not-ready', 'unreachable'].map((name) => ({
      key: `node.kubernetes.io/${name}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    }));
    expect(cluster.create<Pod>(RESOURCES.pods, aPod()).spec).toMatchObject({
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      serviceAccountName: 'default',
      enableServiceLinks: true,
      tolerations: bounded,
    });
    const critical = aPod({ priorityClassName: 'system-node-critical', tolerations: [{ operator: 'Exists' }] });
    expect(cluster.create<Pod>(RESOURCES.pods, critical).spec).toMatchObject({
      priority: 2_000_001_000,
      tolerations: [{ operator: 'Exists' }],
    });
    expect(refusalOf(() => cluster.create(RESOURCES.pods, aPod({ priorityClassName: 'none' })))).toContain(
      'is forbidden: no PriorityClass with name none was found',
    );
  });

  it('[API-61] the OpenShift annotation counts where it is switched on, and an empty one asks for nothing', () => {
    const cluster = aCluster([OPENSHIFT_NODE_SELECTOR_ANNOTATION, UPSTREAM_NODE_SELECTOR_ANNOTATION]);
    const namespace = (name: string, annotations: Record<string, string>) =>
      cluster.create(RESOURCES.namespaces, { metadata: { name, annotations } });
    namespace('project', { [OPENSHIFT_NODE_SELECTOR_ANNOTATION]: 'pool=blue' });
    namespace('freed', { [OPENSHIFT_NODE_SELECTOR_ANNOTATION]: '', [UPSTREAM_NODE_SELECTOR_ANNOTATION]: 'pool=red' });
    expect(cluster.create<Pod>(RESOURCES.pods, aPod({}, 'project')).spec.nodeSelector).toEqual({ pool: 'blue' });
    expect(cluster.create<Pod>(RESOURCES.pods, aPod({}, 'freed')).spec.nodeSelector).toBeUndefined();
  });

  it('[API-62] a namespace that is being deleted takes nothing new', () => {
    const cluster = aCluster();
    cluster.create(RESOURCES.namespaces, { metadata: { name: 'old' } });
    cluster.delete(RESOURCES.namespaces, '', 'old');
    expect(refusalOf(() => cluster.create(RESOURCES.pods, aPod({}, 'old')))).toContain(
      'is forbidden: unable to create new content in namespace old because it is being terminated',
    );
  });

  it('[API-63] a new Node carries the not-ready taint until somebody takes it away', () => {
    const cluster = aCluster();
    const node = cluster.create<Node>(RESOURCES.nodes, { metadata: { name: 'node-1' } });
    expect(node.spec.taints).toEqual([{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]);
    const freed = cluster.update<Node>(RESOURCES.nodes, { ...node, spec: {} });
    expect(freed.spec).toEqual({});
  });
});

describe('validation', () => {
  it.each([
    [
      { updateStrategy: { type: 'Recreate' } },
      {},
      'spec.updateStrategy: Unsupported value: {"type":"Recreate"}: supported values: "RollingUpdate", "OnDelete"',
    ],
    [
      { updateStrategy: { rollingUpdate: { maxUnavailable: '101%' } } },
      {},
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
    ],
    [{ minReadySeconds: -1 }, {}, 'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0'],
    [{}, { containers: [] }, 'spec.template.spec.containers: Required value'],
    [{}, { containers: [{ name: 'a' }] }, 'spec.template.spec.containers[0].image: Required value'],
    [
      {},
      { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] },
      `spec.template.spec.tolerations[0].operator: Invalid value: "b": value must be empty when \`operator\` is 'Exists'`,
    ],
    [
      {},
      { containers: [{ name: 'a', image: 'b', volumeMounts: [{ name: 'none', mountPath: '/x' }] }] },
      'spec.template.spec.containers[0].volumeMounts[0].name: Not found: "none"',
    ],
  ])('[API-64] a DaemonSet with %j %j is refused', (spec, podSpec, expected) => {
    const cluster = aCluster();
    expect(refusalOf(() => cluster.create<DaemonSet>(RESOURCES.daemonSets, aDaemonSet(spec, podSpec)))).toBe(
      `DaemonSet.apps "collector" is invalid: ${expected}`,
    );
  });

  it('[API-65] several faults are listed together', () => {
    const cluster = aCluster();
    const bad = aDaemonSet({ minReadySeconds: -1, revisionHistoryLimit: -2 });
    expect(refusalOf(() => cluster.create(RESOURCES.daemonSets, bad))).toBe(
      'DaemonSet.apps "collector" is invalid: [spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0, spec.revisionHistoryLimit: Invalid value: -2: must be greater than or equal to 0]',
    );
  });
});
