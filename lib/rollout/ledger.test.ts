import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod, type PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { type DetailSetting, detailIn } from '#lib/testing/builders/prediction-of.ts';

const rolling = aDaemonSet().build();
const surging = aDaemonSet().withMaxSurge(1).build();
const patient = aDaemonSet().withMinReadySeconds(60).build();
const updated = (name: string) => aPod(rolling, name).createdAt('2026-01-01T00:00:20Z');
const stale = (name: string) => aPod(rolling, name).ofRevision('old').createdAt('2026-01-01T00:00:10Z');
const FINALIZED = { finalizers: ['example.com/hold'] };

type Setting = DetailSetting & { readonly daemonSet?: typeof rolling };

function slotOf(pods: readonly PodBuilder[], setting: Setting = {}) {
  return detailIn(setting.daemonSet ?? rolling, { a: pods }, setting).budget.slots[0];
}

/** What frees the slot of Node `a`. */
function freesOf(pods: readonly PodBuilder[], setting: Setting = {}) {
  const { code, params } = slotOf(pods, setting)?.frees ?? {};
  return [code, params];
}

describe('ledger', () => {
  it('[LEDGER-1] a new Pod frees its slot when it is available, and what keeps it from that is named', () => {
    expect(freesOf([updated('p').notReady()])).toMatchObject(['frees.available', { pod: 'p' }]);
    expect(freesOf([updated('p').waiting('ImagePullBackOff')])).toMatchObject([
      'frees.failure',
      { pod: 'p', reason: 'ImagePullBackOff' },
    ]);
    expect(freesOf([updated('p').inPhase('Failed', 'Evicted')])).toMatchObject([
      'frees.endedPod',
      { pod: 'p', reason: 'Evicted' },
    ]);
    const waiting = freesOf([updated('p').ready('2026-01-01T00:00:30Z')], { daemonSet: patient });
    expect(waiting).toMatchObject(['frees.minReady', { pod: 'p', at: '2026-01-01T00:01:30.000Z' }]);
    const silent = [aNode('a').withCondition('Ready', 'Unknown')];
    expect(freesOf([updated('p').notReady()], { nodes: silent })).toMatchObject(['frees.nodeReturns', { pod: 'p', node: 'a' }]);
  });

  it('[LEDGER-1] a Pod that leaves frees it by leaving, unless its Node or a finalizer holds it', () => {
    const leaving = stale('p').terminating('2026-01-01T00:01:20Z');
    expect(freesOf([leaving])).toMatchObject(['frees.podGone', { pod: 'p', until: '2026-01-01T00:01:20Z' }]);
    expect(freesOf([leaving.withMeta(FINALIZED)])).toMatchObject(['frees.finalizers', { finalizers: 'example.com/hold' }]);
    const silent = [aNode('a').withCondition('Ready', 'Unknown')];
    expect(freesOf([leaving], { nodes: silent })).toMatchObject(['frees.nodeReturns', { node: 'a' }]);
    expect(freesOf([leaving], { missing: ['a'] })).toMatchObject(['frees.podCollected', { pod: 'p' }]);
  });

  it('[LEDGER-1] the controller frees what lacks a Pod, has too many, or an outdated one that is not available', () => {
    expect(freesOf([])).toMatchObject(['frees.created', {}]);
    expect(freesOf([updated('p'), stale('q')])).toMatchObject(['frees.pruned', { pods: 2 }]);
    expect(freesOf([stale('p').notReady()])).toMatchObject(['frees.replaced', { pod: 'p' }]);
    expect(freesOf([updated('p').notReady(), stale('q')], { daemonSet: surging })).toMatchObject([
      'frees.available',
      { pod: 'p' },
    ]);
  });

  it('[LEDGER-2] since is never earlier than the API can prove', () => {
    const since = (...parts: Parameters<typeof slotOf>) => slotOf(...parts)?.since;
    expect(since([])).toBeNull();
    expect(since([updated('p').notReady()])).toBe('2026-01-01T00:00:20.000Z');
    expect(since([updated('p').ready('2026-01-01T00:00:30Z')], { daemonSet: patient })).toBe('2026-01-01T00:00:30.000Z');
    expect(since([stale('p').terminating('2026-01-01T00:01:20Z')])).toBe('2026-01-01T00:00:50.000Z');
    expect(since([stale('p'), updated('q')])).toBe('2026-01-01T00:00:20.000Z');
  });
});
