import { expect, it, vi } from 'vitest';
import { type PaceClock, pacedListener } from './paced-listener.ts';

function setUp() {
  let now = 1_000;
  let waiting: { at: number; call: () => void } | null = null;
  const clock: PaceClock = {
    now: () => now,
    after(ms, call) {
      waiting = { at: now + ms, call };
      return () => {
        waiting = null;
      };
    },
  };
  const told = vi.fn();
  const advance = (ms: number) => {
    now += ms;
    if (waiting === null || waiting.at > now) return;
    const { call } = waiting;
    waiting = null;
    call();
  };
  return { paced: pacedListener(() => told(now), 200, clock), told, advance };
}

it('[PACED-1] the first change is told at once, those that follow together after the pause, and the last is never lost', () => {
  const { paced, told, advance } = setUp();
  paced.change();
  expect(told.mock.calls).toEqual([[1_000]]);
  advance(50);
  paced.change();
  advance(100);
  paced.change();
  expect(told).toHaveBeenCalledTimes(1);
  advance(50);
  expect(told.mock.calls).toEqual([[1_000], [1_200]]);
  advance(500);
  expect(told).toHaveBeenCalledTimes(2);
  paced.change();
  expect(told.mock.calls[2]).toEqual([1_700]);
});

it('[PACED-2] nothing is told after the end', () => {
  const { paced, told, advance } = setUp();
  paced.change();
  paced.change();
  paced.cancel();
  advance(1_000);
  expect(told).toHaveBeenCalledTimes(1);
});
