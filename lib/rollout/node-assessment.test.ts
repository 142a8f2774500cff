import { describe, expect, it } from 'vitest';
import type { PodBuilder } from '#lib/testing/builders/a-pod.ts';
import {
  assessmentOf,
  NOW,
  type NodeSetting,
  OLD,
  updatedPod as pod,
  stalePod as stale,
  YOUNG,
} from '#lib/testing/builders/assessment-of.ts';
import type { NodeRollout } from './node-rollout.ts';

function rolloutOf(pods: readonly PodBuilder[], setting: NodeSetting = {}): NodeRollout {
  return assessmentOf(pods, setting).rollout;
}

function stateOf(pods: readonly PodBuilder[], setting: NodeSetting = {}): readonly [string, string] {
  const { state, reason } = rolloutOf(pods, setting);
  return [state, reason];
}

describe('states', () => {
  it('[STATE-1] a Node that is not eligible is misscheduled exactly while a daemon Pod is on it', () => {
    expect(stateOf([], { taint: 'NoSchedule' })).toEqual(['ineligible', '']);
    expect(stateOf([pod('a')], { taint: 'NoSchedule' })).toEqual(['misscheduled', '']);
    expect(stateOf([pod('a').terminating()], { taint: 'NoExecute' })).toEqual(['misscheduled', 'Terminating']);
  });

  it('[STATE-2] an eligible Node without a Pod is missing', () => {
    expect(stateOf([])).toEqual(['missing', '']);
  });

  it('[STATE-3] while only terminating Pods are left the Node is replacing', () => {
    expect(stateOf([stale('a').terminating()])).toEqual(['replacing', 'Terminating']);
    expect(stateOf([pod('a').terminating()])).toEqual(['replacing', 'Terminating']);
  });

  it('[STATE-4] a Pod of another revision alone is outdated, explained when it is not available', () => {
    expect(stateOf([stale('a')])).toEqual(['outdated', '']);
    expect(stateOf([stale('a').waiting('CrashLoopBackOff')])).toEqual(['outdated', 'CrashLoopBackOff']);
    expect(stateOf([stale('a'), pod('b').terminating()])).toEqual(['outdated', '']);
  });

  it('[STATE-5] an updated Pod beside an outdated one is surging, and says what the new one waits for', () => {
    expect(stateOf([stale('a'), pod('b').createdAt(YOUNG).waiting('ImagePullBackOff')])).toEqual(['surging', 'ImagePullBackOff']);
    expect(stateOf([stale('a'), pod('b').createdAt(YOUNG).waiting('ContainerCreating')])).toEqual([
      'surging',
      'ContainerCreating',
    ]);
    expect(stateOf([stale('a'), pod('b').createdAt(YOUNG)])).toEqual(['surging', '']);
    expect(stateOf([stale('a').terminating(), pod('b').createdAt(YOUNG)])).toEqual(['surging', 'Terminating']);
  });

  it('[STATE-6] an updated Pod that is on its way is starting', () => {
    expect(stateOf([pod('a').waiting('ContainerCreating')])).toEqual(['starting', 'ContainerCreating']);
    expect(stateOf([pod('a').pinnedTo('node-1')])).toEqual(['starting', 'Pending']);
    expect(stateOf([pod('a').notReady()])).toEqual(['starting', 'Running']);
  });

  it("[STATE-7] an updated Pod that reports a failure is failing, by the API's word", () => {
    expect(stateOf([pod('a').waiting('ImagePullBackOff', 'no such image')])).toEqual(['failing', 'ImagePullBackOff']);
    expect(stateOf([pod('a').waiting('CreateContainerConfigError')])).toEqual(['failing', 'CreateContainerConfigError']);
    expect(stateOf([pod('a').inPhase('Failed', 'Evicted')])).toEqual(['failing', 'Evicted']);
    expect(stateOf([pod('a').inPhase('Succeeded')])).toEqual(['failing', 'Succeeded']);
    expect(stateOf([pod('a').pinnedTo('node-1').unschedulable('0/3 nodes are available')])).toEqual(['failing', 'Unschedulable']);
    const crashed = { exitCode: 1, reason: 'Error', finishedAt: OLD };
    const ended = [{ name: 'main', ready: false, restartCount: 0, state: { terminated: crashed } }];
    expect(stateOf([pod('a').notReady().withStatus({ containerStatuses: ended })])).toEqual(['failing', 'Error']);
    const upAgain = [{ name: 'main', ready: false, restartCount: 3, state: { running: {} }, lastState: { terminated: crashed } }];
    expect(stateOf([pod('a').notReady().withStatus({ containerStatuses: upAgain })])).toEqual(['failing', 'Error']);
    const init = [{ name: 'init', ready: false, restartCount: 1, state: { waiting: { reason: 'CrashLoopBackOff' } } }];
    expect(stateOf([pod('a').waiting('PodInitializing').withStatus({ initContainerStatuses: init })])).toEqual([
      'failing',
      'Init:CrashLoopBackOff',
    ]);
  });

  it('[STATE-7] a Pod that only the node controller has called not ready is failing with its Node', () => {
    const silent = pod('a').notReady().withCondition('ContainersReady', 'True');
    expect(stateOf([silent])).toEqual(['failing', 'NodeNotReady']);
    expect(stateOf([silent.withCondition('Ready', 'False', { reason: 'ReadinessGatesNotReady' })])).toEqual([
      'starting',
      'Running',
    ]);
    expect(stateOf([pod('a').notReady().withCondition('ContainersReady', 'False')])).toEqual(['starting', 'Running']);
  });

  it('[STATE-8] ready becomes available when minReadySeconds are over', () => {
    const since = new Date(NOW - 5000).toISOString();
    expect(stateOf([pod('a')])).toEqual(['available', '']);
    expect(rolloutOf([pod('a').ready(since)], { minReadySeconds: 10 })).toMatchObject({
      state: 'ready',
      reason: '',
      dueAt: NOW + 5000,
    });
    expect(rolloutOf([pod('a').ready(since)], { minReadySeconds: 5 })).toMatchObject({ state: 'available', dueAt: null });
  });
});

