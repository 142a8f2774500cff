// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { WallMishap } from './wall-mishap.tsx';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

function aMishap(tries: number) {
  const did: string[] = [];
  renderWithWords(<WallMishap tries={tries} onRetry={() => did.push('retry')} onReload={() => did.push('reload')} />);
  return did;
}

describe('WallMishap', () => {
  it('[WALL-40] says what is so and when it tries again, and counts down', () => {
    aMishap(0);
    expect(screen.getByRole('heading').textContent).toBe('The wall could not be drawn');
    expect(screen.getByText('Trying again in 5 seconds.')).toBeTruthy();
    pass(4_000);
    expect(screen.getByText('Trying again in one second.')).toBeTruthy();
  });

  it.each([
    [0, 5_000, 'retry'],
    [1, 10_000, 'retry'],
    [2, 20_000, 'retry'],
    [3, 40_000, 'reload'],
    [9, 60_000, 'reload'],
  ] as const)('[WALL-41] after %i tries in vain it waits %i ms, then does: %s', (tries, waitMs, what) => {
    const did = aMishap(tries);
    pass(waitMs - 1);
    expect(did).toEqual([]);
    pass(1);
    expect(did).toEqual([what]);
    pass(600_000);
    expect(did).toEqual([what]);
  });
});
