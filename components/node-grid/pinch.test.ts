import { expect, it } from 'vitest';
import { PINCH_STEP, pinchStep } from './pinch.ts';

/** The sum of the steps that fingers ask for on a way of distances. */
function stepsOn(first: number, way: readonly number[]): number {
  let from = first;
  let sum = 0;
  for (const distance of way) {
    const step = pinchStep(from, distance);
    from = step.from;
    sum += step.by;
  }
  return sum;
}

/** A way of small moves, as fingers go. */
function wayTo(from: number, to: number): number[] {
  return Array.from({ length: 100 }, (_, index) => from + ((to - from) * (index + 1)) / 100);
}

it('[PINCH-1] fingers that come apart ask for larger cells, one step for each factor, and fingers that close for smaller ones', () => {
  for (const first of [20, 60, 131]) {
    for (const steps of [0, 1, 2, 4]) {
      const factor = PINCH_STEP ** (steps + 0.5);
      expect(stepsOn(first, wayTo(first, first * factor))).toBe(steps);
      expect(stepsOn(first, wayTo(first, first / factor))).toBe(-steps || 0);
    }
  }
});

it('[PINCH-2] wherever fingers go, coming back to a distance comes back to its size or stays within one step of it', () => {
  for (const far of [10, 45, 90, 250, 400]) {
    const there = wayTo(100, far);
    expect(Math.abs(stepsOn(100, [...there, ...wayTo(far, 100)]))).toBeLessThanOrEqual(1);
    const beyond = far > 100 ? 99 : 101;
    expect(stepsOn(100, [...there, ...wayTo(far, beyond)])).toBe(0);
  }
});

it('[PINCH-3] a hand that trembles where a step was made does not make it again and again', () => {
  const edge = 100 * PINCH_STEP;
  expect(stepsOn(100, [edge + 1, edge - 4, edge + 4, edge - 10, edge + 10])).toBe(1);
});

it('[PINCH-4] what a hasty move leaves is asked for by the next one', () => {
  expect(stepsOn(100, [300, 300, 300, 300, 300])).toBe(3);
});
