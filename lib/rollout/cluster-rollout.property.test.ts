import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { isControlledBy } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodReady } from '#lib/kubernetes/pod-conditions.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { availabilityOf } from './availability.ts';
import type { ClusterRollout } from './cluster-rollout.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { placementOf } from './placement.ts';
import { comparePods } from './pod-order.ts';
import { isPodUpdated, revisionContext } from './revisions.ts';
import { targetNodeOf } from './target-node.ts';

const START = Date.parse('2026-01-01T00:10:00Z');
const NODE_NAMES = ['n1', 'n2', 'n3', 'n4'];
const TIMES = ['2026-01-01T00:00:00Z', '2026-01-01T00:05:00Z', '2026-01-01T00:09:50Z', '2026-01-01T00:09:59Z'];

/** What the API server holds; each change goes here and into the model. */
interface World {
  readonly nodes: Map<string, Node>;
  readonly pods: Map<string, Pod>;
  readonly daemonSets: Map<string, DaemonSet>;
  readonly revisions: Map<string, ControllerRevision>;
}

type Change = (world: World, model: ClusterRollout) => void;

const nodeName = fc.constantFrom(...NODE_NAMES);
const time = fc.constantFrom(...TIMES);

const nodeChange = fc
  .record({ name: nodeName, label: fc.boolean(), taint: fc.constantFrom('', 'NoSchedule', 'NoExecute'), createdAt: time })
  .map(({ name, label, taint, createdAt }): Change => {
    const labelled = label ? aNode(name).withLabel('pool', 'a') : aNode(name);
    const node = (taint === '' ? labelled : labelled.withTaint('x', taint)).createdAt(createdAt).build();
    return (world, model) => {
      world.nodes.set(name, node);
      model.setNode(node);
    };
  });

const nodeDelete = nodeName.map(
  (name): Change =>
    (world, model) => {
      world.nodes.delete(name);
      model.deleteNode(name);
    },
);

const daemonSetChange = fc
  .record({
    name: fc.constantFrom('logger', 'proxy'),
    life: fc.constantFrom('1', '2'),
    image: fc.constantFrom('v1', 'v2'),
    selects: fc.boolean(),
    minReadySeconds: fc.constantFrom(0, 5),
    strategy: fc.constantFrom('roll', 'half', 'surge', 'onDelete'),
    generation: fc.constantFrom(1, 2),
  })
  .map(({ name, life, image, selects, minReadySeconds, strategy, generation }): Change => {
    const base = aDaemonSet(name)
      .withMeta({ uid: `${name}-${life}` })
      .withImage(image)
      .withMinReadySeconds(minReadySeconds);
    const placed = selects ? base.withNodeSelector('pool', 'a') : base;
    const strategies = {
      roll: placed,
      half: placed.withMaxUnavailable('50%'),
      surge: placed.withMaxSurge(1),
      onDelete: placed.onDelete(),
    };
    const daemonSet = strategies[strategy as keyof typeof strategies].atGeneration(generation, 1).build();
    return (world, model) => {
      for (const [uid, other] of world.daemonSets) {
        if (other.metadata.name === name) {
          world.daemonSets.delete(uid);
        }
      }
      world.daemonSets.set(daemonSet.metadata.uid, daemonSet);
      model.setDaemonSet(daemonSet);
    };
  });

const daemonSetDelete = fc.constantFrom('logger-1', 'logger-2', 'proxy-1').map(
  (uid): Change =>
    (world, model) => {
      world.daemonSets.delete(uid);
      model.deleteDaemonSet(uid);
    },
);

const revisionChange = fc
  .record({
    uid: fc.constantFrom('logger-1', 'logger-2', 'proxy-1'),
    image: fc.constantFrom('v1', 'v2'),
    number: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ uid, image, number }): Change => {
    const owner = aDaemonSet(uid.split('-')[0]).withMeta({ uid }).withImage(image).build();
    const revision = aRevision(owner, image)
      .numbered(number)
      .withMeta({ uid: `${uid}-${image}` })
      .build();
    return (world, model) => {
      for (const [other, { metadata }] of world.revisions) {
        if (metadata.name === revision.metadata.name) {
          world.revisions.delete(other);
        }
      }
      world.revisions.set(revision.metadata.uid, revision);
      model.setControllerRevision(revision);
    };
  });

