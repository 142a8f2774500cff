import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { matchesLabelSelector } from '#lib/kubernetes/label-selector.ts';
import { isControlledBy } from '#lib/kubernetes/object-meta.ts';
import { isPodReady } from '#lib/kubernetes/pod-conditions.ts';
import { anyChange, emptyWorld, NODE_NAMES, RANDOM_START, type World } from '#lib/testing/builders/random-changes.ts';
import { availabilityOf } from './availability.ts';
import type { ClusterRollout } from './cluster-rollout.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { placementOf } from './placement.ts';
import { comparePods } from './pod-order.ts';
import { isPodUpdated, revisionContext } from './revisions.ts';
import { targetNodeOf } from './target-node.ts';

const SEED = 20_260_101;

const steps = fc.array(
  fc.record({ changes: fc.array(anyChange, { maxLength: 6 }), afterMs: fc.constantFrom(0, 1000, 4000, 700_000) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

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
        let now = RANDOM_START;
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
      { numRuns: 150, seed: SEED },
    );
  });

  it('[COUNT-5] the states sum to the number of Nodes, and each Node is in the one it says', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 40 }), (changes) => {
        const world = emptyWorld();
        const model = createClusterRollout();
        for (const apply of changes) {
          apply(world, model);
        }
        model.settle(RANDOM_START);
        for (const [uid, { states }] of model.summaries()) {
          const counted = [...world.nodes.keys()].map((name) => model.nodeRollout(uid, name)?.state);
          for (const [state, count] of Object.entries(states)) {
            expect(count).toBe(counted.filter((found) => found === state).length);
          }
        }
      }),
      { numRuns: 100, seed: SEED },
    );
  });

  it('[CLUSTER-3] whoever copies only what is named as changed has everything, and what is not named keeps its reference', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const world = emptyWorld();
        const model = createClusterRollout();
        const copies = new Map<string, Map<string, unknown>>();
        let now = RANDOM_START;
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
      { numRuns: 150, seed: SEED },
    );
  });

  it('[CLUSTER-5] before dueAt time alone changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 40 }), (changes) => {
        const world = emptyWorld();
        const model = createClusterRollout();
        for (const apply of changes) {
          apply(world, model);
        }
        let { dueAt } = model.settle(RANDOM_START);
        for (let round = 0; round < 4; round++) {
          const before = (dueAt ?? RANDOM_START + 10_000_000) - 1;
          expect(reading(model, world)).toEqual(reading(freshModel(world, { now: before, seed: round }), world));
          dueAt = model.settle(dueAt ?? before).dueAt;
        }
      }),
      { numRuns: 150, seed: SEED },
    );
  });
});
