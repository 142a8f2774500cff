import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { ManualClock } from '../clock.ts';
import { Random } from '../random.ts';
import { RESOURCES } from '../resources.ts';
import { createCluster } from './simulated-cluster.ts';

const START = Date.UTC(2026, 0, 5, 12);
const aCluster = () => {
  const clock = new ManualClock(START);
  const cluster = createCluster({ clock, random: new Random(7) });
  cluster.create(RESOURCES.namespaces, { metadata: { name: 'default' } });
  return { clock, cluster };
};
const aDaemonSet = (image = 'registry.example/fluentd:1') => ({
  metadata: { name: 'fluentd', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'fluentd' } },
    template: { metadata: { labels: { app: 'fluentd' } }, spec: { containers: [{ name: 'fluentd', image }] } },
  },
});
const aPod = (nodeName?: string) => ({
  metadata: { generateName: 'fluentd-', namespace: 'default' },
  spec: { ...(nodeName ? { nodeName } : {}), containers: [{ name: 'fluentd', image: 'registry.example/fluentd:1' }] },
});

describe('the cluster in memory', () => {
  it('[API-1] a new DaemonSet is stored with the defaults, generation 1 and template generation 1', () => {
    const { cluster } = aCluster();
    const daemonSet = cluster.create<DaemonSet>(RESOURCES.daemonSets, aDaemonSet());
    expect(daemonSet.spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } });
    expect(daemonSet.spec.revisionHistoryLimit).toBe(10);
    expect(daemonSet.metadata.generation).toBe(1);
    expect(daemonSet.metadata.creationTimestamp).toBe('2026-01-05T12:00:00Z');
    expect(daemonSet.metadata.annotations).toEqual({ 'deprecated.daemonset.template.generation': '1' });
    expect(daemonSet.spec.template.spec).toMatchObject({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' });
  });

  it('[API-2] a changed template moves both generations, a changed strategy only the generation, a label none', () => {
    const { cluster } = aCluster();
    const first = cluster.create<DaemonSet>(RESOURCES.daemonSets, aDaemonSet());
    const template = cluster.update(RESOURCES.daemonSets, { ...first, spec: aDaemonSet('registry.example/fluentd:2').spec });
    expect(template.metadata.generation).toBe(2);
    expect(template.metadata.annotations).toEqual({ 'deprecated.daemonset.template.generation': '2' });
    const strategy = cluster.update<DaemonSet>(RESOURCES.daemonSets, {
      ...template,
      spec: { ...template.spec, updateStrategy: { type: 'OnDelete' } },
    });
    expect([strategy.metadata.generation, strategy.metadata.annotations]).toEqual([
      3,
      { 'deprecated.daemonset.template.generation': '2' },
    ]);
    const labelled = cluster.update(RESOURCES.daemonSets, {
      ...strategy,
      metadata: { ...strategy.metadata, labels: { a: 'b' } },
    });
    expect(labelled.metadata.generation).toBe(3);
  });

  it('[API-3] a write with an old resourceVersion is a conflict; one that changes nothing writes nothing', () => {
    const { cluster } = aCluster();
    const first = cluster.create<DaemonSet>(RESOURCES.daemonSets, aDaemonSet());
    expect(cluster.update(RESOURCES.daemonSets, first)).toBe(first);
    cluster.updateStatus<DaemonSet>(RESOURCES.daemonSets, { ...first, status: { desiredNumberScheduled: 3 } });
    expect(() => cluster.update(RESOURCES.daemonSets, { ...first, metadata: { ...first.metadata, labels: { a: 'b' } } })).toThrow(
      'Operation cannot be fulfilled on daemonsets.apps "fluentd": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('[API-4] a bound Pod is deleted in two steps, an unbound one at once', () => {
    const { clock, cluster } = aCluster();
    const bound = cluster.create<Pod>(RESOURCES.pods, aPod('node-1'));
    cluster.delete(RESOURCES.pods, 'default', bound.metadata.name);
    const terminating = cluster.get<Pod>(RESOURCES.pods, 'default', bound.metadata.name);
    expect(terminating?.metadata).toMatchObject({ deletionTimestamp: '2026-01-05T12:00:30Z', deletionGracePeriodSeconds: 30 });
    clock.advance(5_000);
    cluster.delete(RESOURCES.pods, 'default', bound.metadata.name, { gracePeriodSeconds: 0 });
    expect(cluster.get(RESOURCES.pods, 'default', bound.metadata.name)).toBeUndefined();
    const unbound = cluster.create<Pod>(RESOURCES.pods, aPod());
    cluster.delete(RESOURCES.pods, 'default', unbound.metadata.name);
    expect(cluster.get(RESOURCES.pods, 'default', unbound.metadata.name)).toBeUndefined();
  });

  it('[API-5] every watcher sees every event in the same order, also when one of them writes', () => {
    const { cluster } = aCluster();
    const seen: string[][] = [[], []];
    cluster.watch<Pod>(RESOURCES.pods, ({ type, object }) => {
      seen[0]?.push(`${type} ${object.status.phase}`);
      if (type === 'ADDED') cluster.updateStatus(RESOURCES.pods, { ...object, status: { phase: 'Running' } });
    });
    cluster.watch<Pod>(RESOURCES.pods, ({ type, object }) => seen[1]?.push(`${type} ${object.status.phase}`));
    cluster.create(RESOURCES.pods, aPod('node-1'));
    expect(seen).toEqual([
      ['ADDED Pending', 'MODIFIED Running'],
      ['ADDED Pending', 'MODIFIED Running'],
    ]);
  });

  it('[API-6] the same seed gives the same uids and names', () => {
    const [one, other] = [aCluster().cluster, aCluster().cluster];
    expect(one.create(RESOURCES.pods, aPod())).toEqual(other.create(RESOURCES.pods, aPod()));
  });

  it('[API-7] deletion preconditions must hold', () => {
    const { cluster } = aCluster();
    const pod = cluster.create<Pod>(RESOURCES.pods, aPod('node-1'));
    const { name, uid } = pod.metadata;
    expect(() => cluster.delete(RESOURCES.pods, 'default', name, { preconditions: { uid: 'other' } })).toThrow(
      `Operation cannot be fulfilled on Pod "${name}": the UID in the precondition (other) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  });

  it('[API-8] an object with a finalizer goes when the last finalizer is removed', () => {
    const { cluster } = aCluster();
    const node = cluster.create(RESOURCES.nodes, { metadata: { name: 'node-1', finalizers: ['example.com/hold'] } });
    cluster.delete(RESOURCES.nodes, '', 'node-1');
    const held = cluster.get(RESOURCES.nodes, '', 'node-1');
    expect(held?.metadata.deletionTimestamp).toBe('2026-01-05T12:00:00Z');
    cluster.update(RESOURCES.nodes, { ...node, metadata: { ...node.metadata, resourceVersion: '', finalizers: [] } });
    expect(cluster.get(RESOURCES.nodes, '', 'node-1')).toBeUndefined();
  });

  it('[API-66] a generated name that is taken is drawn again', () => {
    const random = new Random(7);
    const cluster = createCluster({ clock: new ManualClock(START), random });
    cluster.create(RESOURCES.namespaces, { metadata: { name: 'default' } });
    let draws = 0;
    random.below = () => (draws++ < 5 + 31 + 5 ? 0 : 1); // a name, a uid, and the same name once more
    expect(cluster.create(RESOURCES.pods, aPod()).metadata.name).toBe('fluentd-bbbbb');
    expect(cluster.create(RESOURCES.pods, aPod()).metadata.name).toBe('fluentd-ccccc');
  });
});