const revisionDelete = fc.constantFrom('logger-1-v1', 'logger-1-v2', 'proxy-1-v1').map(
  (uid): Change =>
    (world, model) => {
      world.revisions.delete(uid);
      model.deleteControllerRevision(uid);
    },
);

const podChange = fc
  .record({
    slot: fc.integer({ min: 0, max: 7 }),
    life: fc.constantFrom('1', '2'),
    owner: fc.constantFrom('logger-1', 'logger-2', 'proxy-1'),
    node: nodeName,
    hash: fc.constantFrom('v1', 'v2'),
    createdAt: time,
    condition: fc.constantFrom('ready', 'notReady', 'pulling', 'failed', 'unscheduled'),
    since: time,
    terminating: fc.boolean(),
  })
  .map(({ slot, life, owner, node, hash, createdAt, condition, since, terminating }): Change => {
    const daemonSet = aDaemonSet(owner.split('-')[0]).withMeta({ uid: owner }).build();
    const base = aPod(daemonSet, `pod-${slot}`)
      .on(node)
      .ofRevision(hash)
      .createdAt(createdAt)
      .withMeta({ uid: `pod-${slot}-${life}` });
    const conditions = {
      ready: () => base.ready(since),
      notReady: () => base.notReady(),
      pulling: () => base.waiting('ImagePullBackOff'),
      failed: () => base.inPhase('Failed', 'Evicted'),
      unscheduled: () => base.pinnedTo(node).unschedulable('no room'),
    };
    const built = conditions[condition as keyof typeof conditions]();
    const labelled = built.ofRevision(hash).createdAt(createdAt);
    const pod = (terminating ? labelled.terminating(since) : labelled).build();
    return (world, model) => {
      for (const [uid, other] of world.pods) {
        if (other.metadata.name === pod.metadata.name) {
          world.pods.delete(uid);
        }
      }
      world.pods.set(pod.metadata.uid, pod);
      model.setPod(pod);
    };
  });

const podDelete = fc.integer({ min: 0, max: 7 }).map(
  (slot): Change =>
    (world, model) => {
      world.pods.delete(`pod-${slot}-1`);
      model.deletePod(`pod-${slot}-1`);
    },
);

const change = fc.oneof(
  { weight: 3, arbitrary: nodeChange },
  { weight: 1, arbitrary: nodeDelete },
  { weight: 3, arbitrary: daemonSetChange },
  { weight: 1, arbitrary: daemonSetDelete },
  { weight: 3, arbitrary: revisionChange },
  { weight: 1, arbitrary: revisionDelete },
  { weight: 8, arbitrary: podChange },
  { weight: 2, arbitrary: podDelete },
);

