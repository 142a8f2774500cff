import { describe, expect, it } from 'vitest';
import { ageOf, kubectlAge } from './age.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

describe('kubectlAge', () => {
  it.each([
    [-5, '<invalid>'],
    [-1, '0s'],
    [0, '0s'],
    [119, '119s'],
    [2 * MINUTE, '2m'],
    [2 * MINUTE + 30, '2m30s'],
    [9 * MINUTE + 59, '9m59s'],
    [10 * MINUTE + 30, '10m'],
    [179 * MINUTE, '179m'],
    [3 * HOUR, '3h'],
    [3 * HOUR + 5 * MINUTE, '3h5m'],
    [8 * HOUR + 5 * MINUTE, '8h'],
    [47 * HOUR, '47h'],
    [48 * HOUR, '2d'],
    [2 * DAY + 3 * HOUR, '2d3h'],
    [8 * DAY + 3 * HOUR, '8d'],
    [729 * DAY, '729d'],
    [730 * DAY, '2y'],
    [800 * DAY, '2y70d'],
    [9 * 365 * DAY, '9y'],
  ])('[AGE-1] %i seconds print as kubectl prints them: %s', (seconds, text) => {
    expect(kubectlAge(seconds)).toBe(text);
  });
});

describe('ageOf', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it('[AGE-2] a moment in the future is a clock skew, never a negative age', () => {
    expect(ageOf(now + 3 * HOUR * 1000, now)).toEqual({ kind: 'skew', text: '3h' });
    expect(ageOf(now + 2000, now)).toEqual({ kind: 'age', text: '0s' });
  });

  it('[AGE-3] a missing, zero or absurd time is unknown', () => {
    for (const text of ['', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) {
      expect(ageOf(Date.parse(text), now)).toEqual({ kind: 'unknown' });
    }
  });
});