describe('pods', () => {
  it('[POD-2] a Pod that has ended and is being deleted leaves its Node free', () => {
    expect(rolloutOf([pod('a').inPhase('Failed').terminating()])).toMatchObject({ state: 'missing', pods: [] });
    expect(stateOf([pod('a').inPhase('Succeeded').terminating()], { taint: 'NoExecute' })).toEqual(['ineligible', '']);
  });

  it("[STATE-7] a Pod shows kubectl's columns and the cluster's own words", () => {
    const [shown] = rolloutOf([
      pod('a').pinnedTo('node-1').unschedulable('0/3 nodes are available: 1 Insufficient memory.'),
    ]).pods;
    expect(shown).toEqual({
      name: 'a',
      namespace: 'default',
      uid: 'pod-default-a',
      revision: 2,
      revisionHash: 'new',
      updated: true,
      status: 'Pending',
      readyContainers: '0/1',
      ready: false,
      available: false,
      restarts: 0,
      createdAt: OLD,
      terminatingUntil: null,
      pending: true,
      message: '0/3 nodes are available: 1 Insufficient memory.',
    });
  });
});

describe('counts', () => {
  const none = { desired: 0, current: 0, ready: 0, updated: 0, available: 0, misscheduled: 0, missing: 0, stale: 0 };

  it('[COUNT-1] the oldest Pod counts, so a surge Pod does not raise updated yet', () => {
    const surging = rolloutOf([pod('new').createdAt(YOUNG).waiting('ContainerCreating'), stale('old')], { surge: true });
    expect(surging.counts).toEqual({ ...none, desired: 1, current: 1, ready: 1, available: 1, stale: 1 });
    expect(surging.pods.map((shown) => shown.name)).toEqual(['old', 'new']);
  });

  it('[COUNT-1] a terminating Pod that is still Ready keeps the Node ready', () => {
    expect(rolloutOf([stale('a').terminating()]).counts).toEqual({ ...none, desired: 1, current: 1, ready: 1, available: 1 });
  });

  it('[COUNT-2] on a Node that is not eligible only misscheduled counts', () => {
    expect(rolloutOf([pod('a')], { taint: 'NoSchedule' }).counts).toEqual({ ...none, misscheduled: 1 });
    expect(rolloutOf([], { taint: 'NoSchedule' }).counts).toEqual(none);
    expect(rolloutOf([]).counts).toEqual({ ...none, desired: 1, missing: 1 });
  });

  it('[COUNT-3] stale counts live outdated Pods, on Nodes that are not eligible too', () => {
    expect(rolloutOf([stale('a')], { taint: 'NoSchedule' }).counts).toEqual({ ...none, misscheduled: 1, stale: 1 });
    expect(rolloutOf([stale('a'), stale('b'), stale('c').terminating(), stale('d').inPhase('Failed')]).counts.stale).toBe(2);
  });
});
