import { describe, expect, it } from 'vitest';
import { PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import { aDaemonSet, type DaemonSetBuilder } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod, type PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { STALL_AFTER_MS } from './phase.ts';
import type { Summary } from './summary.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');
const REVISED = '2026-01-01T12:00:00Z';
const RECENT = new Date(NOW - 60_000).toISOString();

type OnNode = 'new' | 'old' | 'none' | ((pod: PodBuilder) => PodBuilder);

interface Setting {
  readonly joinedAt?: string;
  readonly withoutRevision?: boolean;
  readonly now?: number;
}

/** Nodes node-0, node-1, … each with the Pod that the list says, as the DaemonSet's Summary. */
function summaryOf(builder: DaemonSetBuilder, nodes: readonly OnNode[], setting: Setting = {}): Summary {
  const daemonSet = builder.build();
  const cluster = createClusterRollout();
  cluster.setDaemonSet(daemonSet);
  if (setting.withoutRevision !== true) {
    cluster.setControllerRevision(aRevision(daemonSet, 'new').numbered(2).createdAt(REVISED).build());
  }
  for (const [index, kind] of nodes.entries()) {
    const node = aNode(`node-${index}`);
    const isSettled = kind === 'new';
    cluster.setNode((setting.joinedAt === undefined || isSettled ? node : node.createdAt(setting.joinedAt)).build());
    const pod = aPod(daemonSet, `pod-${index}`).on(`node-${index}`).ofRevision('new').createdAt(RECENT);
    if (kind !== 'none') {
      cluster.setPod((typeof kind === 'function' ? kind(pod) : pod.ofRevision(kind)).build());
    }
  }
  cluster.settle(setting.now ?? NOW);
  const summary = cluster.summaries().get(daemonSet.metadata.uid);
  if (summary === undefined) {
    throw new Error('no summary');
  }
  return summary;
}

function phaseOf(...args: Parameters<typeof summaryOf>): unknown {
  const { phase, reason } = summaryOf(...args);
  return [phase, reason.code, reason.params];
}

const pullFails = (pod: PodBuilder): PodBuilder => pod.waiting('ImagePullBackOff', 'not found');
const creating = (pod: PodBuilder): PodBuilder => pod.waiting('ContainerCreating');

