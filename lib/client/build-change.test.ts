import { describe, expect, it } from 'vitest';
import { shouldReload } from './build-change.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('shouldReload', () => {
  it('[BUILD-1] a page of the build that answers stays, and so does one that does not know a build', () => {
    expect(shouldReload('a', 'a', null, NOW)).toBe(false);
    expect(shouldReload('', 'b', null, NOW)).toBe(false);
    expect(shouldReload('a', '', null, NOW)).toBe(false);
  });

  it('[BUILD-2] a page of another build is loaded anew', () => {
    expect(shouldReload('a', 'b', null, NOW)).toBe(true);
    expect(shouldReload('b', 'c', { build: 'b', at: NOW - 1_000 }, NOW)).toBe(true);
  });

  it('[BUILD-3] with two builds behind one address it is loaded anew for one of them once in ten minutes, never in a loop', () => {
    const last = { build: 'b', at: NOW };
    expect(shouldReload('a', 'b', last, NOW + 1_000)).toBe(false);
    expect(shouldReload('a', 'b', last, NOW + 599_999)).toBe(false);
    expect(shouldReload('a', 'b', last, NOW + 600_000)).toBe(true);
  });

  it('[BUILD-4] a clock that was set back does not keep an old page for ever', () => {
    expect(shouldReload('a', 'b', { build: 'b', at: NOW + 1_000 }, NOW)).toBe(true);
  });
});
