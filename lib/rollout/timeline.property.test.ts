import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { anyChange, emptyWorld, NODE_NAMES, RANDOM_START, type World } from '#lib/testing/builders/random-changes.ts';
import type { ClusterRollout } from './cluster-rollout.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { TIMELINE_SERIES } from './timeline-node.ts';
import { type TimelineSeries, thinnedSeries } from './timeline-series.ts';

const SEED = 20_260_102;
const updating = aDaemonSet('logger').withMeta({ uid: 'logger-1' }).withImage('v1').withMinReadySeconds(5).build();
const revision = aRevision(updating, 'v1').numbered(2).withMeta({ uid: 'logger-1-v1' }).build();
const ALL = { from: 0, count: 100 };

function played(changes: readonly ((world: World, model: ClusterRollout) => void)[]) {
  const world = emptyWorld();
  const model = createClusterRollout();
  for (const name of NODE_NAMES) {
    const node = aNode(name).build();
    world.nodes.set(name, node);
    model.setNode(node);
  }
  world.daemonSets.set('logger-1', updating);
  model.setDaemonSet(updating);
  world.revisions.set('logger-1-v1', revision);
  model.setControllerRevision(revision);
  for (const apply of changes) apply(world, model);
  model.settle(RANDOM_START);
  const timelines = [...model.summaries()].flatMap(([uid, summary]) => {
    const timeline = model.timeline(uid, { ...ALL, now: RANDOM_START });
    return timeline === null ? [] : [{ uid, summary, timeline }];
  });
  return { world, timelines };
}

const changes = fc.array(anyChange, { minLength: 10, maxLength: 60 });

describe('timeline of any sequence of changes', { timeout: 30_000 }, () => {
  it('[TIMELINE-2] ends now with the counts of the Summary', () => {
    let seen = 0;
    fc.assert(
      fc.property(changes, (sequence) => {
        for (const { summary, timeline } of played(sequence).timelines) {
          const last = TIMELINE_SERIES.map((name) => timeline.series[name].at(-1));
          expect(last).toEqual(TIMELINE_SERIES.map((name) => summary[name]));
          expect(timeline.series.at.at(-1)).toBe(RANDOM_START);
          seen += summary.updated;
        }
      }),
      { numRuns: 160, seed: SEED },
    );
    expect(seen).toBeGreaterThan(10);
  });

  it('[TIMELINE-5] desired and updated never fall, and neither updated nor available exceeds desired', () => {
    fc.assert(
      fc.property(changes, (sequence) => {
        for (const { timeline } of played(sequence).timelines) {
          const { at, desired, updated, available, stale } = timeline.series;
          at.forEach((time, index) => {
            expect(time).toBeGreaterThan(at[index - 1] ?? Number.NEGATIVE_INFINITY);
            expect(desired[index]).toBeGreaterThanOrEqual(desired[index - 1] ?? 0);
            expect(updated[index]).toBeGreaterThanOrEqual(updated[index - 1] ?? 0);
            for (const count of [updated[index], available[index]]) {
              expect(count).toBeGreaterThanOrEqual(0);
              expect(count).toBeLessThanOrEqual(desired[index] ?? 0);
            }
            expect(stale[index]).toBeGreaterThanOrEqual(0);
          });
        }
      }),
      { numRuns: 120, seed: SEED },
    );
  });

  it('[TIMELINE-6] is the same for a server that has just started and read the objects in any order', () => {
    fc.assert(
      fc.property(changes, (sequence) => {
        const { world, timelines } = played(sequence);
        const fresh = createClusterRollout();
        for (const pod of [...world.pods.values()].reverse()) fresh.setPod(pod);
        for (const revision of world.revisions.values()) fresh.setControllerRevision(revision);
        for (const daemonSet of world.daemonSets.values()) fresh.setDaemonSet(daemonSet);
        for (const node of [...world.nodes.values()].reverse()) fresh.setNode(node);
        fresh.settle(RANDOM_START);
        for (const { uid, timeline } of timelines) {
          expect(fresh.timeline(uid, { ...ALL, now: RANDOM_START })).toEqual(timeline);
        }
      }),
      { numRuns: 80, seed: SEED },
    );
  });
});

describe('thinned series', () => {
  const points = fc.array(fc.record({ step: fc.integer({ min: 1, max: 9 }), value: fc.nat(1000) }), {
    minLength: 2,
    maxLength: 3000,
  });

  it('[TIMELINE-7] has at most as many points as asked, all of them true, with the first, the last, the lowest and the highest', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 16, max: 500 }), (steps, most) => {
        let time = 0;
        const series: TimelineSeries = {
          at: steps.map(({ step }) => (time += step)),
          desired: steps.map(() => 1000),
          updated: steps.map((_, index) => index),
          available: steps.map(({ value }) => value),
          stale: steps.map(({ value }) => 1000 - value),
        };
        const thin = thinnedSeries(series, most);
        expect(thin.at.length).toBeLessThanOrEqual(most);
        thin.at.forEach((at, index) => {
          const from = series.at.indexOf(at);
          expect(TIMELINE_SERIES.map((name) => thin[name][index])).toEqual(TIMELINE_SERIES.map((name) => series[name][from]));
        });
        expect([thin.at[0], thin.at.at(-1)]).toEqual([series.at[0], series.at.at(-1)]);
        for (const name of ['available', 'stale'] as const) {
          expect(Math.min(...thin[name])).toBe(Math.min(...series[name]));
          expect(Math.max(...thin[name])).toBe(Math.max(...series[name]));
        }
      }),
      { numRuns: 100, seed: SEED },
    );
  });
});