describe('phase', () => {
  it('[PHASE-1] a deletionTimestamp comes before everything', () => {
    const deleting = aDaemonSet().deleting(RECENT).atGeneration(3, 2);
    expect(phaseOf(deleting, ['new', 'old'])).toEqual(['deleting', 'phase.deleting', { pods: 2 }]);
    expect(summaryOf(aDaemonSet().deleting(RECENT).withStatus({ desiredNumberScheduled: 9 }), ['new']).drift).toEqual([]);
  });

  it('[PHASE-2] before the controller has observed the spec and made its revision nothing is concluded', () => {
    expect(phaseOf(aDaemonSet().atGeneration(3, 2), ['new'])).toEqual([
      'notObserved',
      'phase.notObserved',
      { generation: 3, observedGeneration: 2 },
    ]);
    expect(phaseOf(aDaemonSet().onDelete(), ['new'], { withoutRevision: true })).toEqual([
      'notObserved',
      'phase.revisionUnknown',
      {},
    ]);
  });

  it("[PHASE-3] OnDelete with Rollcall's annotation is paused, the annotation alone is not", () => {
    const marked = aDaemonSet().withAnnotation(PAUSED_ANNOTATION, '{}');
    expect(phaseOf(marked.onDelete(), ['new', 'old'])).toEqual(['paused', 'phase.paused', { stale: 1 }]);
    expect(phaseOf(marked, ['new'])).toEqual(['complete', 'phase.complete', { desired: 1 }]);
  });

  it('[PHASE-4] complete needs every eligible Node updated and available, and nothing stale', () => {
    for (const strategy of [aDaemonSet(), aDaemonSet().onDelete()]) {
      expect(phaseOf(strategy, ['new', 'new'])).toEqual(['complete', 'phase.complete', { desired: 2 }]);
      expect(phaseOf(strategy, [])).toEqual(['complete', 'phase.noEligibleNode', {}]);
      for (const unfinished of ['old', 'none', pullFails, creating] as const) {
        expect(summaryOf(strategy, ['new', unfinished]).phase).not.toBe('complete');
      }
      expect(summaryOf(strategy.withMinReadySeconds(90_000), ['new']).phase).not.toBe('complete');
    }
  });

  it('[PHASE-4] a stale Pod on a Node that is not eligible is stale all the same', () => {
    const stray = (pod: PodBuilder): PodBuilder => pod.ofRevision('old').on('tainted');
    const daemonSet = aDaemonSet().build();
    const cluster = createClusterRollout();
    cluster.setDaemonSet(daemonSet);
    cluster.setControllerRevision(aRevision(daemonSet, 'new').build());
    cluster.setNode(aNode('tainted').withTaint('x', 'NoSchedule').build());
    cluster.setPod(stray(aPod(daemonSet)).createdAt(RECENT).build());
    cluster.settle(NOW);
    expect(cluster.summaries().get(daemonSet.metadata.uid)).toMatchObject({
      phase: 'rollingOut',
      flags: ['misscheduled', 'stale', 'drift'],
      desired: 0,
      stale: 1,
    });
  });

  it('[PHASE-5] OnDelete with stale Pods waits for deletes', () => {
    expect(phaseOf(aDaemonSet().onDelete(), ['new', 'old', 'old', creating])).toEqual([
      'waitingForDelete',
      'phase.waitingForDelete',
      { stale: 2 },
    ]);
  });

  it('[PHASE-6] failing Nodes that fill the budget stall the rollout', () => {
    expect(phaseOf(aDaemonSet(), ['old', 'old', pullFails])).toEqual([
      'stalled',
      'phase.stalledByFailures',
      { reason: 'ImagePullBackOff', nodes: 1, slots: 1, limit: 1, budget: 'maxUnavailable' },
    ]);
    expect(summaryOf(aDaemonSet().withMaxUnavailable(2), ['old', 'old', pullFails]).phase).toBe('rollingOut');
    expect(summaryOf(aDaemonSet().withMaxUnavailable('50%'), ['old', 'old', pullFails, pullFails]).phase).toBe('stalled');
  });

  it('[PHASE-7] a failure after the rollout is degraded', () => {
    expect(phaseOf(aDaemonSet(), ['new', 'new', pullFails, creating])).toEqual([
      'degraded',
      'phase.degradedByFailures',
      { reason: 'ImagePullBackOff', nodes: 1, desired: 4 },
    ]);
  });

  it('[PHASE-8] Nodes newer than every revision are joining, older ones are rolled to', () => {
    const joinedAt = '2026-01-01T23:59:00Z';
    expect(phaseOf(aDaemonSet(), ['new', 'none', creating], { joinedAt })).toEqual([
      'nodesJoining',
      'phase.nodesJoining',
      { nodes: 2 },
    ]);
    expect(phaseOf(aDaemonSet(), ['new', 'none', creating])).toEqual([
      'rollingOut',
      'phase.creating',
      { missing: 1, desired: 3 },
    ]);
    expect(summaryOf(aDaemonSet(), ['old', 'none'], { joinedAt }).phase).toBe('rollingOut');
  });

  it('[PHASE-9] nothing changed for the limit and minReadySeconds is a stall', () => {
    const since = Date.parse(RECENT);
    const stallAt = since + STALL_AFTER_MS;
    const params = { since: RECENT, minutes: 10, nodes: 1 };
    expect(summaryOf(aDaemonSet(), ['new', 'old'], { now: stallAt - 1 }).phase).toBe('rollingOut');
    expect(phaseOf(aDaemonSet(), ['new', 'old'], { now: stallAt })).toEqual(['stalled', 'phase.stalledByTime', params]);
    expect(phaseOf(aDaemonSet(), ['new', 'none'], { now: stallAt })).toEqual(['stalled', 'phase.stalledByTime', params]);
    expect(phaseOf(aDaemonSet(), ['new', creating], { now: stallAt })).toEqual(['degraded', 'phase.degradedByTime', params]);
    expect(summaryOf(aDaemonSet().withMinReadySeconds(60), ['new', creating], { now: stallAt }).phase).toBe('rollingOut');
    expect(
      summaryOf(aDaemonSet().withMeta({ changedAt: new Date(stallAt).toISOString() }), ['new', 'old'], { now: stallAt }).phase,
    ).toBe('rollingOut');
    expect(summaryOf(aDaemonSet(), ['new'], { now: stallAt }).phase).toBe('complete');
  });

  it('[PHASE-10] otherwise the rollout goes on', () => {
    expect(phaseOf(aDaemonSet(), ['new', 'old', 'old'])).toEqual([
      'rollingOut',
      'phase.updating',
      { updated: 1, desired: 3, stale: 2 },
    ]);
    expect(phaseOf(aDaemonSet(), ['new', creating])).toEqual([
      'rollingOut',
      'phase.becomingAvailable',
      { available: 1, desired: 2 },
    ]);
  });
});

