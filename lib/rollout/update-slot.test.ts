import { describe, expect, it } from 'vitest';
import type { PodBuilder } from '#lib/testing/builders/a-pod.ts';
import { assessmentOf, type NodeSetting, updatedPod as pod, stalePod as stale } from '#lib/testing/builders/assessment-of.ts';

function usesSlot(pods: readonly PodBuilder[], setting: NodeSetting = {}): boolean {
  return assessmentOf(pods, setting).usesSlot;
}

describe('budget', () => {
  it('[BUDGET-3] without surge a slot is used by a Node without an available Pod, or with two of a kind', () => {
    expect(usesSlot([])).toBe(true);
    expect(usesSlot([pod('a')])).toBe(false);
    expect(usesSlot([stale('a')])).toBe(false);
    expect(usesSlot([pod('a').notReady()])).toBe(true);
    expect(usesSlot([stale('a').notReady()])).toBe(true);
    expect(usesSlot([stale('a').terminating()])).toBe(true);
    expect(usesSlot([pod('a'), pod('b')])).toBe(true);
    expect(usesSlot([stale('a'), stale('b')])).toBe(true);
    expect(usesSlot([pod('a'), stale('b')])).toBe(true);
    expect(usesSlot([pod('a'), stale('b').terminating()])).toBe(false);
    expect(usesSlot([pod('a')], { minReadySeconds: 7200 })).toBe(true);
  });

  it('[BUDGET-4] with surge a slot is used by a new Pod that is not available beside the old one', () => {
    const surge = true;
    expect(usesSlot([], { surge })).toBe(false);
    expect(usesSlot([stale('a')], { surge })).toBe(false);
    expect(usesSlot([stale('a').notReady()], { surge })).toBe(false);
    expect(usesSlot([stale('a'), pod('b').notReady()], { surge })).toBe(true);
    expect(usesSlot([stale('a'), pod('b')], { surge })).toBe(false);
    expect(usesSlot([pod('b').notReady()], { surge })).toBe(false);
    expect(usesSlot([stale('a'), stale('b')], { surge })).toBe(true);
  });

  it('[BUDGET-5] Nodes that are not eligible use slots by the Pods on them', () => {
    const taint = 'NoSchedule';
    expect(usesSlot([], { taint })).toBe(false);
    expect(usesSlot([stale('a').notReady()], { taint })).toBe(true);
    expect(usesSlot([pod('a').terminating()], { taint })).toBe(true);
    expect(usesSlot([pod('a')], { taint })).toBe(false);
  });
});
