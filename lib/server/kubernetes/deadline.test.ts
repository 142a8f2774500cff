import { expect, it } from 'vitest';
import { ManualClock } from '#lib/simulator/clock.ts';
import { scheduleDeadline } from './deadline.ts';

it('[DEADLINE-1] comes after its time, once, unless it is cancelled', () => {
  const clock = new ManualClock(0);
  let calls = 0;
  const call = () => {
    calls += 1;
  };
  scheduleDeadline(clock, 2_500, call);
  const cancel = scheduleDeadline(clock, 2_500, call);
  clock.advance(2_000);
  cancel();
  clock.advance(499);
  expect(calls).toBe(0);
  clock.advance(1);
  expect(calls).toBe(1);
  clock.advance(60_000);
  expect(calls).toBe(1);
});

it('[DEADLINE-2] a process that was held up for longer still waits for the steps that are left', () => {
  const due: (() => void)[] = [];
  let reached = false;
  const schedule = (_: number, action: () => void) => {
    due.push(action);
    return () => {};
  };
  const late = { now: () => 0, schedule };
  scheduleDeadline(late, 3_000, () => {
    reached = true;
  });
  due.shift()?.();
  due.shift()?.();
  expect(reached).toBe(false);
  due.shift()?.();
  expect(reached).toBe(true);
});
