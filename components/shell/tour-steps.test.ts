import { expect, it } from 'vitest';
import { readTour, TOUR_STEPS, tourStep } from './tour-steps.ts';

it('[TOUR-1] each page shows its own steps in order, and none once they are known', () => {
  expect(tourStep('fleet', 0)?.id).toBe('phases');
  expect(tourStep('fleet', 1)?.id).toBe('row');
  expect(tourStep('fleet', 2)).toBeNull();
  expect(tourStep('daemonSet', 1)?.id).toBe('sentence');
  expect(tourStep('daemonSet', 3)?.id).toBe('grid');
  expect(tourStep('daemonSet', TOUR_STEPS.length)).toBeNull();
});

it('[TOUR-2] what is stored and makes no sense begins anew', () => {
  expect([null, '', '2', '4', '5', '-1', '1.5', 'x'].map(readTour)).toEqual([0, 0, 2, 4, 0, 0, 0, 0]);
});
