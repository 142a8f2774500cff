import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode, type NodeBuilder } from '#lib/testing/builders/a-node.ts';
import { aPod, type PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { NOW } from '#lib/testing/builders/settled-cluster.ts';
import { type DetailInput, detailOf } from './detail.ts';
import { createNodeFold } from './node-fold.ts';
import { rolloutContext } from './rollout-context.ts';
import { createSortedNames } from './sorted-names.ts';
import { summarize } from './summarize.ts';
import type { DaemonSetDetail } from './summary.ts';

const NONE = { done: 0, queued: createSortedNames() };
const DAEMON_SETS = [
  aDaemonSet().withMaxUnavailable(2),
  aDaemonSet().withMaxUnavailable('50%').withMinReadySeconds(10),
  aDaemonSet().withMaxSurge(2),
  aDaemonSet().onDelete(),
].map((builder) => builder.build());

const kind = fc.constantFrom(
  ...(['empty', 'new', 'new', 'old', 'old', 'old', 'oldBroken', 'failing', 'starting', 'pair', 'ending', 'ended'] as const),
);
const place = fc.record({ kind, taint: fc.constantFrom('', '', '', 'NoSchedule', 'NoExecute'), isGone: fc.nat({ max: 9 }) });
type Place = typeof place extends fc.Arbitrary<infer T> ? T : never;

function podsOf(daemonSet: DaemonSet, { kind: what }: Place): readonly PodBuilder[] {
  const young = aPod(daemonSet, 'y').createdAt('2026-01-01T00:00:20Z').ready('2026-01-01T00:00:25Z');
  const old = aPod(daemonSet, 'o').ofRevision('old');
  switch (what) {
    case 'empty':
      return [];
    case 'new':
      return [young];
    case 'old':
      return [old];
    case 'oldBroken':
      return [old.waiting('CrashLoopBackOff')];
    case 'failing':
      return [young.waiting('ImagePullBackOff')];
    case 'starting':
      return [young.notReady()];
    case 'pair':
      return [old, young];
    case 'ending':
      return [old.terminating()];
    case 'ended':
      return [young.inPhase('Failed', 'Evicted')];
  }
}

/** The detail as it is shown, and as a look at every single Node gives it. */
function bothDetails(daemonSet: DaemonSet, places: readonly Place[]): readonly [DaemonSetDetail, DaemonSetDetail] {
  const named = places.map((one, index) => ({ ...one, name: `n${String(index).padStart(2, '0')}` }));
  const nodeOf = ({ name, taint }: { name: string; taint: string }): NodeBuilder =>
    taint === '' ? aNode(name) : aNode(name).withTaint('x', taint);
  const existing = named.filter(({ isGone }) => isGone > 0);
  const nodes = new Map(existing.map((one) => [one.name, nodeOf(one).build()]));
  const pods = new Map(
    named.map((one) => {
      const own = podsOf(daemonSet, one).map((pod, index) => pod.withMeta({ uid: `${one.name}-${index}` }).on(one.name));
      return [one.name, own.map((pod) => pod.build())];
    }),
  );
  const podsOn = (node: string) => pods.get(node) ?? [];
  const fold = createNodeFold({ nodes, podsOn });
  const context = rolloutContext(daemonSet, [aRevision(daemonSet).build()], { previous: null, placement: {} });
  fold.update([...pods.keys()], { context, daemonSet, now: NOW });
  const { tally } = fold;
  const { summary } = summarize({ daemonSet, tally, revisions: context.revisions, lastChangeAt: null, now: NOW });
  const objects = { nodes, podsOn, now: NOW };
  const input: Omit<DetailInput, 'rollouts' | 'nodes' | 'plain'> = {
    ...{ daemonSet, summary, context, tally, objects },
    lastChangeAt: null,
  };
  return [detailOf({ ...input, ...fold.readNotable() }), detailOf({ ...input, ...fold.readAll(), plain: NONE })];
}

it('[COUNT-7] a look at the Nodes that need one, and the sums of the others, say what a look at every Node says', () => {
  let steps = 0;
  fc.assert(
    fc.property(fc.constantFrom(...DAEMON_SETS), fc.array(place, { maxLength: 12 }), (daemonSet, places) => {
      const [shown, every] = bothDetails(daemonSet, places);
      expect(shown).toEqual(every);
      steps += shown.prediction.steps.length;
    }),
    { numRuns: 150, seed: 20_260_101 },
  );
  expect(steps).toBeGreaterThan(100);
});
