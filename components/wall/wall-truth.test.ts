import { describe, expect, it } from 'vitest';
import type { Connection, ConnectionState } from '#lib/feed/connection.ts';
import { wallTruth } from './wall-truth.ts';

const of = (state: ConnectionState, second: number): Connection => ({
  state,
  lastProofAt: `2026-01-01T00:00:0${second}Z`,
  since: '2026-01-01T00:00:00Z',
  problem: state === 'live' ? null : `It is ${state}.`,
});

describe('wallTruth', () => {
  it('[WALL-30] a screen is as fresh as the oldest of what it shows', () => {
    expect(wallTruth([of('live', 9), of('stale', 3)], false)).toEqual({
      state: 'stale',
      provenAt: '2026-01-01T00:00:03Z',
      problem: 'It is stale.',
    });
    expect(wallTruth([of('reconnecting', 9), of('live', 8), null], false)).toMatchObject({
      state: 'reconnecting',
      provenAt: '2026-01-01T00:00:08Z',
    });
    expect(wallTruth([of('live', 9), of('live', 8)], false)).toMatchObject({ state: 'live', problem: null });
  });

  it('[WALL-31] a server that lists its cluster anew is not live', () => {
    expect(wallTruth([of('connecting', 1)], false).state).toBe('reconnecting');
  });

  it('[WALL-32] nothing is live before the first word, nor after the session has ended', () => {
    expect(wallTruth([null], false).state).toBe('waiting');
    expect(wallTruth([of('live', 9)], true).state).toBe('signedOut');
  });
});
