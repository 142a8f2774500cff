import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { availabilityOf } from './availability.ts';

const SINCE = '2026-01-01T00:00:00Z';
const START = Date.parse(SINCE);
const pod = aPod(aDaemonSet().build());

describe('availability', () => {
  it('[POD-5] a Pod that is not Ready is not available, terminating or not', () => {
    expect(availabilityOf(pod.notReady().build(), { minReadySeconds: 0, now: START })).toEqual({
      ready: false,
      available: false,
      availableAt: null,
    });
    expect(availabilityOf(pod.terminating().build(), { minReadySeconds: 0, now: START }).available).toBe(true);
  });

  it('[POD-5] minReadySeconds count from the transition, and the boundary itself is available', () => {
    const ready = pod.ready(SINCE).build();
    expect(availabilityOf(ready, { minReadySeconds: 10, now: START + 9_999 })).toEqual({
      ready: true,
      available: false,
      availableAt: START + 10_000,
    });
    expect(availabilityOf(ready, { minReadySeconds: 10, now: START + 10_000 })).toEqual({
      ready: true,
      available: true,
      availableAt: null,
    });
  });

  it('[POD-5] without a transition time a Pod never becomes available by waiting', () => {
    const timeless = pod.withCondition('Ready', 'True').build();
    expect(availabilityOf(timeless, { minReadySeconds: 1, now: START })).toEqual({
      ready: true,
      available: false,
      availableAt: null,
    });
    expect(availabilityOf(timeless, { minReadySeconds: 0, now: START }).available).toBe(true);
  });
});
