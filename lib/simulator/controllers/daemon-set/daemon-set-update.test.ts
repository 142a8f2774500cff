import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { RESOURCES } from '../../resources.ts';
import { isReady, NAMESPACE, Rig } from '../../test-rig.ts';

const rolling = (rollingUpdate: object) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } });
const images = (pods: readonly Pod[]) => pods.map((pod) => pod.spec.containers[0]?.image);
const NEW = 'registry.example/app:2';

/** Watches a DaemonSet's Pods and keeps the extremes of what is ready and how many stand on one Node. */
function watchExtremes(rig: Rig, nodes: number) {
  const seen = { fewestReady: nodes, mostDoubled: 0 };
  rig.api.watch<Pod>(RESOURCES.pods, () => {
    const byNode = Map.groupBy(rig.pods('roll'), (pod) => pod.spec.nodeName ?? '');
    byNode.delete('');
    const served = [...byNode.values()].filter((pods) => pods.some(isReady)).length;
    const live = [...byNode.values()].map((pods) => pods.filter((pod) => !pod.metadata.deletionTimestamp).length);
    seen.fewestReady = Math.min(seen.fewestReady, served);
    seen.mostDoubled = Math.max(seen.mostDoubled, live.filter((count) => count > 1).length);
  });
  return seen;
}

function settled(nodes: number, spec: object, seed = 1): Rig {
  const rig = new Rig({ seed });
  rig.addNodes(nodes);
  rig.addDaemonSet('roll', spec);
  rig.seconds(30);
  return rig;
}

it('[SIM-DS-1] a rolling update ends, and never has more than maxUnavailable Nodes without a ready Pod', () => {
  const law = (seed: number, nodes: number, maxUnavailable: number | string) => {
    const rig = settled(nodes, rolling({ maxUnavailable }), seed);
    const extremes = watchExtremes(rig, nodes);
    rig.setImage('roll', NEW);
    rig.seconds(30 + 12 * nodes);
    const budget =
      typeof maxUnavailable === 'number' ? maxUnavailable : Math.ceil((Number.parseInt(maxUnavailable, 10) * nodes) / 100);
    expect(extremes.fewestReady).toBeGreaterThanOrEqual(nodes - budget);
    expect(new Set(images(rig.pods('roll')))).toEqual(new Set([NEW]));
    expect(rig.daemonSet('roll').status).toMatchObject({ updatedNumberScheduled: nodes, numberAvailable: nodes });
  };
  const budgets = fc.oneof(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 100 }).map((percent) => `${percent}%`),
  );
  fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), budgets, law), { numRuns: 10 });
});

it('[SIM-DS-2] a surge never leaves a Node without a ready Pod, and doubles no more than maxSurge Nodes', () => {
  const law = (seed: number, nodes: number, maxSurge: number) => {
    const rig = settled(nodes, rolling({ maxUnavailable: 0, maxSurge }), seed);
    const extremes = watchExtremes(rig, nodes);
    rig.setImage('roll', NEW);
    rig.seconds(60 + 15 * nodes);
    expect(extremes.fewestReady).toBe(nodes);
    expect(extremes.mostDoubled).toBe(Math.min(maxSurge, nodes));
    expect(new Set(images(rig.pods('roll')))).toEqual(new Set([NEW]));
    expect(rig.pods('roll')).toHaveLength(nodes);
  };
  fc.assert(fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }), law), { numRuns: 8 });
});

it('[SIM-DS-3] going back to an earlier template renumbers its revision instead of adding one', () => {
  const rig = settled(3, rolling({ maxUnavailable: 3 }));
  const [first] = rig.revisions();
  rig.setImage('roll', NEW);
  rig.seconds(30);
  expect(rig.revisions().map(({ revision }) => revision)).toEqual([1, 2]);
  rig.setImage('roll', 'registry.example/app:1');
  rig.seconds(30);
  expect(rig.revisions().map(({ revision }) => revision)).toEqual([2, 3]);
  expect(rig.revisions()[1]?.metadata.uid).toBe(first?.metadata.uid);
  expect(rig.daemonSet('roll').status).toMatchObject({ updatedNumberScheduled: 3, numberAvailable: 3 });
});

it('[SIM-DS-4] OnDelete keeps stale Pods, and gives the newest template to each that is deleted', () => {
  const rig = settled(4, { updateStrategy: { type: 'OnDelete' } });
  rig.setImage('roll', NEW);
  rig.seconds(300);
  expect(rig.daemonSet('roll').status?.updatedNumberScheduled ?? 0).toBe(0);
  rig.api.delete(RESOURCES.pods, NAMESPACE, rig.podOn('roll', 'node-1').metadata.name);
  rig.seconds(30);
  expect(images([rig.podOn('roll', 'node-1')])).toEqual([NEW]);
  expect(rig.daemonSet('roll').status).toMatchObject({ updatedNumberScheduled: 1, numberAvailable: 4 });
});

it('[SIM-DS-5] a bad image stops at maxUnavailable, and mending it goes on without waiting for the budget', () => {
  const rig = settled(6, rolling({ maxUnavailable: 2 }));
  rig.setImage('roll', 'registry.example/app:broken');
  rig.seconds(300);
  expect(rig.daemonSet('roll').status).toMatchObject({ updatedNumberScheduled: 2, numberAvailable: 4, numberUnavailable: 2 });
  expect(rig.pods('roll').filter((pod) => !isReady(pod))).toHaveLength(2);
  rig.setImage('roll', NEW);
  rig.seconds(120);
  expect(new Set(images(rig.pods('roll')))).toEqual(new Set([NEW]));
});

it('[SIM-DS-6] outdated Pods that are not available are replaced at once, whatever the budget', () => {
  const rig = new Rig();
  rig.addNodes(6);
  rig.addDaemonSet('roll', rolling({ maxUnavailable: 1 }), {}, { image: 'registry.example/app:unready' });
  rig.seconds(30);
  rig.setImage('roll', NEW);
  rig.seconds(1);
  expect(rig.pods('roll').filter((pod) => pod.metadata.deletionTimestamp ?? pod.spec.containers[0]?.image === NEW)).toHaveLength(
    6,
  );
});

it('[SIM-DS-7] minReadySeconds: a Pod is ready first and available later, and the update waits for it', () => {
  const rig = settled(2, { ...rolling({ maxUnavailable: 1 }), minReadySeconds: 20 });
  rig.setImage('roll', NEW);
  rig.seconds(12);
  expect(rig.daemonSet('roll').status).toMatchObject({ numberReady: 2, numberAvailable: 1 });
  expect(images(rig.pods('roll')).filter((image) => image === NEW)).toHaveLength(1);
  rig.seconds(60);
  expect(rig.daemonSet('roll').status).toMatchObject({ updatedNumberScheduled: 2, numberAvailable: 2 });
});

it('[SIM-DS-8] a surge Pod on a Node is not counted as updated while the old one stands', () => {
  const rig = settled(1, rolling({ maxUnavailable: 0, maxSurge: 1 }));
  rig.setImage('roll', 'registry.example/app:unready');
  rig.seconds(60);
  expect(rig.pods('roll')).toHaveLength(2);
  expect(rig.daemonSet('roll').status).toMatchObject({ numberAvailable: 1, desiredNumberScheduled: 1 });
  expect(rig.daemonSet('roll').status?.updatedNumberScheduled ?? 0).toBe(0);
  const hashes = new Set(rig.pods('roll').map((pod) => pod.metadata.labels?.[REVISION_HASH_LABEL]));
  expect(hashes.size).toBe(2);
});
