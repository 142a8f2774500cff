import { expect, it } from 'vitest';
import type { TimelineLane } from '#lib/rollout/timeline-lanes.ts';
import { laneParts } from './lane-parts.ts';

const at = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();

function aLane(parts: Partial<TimelineLane>): TimelineLane {
  const none = { deletedAt: null, createdAt: null, startedAt: null, readyAt: null, availableAt: null };
  return { node: 'n', state: 'starting', reason: '', joined: false, pod: 'p', restarts: 0, seconds: 0, ...none, ...parts };
}

it('[LANE-1] a Node that is done shows each part of its time', () => {
  const lane = aLane({ createdAt: at(0), startedAt: at(4), readyAt: at(6), availableAt: at(16), seconds: 16 });
  expect(laneParts(lane)).toEqual([
    { part: 'starting', share: 0.25 },
    { part: 'running', share: 0.125 },
    { part: 'ready', share: 0.625 },
  ]);
});

it('[LANE-2] a Node that is not done runs to now, with what is known', () => {
  expect(laneParts(aLane({ deletedAt: at(0), seconds: 9 }))).toEqual([{ part: 'ending', share: 1 }]);
  expect(laneParts(aLane({ deletedAt: at(0), createdAt: at(5), seconds: 10 }))).toEqual([
    { part: 'ending', share: 0.5 },
    { part: 'starting', share: 0.5 },
  ]);
});

it('[LANE-3] times of different clocks never make a part negative, and nothing at all is one whole', () => {
  const skewed = laneParts(aLane({ createdAt: at(10), startedAt: at(2), readyAt: at(30), availableAt: at(20), seconds: 10 }));
  expect(skewed.every(({ share }) => share > 0)).toBe(true);
  expect(skewed.reduce((sum, { share }) => sum + share, 0)).toBe(1);
  expect(laneParts(aLane({ createdAt: at(1), availableAt: at(1) }))).toEqual([{ part: 'starting', share: 1 }]);
});
