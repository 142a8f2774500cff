// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { StallLine } from './stall-line.tsx';

const CHANGED = Date.parse('2026-01-01T00:00:00Z');
const stall = { lastChangeAt: new Date(CHANGED).toISOString(), limitSeconds: 600 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it.each([
  [-40, /^Last change 0s ago/],
  [5, /^Last change 5s ago/],
  [200, /^Nothing has changed for 3m20s; .*10m/],
  [700, /^Nothing has changed for 11m.*stalled/],
])('[STALLLINE-1] %i s after the last change it says so, whatever the clocks', (seconds, words) => {
  vi.setSystemTime(CHANGED + seconds * 1000);
  renderWithWords(<StallLine stall={stall} />);
  expect(screen.getByRole('timer').textContent).toMatch(words);
});