const steps = fc.array(
  fc.record({ changes: fc.array(change, { maxLength: 6 }), afterMs: fc.constantFrom(0, 1000, 4000, 700_000) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

function emptyWorld(): World {
  return { nodes: new Map(), pods: new Map(), daemonSets: new Map(), revisions: new Map() };
}

/** A model that has seen nothing but the world as it is, kinds and objects in the order of `seed`. */
function freshModel(world: World, { now, seed }: { now: number; seed: number }): ClusterRollout {
  const model = createClusterRollout();
  const loads = [
    ...[...world.nodes.values()].map((node) => () => model.setNode(node)),
    ...[...world.pods.values()].map((pod) => () => model.setPod(pod)),
    ...[...world.daemonSets.values()].map((daemonSet) => () => model.setDaemonSet(daemonSet)),
    ...[...world.revisions.values()].map((revision) => () => model.setControllerRevision(revision)),
  ];
  const order = loads.map((load, index) => ({ load, rank: ((index + 1) * (2 * seed + 1) * 7919) % 104_729 }));
  for (const { load } of order.sort((a, b) => a.rank - b.rank)) {
    load();
  }
  model.settle(now);
  return model;
}

/** Everything that a model says, in an order of its own. */
function reading(model: ClusterRollout, world: World): unknown {
  return [...world.daemonSets.keys()].sort().map((uid) => ({
    summary: model.summaries().get(uid),
    detail: model.detail(uid),
    nodes: NODE_NAMES.map((name) => model.nodeRollout(uid, name)),
  }));
}

/** kubectl's numbers, recomputed as daemon_controller.go updateDaemonSetStatus does. */
function statusOf(daemonSet: DaemonSet, world: World, now: number): Record<string, number> {
  const revisions = revisionContext(daemonSet, world.revisions.values());
  const status = { desired: 0, current: 0, ready: 0, updated: 0, available: 0, misscheduled: 0 };
  for (const node of world.nodes.values()) {
    const pods = [...world.pods.values()].filter(
      (pod) =>
        isControlledBy(pod, daemonSet.metadata.uid) &&
        matchesLabelSelector(pod.metadata.labels ?? {}, daemonSet.spec.selector) &&
        targetNodeOf(pod) === node.metadata.name &&
        !(pod.status.phase === 'Failed' && pod.metadata.deletionTimestamp !== undefined),
    );
    const [oldest] = pods.sort(comparePods);
    if (!placementOf(node, daemonSet).shouldRun) {
      status.misscheduled += oldest === undefined ? 0 : 1;
      continue;
    }
    status.desired += 1;
    if (oldest !== undefined) {
      const { available } = availabilityOf(oldest, { minReadySeconds: daemonSet.spec.minReadySeconds ?? 0, now });
      status.current += 1;
      status.ready += isPodReady(oldest) ? 1 : 0;
      status.available += available ? 1 : 0;
      status.updated += isPodUpdated(oldest, revisions) ? 1 : 0;
    }
  }
  return status;
}

describe('any sequence of changes', () => {
  it('[COUNT-4] folding gives what a full recompute gives, and what the controller would count', () => {
    fc.assert(
      fc.property(steps, fc.nat(1000), (sequence, seed) => {
        const world = emptyWorld();
        const model = createClusterRollout();
        let now = START;
        for (const { changes, afterMs } of sequence) {
          now += afterMs;
          for (const apply of changes) {
            apply(world, model);
          }
          model.settle(now);
          expect(reading(model, world)).toEqual(reading(freshModel(world, { now, seed }), world));
          for (const daemonSet of world.daemonSets.values()) {
            const summary = model.summaries().get(daemonSet.metadata.uid);
            expect(summary).toMatchObject(statusOf(daemonSet, world, now));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[COUNT-5] the states sum to the number of Nodes, and each Node is in the one it says', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const world = emptyWorld();
        const model = createClusterRollout();
        for (const apply of changes) {
          apply(world, model);
        }
        model.settle(START);
        for (const [uid, { states }] of model.summaries()) {
          const counted = [...world.nodes.keys()].map((name) => model.nodeRollout(uid, name)?.state);
          for (const [state, count] of Object.entries(states)) {
            expect(count).toBe(counted.filter((found) => found === state).length);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('[CLUSTER-3] whoever copies only what is named as changed has everything, and what is not named keeps its reference', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const world = emptyWorld();
        const model = createClusterRollout();
        const copies = new Map<string, Map<string, unknown>>();
        let now = START;
        for (const { changes, afterMs } of sequence) {
          now += afterMs;
          for (const apply of changes) {
            apply(world, model);
          }
          const changed = model.settle(now);
          for (const uid of changed.removedDaemonSets) {
            copies.delete(uid);
          }
          for (const [uid, names] of changed.daemonSets) {
            const copy = copies.get(uid) ?? new Map<string, unknown>();
            copies.set(uid, copy.set('summary', model.summaries().get(uid)));
            for (const name of names) {
              copy.set(name, model.nodeRollout(uid, name));
            }
          }
          for (const copy of copies.values()) {
            for (const name of changed.removedNodes) {
              copy.delete(name);
            }
          }
          expect([...copies.keys()].sort()).toEqual([...model.summaries().keys()].sort());
          for (const [uid, copy] of copies) {
            expect(copy.get('summary')).toBe(model.summaries().get(uid));
            for (const name of NODE_NAMES) {
              expect(copy.get(name)).toBe(model.nodeRollout(uid, name));
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[CLUSTER-5] before dueAt time alone changes nothing', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const world = emptyWorld();
        const model = createClusterRollout();
        for (const apply of changes) {
          apply(world, model);
        }
        let { dueAt } = model.settle(START);
        for (let round = 0; round < 4; round++) {
          const before = (dueAt ?? START + 10_000_000) - 1;
          expect(reading(model, world)).toEqual(reading(freshModel(world, { now: before, seed: round }), world));
          dueAt = model.settle(dueAt ?? before).dueAt;
        }
      }),
      { numRuns: 150 },
    );
  });
});