describe('sentence', () => {
  const sentenceOf = (...args: Parameters<typeof summaryOf>): unknown => {
    const { code, params } = summaryOf(...args).sentence;
    return [code, params];
  };

  it('[SENTENCE-1] kubectl asks for observed, updated, available, in this order', () => {
    const name = 'logger';
    expect(sentenceOf(aDaemonSet().atGeneration(2, 1), ['old'])).toEqual(['sentence.notObserved', {}]);
    expect(sentenceOf(aDaemonSet(), ['new', 'old', creating])).toEqual(['sentence.updating', { name, updated: 2, desired: 3 }]);
    expect(sentenceOf(aDaemonSet(), ['new', creating])).toEqual(['sentence.availability', { name, available: 1, desired: 2 }]);
    expect(sentenceOf(aDaemonSet(), ['new'])).toEqual(['sentence.done', { name }]);
    expect(sentenceOf(aDaemonSet(), [])).toEqual(['sentence.done', { name }]);
  });

  it('[SENTENCE-2] OnDelete has a sentence too, and it is not done before it is', () => {
    const name = 'logger';
    const onDelete = aDaemonSet().onDelete();
    expect(sentenceOf(onDelete, ['new', 'old', 'none'])).toEqual([
      'sentence.onDeleteWaiting',
      { name, stale: 1, updated: 1, desired: 3 },
    ]);
    expect(sentenceOf(onDelete, ['new', 'none'])).toEqual([
      'sentence.onDeleteWaiting',
      { name, stale: 0, updated: 1, desired: 2 },
    ]);
    expect(sentenceOf(onDelete, ['new', creating])).toEqual(['sentence.availability', { name, available: 1, desired: 2 }]);
    expect(sentenceOf(onDelete, ['new'])).toEqual(['sentence.onDeleteDone', { name, desired: 1 }]);
    expect(sentenceOf(onDelete.atGeneration(2, 1), ['new'])).toEqual(['sentence.notObserved', {}]);
  });
});

describe('drift', () => {
  const full = {
    desiredNumberScheduled: 2,
    currentNumberScheduled: 2,
    numberMisscheduled: 0,
    numberReady: 2,
    updatedNumberScheduled: 1,
    numberAvailable: 2,
    numberUnavailable: 0,
  };

  it('[DRIFT-1] only fields that differ are listed', () => {
    expect(summaryOf(aDaemonSet().withStatus(full), ['new', 'old'])).toMatchObject({ drift: [], flags: ['stale'] });
    const wrong = aDaemonSet().withStatus({ ...full, numberReady: 1, numberUnavailable: 3 });
    expect(summaryOf(wrong, ['new', 'old'])).toMatchObject({
      drift: [
        { field: 'numberReady', status: 1, computed: 2 },
        { field: 'numberUnavailable', status: 3, computed: 0 },
      ],
      flags: ['stale', 'drift'],
    });
  });

  it('[DRIFT-1] a status of an older spec is not compared', () => {
    expect(summaryOf(aDaemonSet().withStatus({ numberReady: 9 }).atGeneration(2, 1), ['new']).drift).toEqual([]);
  });
});
