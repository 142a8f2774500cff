import { expect, it } from 'vitest';
import type { Wave } from '#lib/feed/wave.ts';
import { waveMarkers } from './wave-markers.ts';

const at = (time: string) => Date.parse(`2026-01-01T${time}Z`);
const span = { start: at('00:00:00'), now: at('01:00:00') };
const wave = (parts: Partial<Wave>) =>
  ({ state: 'running', startedAt: '2026-01-01T00:10:00Z', startedBy: 'ada', endedAt: null, ...parts }) as Wave;

it('[TIMELINEPAGE-2] a wave is marked where it began and ended, within the time that is shown', () => {
  expect(waveMarkers(null, span)).toEqual([]);
  expect(waveMarkers(wave({}), span)).toEqual([{ kind: 'waveStarted', at: at('00:10:00'), by: 'ada' }]);
  expect(waveMarkers(wave({ state: 'failed', endedAt: '2026-01-01T00:20:00Z' }), span)).toEqual([
    { kind: 'waveStarted', at: at('00:10:00'), by: 'ada' },
    { kind: 'waveEnded', at: at('00:20:00'), state: 'failed' },
  ]);
  expect(waveMarkers(wave({ startedAt: '2025-12-31T00:00:00Z' }), span)).toEqual([]);
  expect(waveMarkers(wave({ startedAt: 'never' }), span)).toEqual([]);
});
