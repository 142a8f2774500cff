import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pruneControllerRevision, pruneDaemonSet, pruneNode, prunePod } from '#lib/kubernetes/prune.ts';
import { InvalidObject } from '#lib/kubernetes/shape.ts';
import { oddDaemonSet, oddNode, oddPod, oddRevision } from '#lib/testing/builders/odd-objects.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import type { DaemonSetDetail } from './summary.ts';

const SEED = 20_260_105;
const NOW = Date.parse('2026-01-02T00:00:00Z');
const TIMES = [NOW, NOW + 3_600_000, NOW + 40 * 365 * 86_400_000];

const world = fc.record({
  nodes: fc.array(oddNode, { maxLength: 3 }),
  daemonSet: oddDaemonSet,
  revisions: fc.array(oddRevision, { maxLength: 3 }),
  pods: fc.array(oddPod, { maxLength: 5 }),
});

/** Takes the object in when the boundary lets it pass; whatever it refuses, it names the field. */
function take<Kind>(raw: unknown, prune: (raw: unknown) => Kind, set: (object: Kind) => void): void {
  let object: Kind;
  try {
    object = prune(JSON.parse(JSON.stringify(raw)));
  } catch (cause) {
    if (cause instanceof InvalidObject) return;
    throw cause;
  }
  set(object);
}

/** The path of the first number that is none, or text that was made of one. */
function nonsense(value: unknown, path = ''): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (typeof value === 'string') return /\bNaN\b|\bundefined\b|Invalid Date/.test(value) ? `${path}: ${value}` : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const found = nonsense(member, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function expectHonest(detail: DaemonSetDetail, nodes: number): void {
  const { desired, current, ready, updated, available, unavailable, missing, misscheduled, stale, phase } = detail;
  expect(Object.values(detail.states).reduce((sum, count) => sum + count, 0)).toBe(nodes);
  for (const count of [current, ready, updated, available, missing]) expect(count).toBeLessThanOrEqual(desired);
  expect([desired - available, desired - current, desired + misscheduled <= nodes]).toEqual([unavailable, missing, true]);
  if (phase !== 'complete') return;
  expect([updated, available, stale, missing, detail.states.available]).toEqual([desired, desired, 0, 0, desired]);
  expect(detail.generation).toBeLessThanOrEqual(detail.observedGeneration);
}

describe('objects that are valid and odd', () => {
  it('[CLUSTER-7] nothing of what the boundary lets pass throws, becomes NaN or is complete that is not', () => {
    fc.assert(
      fc.property(world, ({ nodes, daemonSet, revisions, pods }) => {
        const model = createClusterRollout();
        for (const node of nodes) take(node, pruneNode, model.setNode);
        for (const pod of pods) take(pod, prunePod, model.setPod);
        for (const revision of revisions) take(revision, pruneControllerRevision, model.setControllerRevision);
        take(daemonSet, pruneDaemonSet, model.setDaemonSet);
        for (const now of TIMES) {
          const { dueAt } = model.settle(now);
          expect(nonsense({ dueAt })).toBeNull();
          for (const uid of model.summaries().keys()) {
            const detail = model.detail(uid) ?? expect.fail('there is a detail of each summary');
            expectHonest(detail, model.nodes().size);
            const rows = [...model.nodes().keys()].map((name) => model.nodeRollout(uid, name));
            const rest = [model.strays(uid), model.timeline(uid, { from: 0, count: 9, now }), [...model.pods(uid)].length];
            expect(nonsense({ detail, rows, rest })).toBeNull();
          }
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
