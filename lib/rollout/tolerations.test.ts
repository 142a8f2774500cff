import { describe, expect, it } from 'vitest';
import type { Toleration } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { placementOf } from './placement.ts';
import { daemonTolerations, tolerationFor } from './tolerations.ts';

const ELIGIBLE = { shouldRun: true, shouldContinueRunning: true, reasons: [] };

describe('taints and tolerations', () => {
  it('[PLACE-8] NoSchedule lets a running Pod stay, NoExecute does not, PreferNoSchedule does not matter', () => {
    const verdict = (effect: string): unknown =>
      placementOf(aNode().withTaint('gpu', effect, 'a100').build(), aDaemonSet().build());
    expect(verdict('NoSchedule')).toEqual({
      shouldRun: false,
      shouldContinueRunning: true,
      reasons: [{ code: 'taint', key: 'gpu', value: 'a100', effect: 'NoSchedule' }],
    });
    expect(verdict('NoExecute')).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reasons: [{ code: 'taint', key: 'gpu', value: 'a100', effect: 'NoExecute' }],
    });
    expect(verdict('PreferNoSchedule')).toEqual(ELIGIBLE);
    expect(verdict('')).toEqual(ELIGIBLE);
  });

  it('[PLACE-9] the controller tolerates node pressure and cordons, and NoExecute of silent Nodes', () => {
    const isEligible = (key: string, effect: string, hostNetwork = false): boolean =>
      placementOf(
        aNode().cordoned().withTaint(`node.kubernetes.io/${key}`, effect).build(),
        aDaemonSet().withTemplate({ hostNetwork }).build(),
      ).shouldRun;
    for (const key of ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable']) {
      expect([key, isEligible(key, 'NoSchedule'), isEligible(key, 'NoExecute')]).toEqual([key, true, false]);
    }
    for (const key of ['not-ready', 'unreachable']) {
      expect([key, isEligible(key, 'NoSchedule'), isEligible(key, 'NoExecute')]).toEqual([key, false, true]);
    }
    expect(isEligible('network-unavailable', 'NoSchedule')).toBe(false);
    expect(isEligible('network-unavailable', 'NoSchedule', true)).toBe(true);
  });

  it('[PLACE-10] a toleration covers by effect, key and operator', () => {
    const covers = (toleration: Toleration, comparisonOperators = false): boolean =>
      placementOf(aNode().withTaint('gpu', 'NoSchedule', '8').build(), aDaemonSet().withToleration(toleration).build(), {
        comparisonOperators,
      }).shouldRun;
    expect(covers({ operator: 'Exists' })).toBe(true);
    expect(covers({ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' })).toBe(true);
    expect(covers({ key: 'gpu', operator: 'Exists', effect: 'NoExecute' })).toBe(false);
    expect(covers({ key: 'GPU', operator: 'Exists' })).toBe(false);
    expect(covers({ key: 'gpu', value: '8' })).toBe(true);
    expect(covers({ key: 'gpu', operator: 'Equal', value: '9' })).toBe(false);
    expect(covers({ key: 'gpu' })).toBe(false);
    expect(covers({ key: 'gpu', operator: 'Matches', value: '8' })).toBe(false);
    expect(covers({ key: 'gpu', operator: 'Gt', value: '4' })).toBe(false);
    expect(covers({ key: 'gpu', operator: 'Gt', value: '4' }, true)).toBe(true);
    expect(covers({ key: 'gpu', operator: 'Lt', value: '4' }, true)).toBe(false);
    expect(covers({ key: 'gpu', operator: 'Gt', value: '04' }, true)).toBe(false);
  });

  it('[PLACE-13] the covering toleration is named with who put it there', () => {
    const own: Toleration = { key: 'gpu', operator: 'Exists' };
    const bounded: Toleration = {
      key: 'node.kubernetes.io/not-ready',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 30,
    };
    const tolerations = daemonTolerations({ containers: [], tolerations: [own, bounded] });
    expect(tolerationFor({ key: 'gpu', effect: 'NoSchedule' }, tolerations)).toEqual({
      toleration: own,
      origin: 'template',
      boundDropped: false,
    });
    expect(tolerationFor({ key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }, tolerations)).toEqual({
      toleration: { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
      origin: 'template',
      boundDropped: true,
    });
    expect(tolerationFor({ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }, tolerations)?.origin).toBe(
      'controller',
    );
    expect(tolerationFor({ key: 'other', effect: 'NoSchedule' }, tolerations)).toBeUndefined();
    expect(tolerations).toHaveLength(7);
  });
});
