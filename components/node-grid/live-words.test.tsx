// @vitest-environment jsdom
import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { LiveWords } from './live-words.tsx';

/** Two Nodes, the first of which is chosen, and what a screen reader is told of them. */
function aScreenReader() {
  const live = sampleLiveDaemonSet([
    { name: 'node-1', state: 'available' },
    { name: 'node-2', state: 'available' },
  ]);
  const { container } = renderWithWords(<LiveWords live={live} node="node-1" />);
  const region = container.querySelector('[aria-live=polite]');
  const said: string[] = [];
  const change = (slot: number, state: 'outdated' | 'starting' | 'available') =>
    act(() => {
      live.change(slot, { state });
      live.publish();
    });
  const pass = (ms: number) => {
    act(() => vi.advanceTimersByTime(ms));
    const words = region?.textContent ?? '';
    if (words !== '' && words !== said.at(-1)) said.push(words);
  };
  return { said, change, pass };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('LiveWords', () => {
  it('[LIVEWORDS-1] of a Node that changes ten times a second a screen reader is told every five seconds at most, and the last of it', () => {
    const { said, change, pass } = aScreenReader();
    const told: number[] = [];
    for (let tenth = 1; tenth <= 120; tenth++) {
      const before = said.length;
      change(0, tenth % 2 === 0 ? 'outdated' : 'starting');
      pass(100);
      if (said.length > before) told.push(tenth);
    }
    change(0, 'available');
    pass(5_000);
    for (const [index, tenth] of told.entries()) expect(tenth - (told[index - 1] ?? 0)).toBeGreaterThanOrEqual(50);
    expect(said.length).toBeGreaterThanOrEqual(2);
    expect(said.at(-1)).toBe('node-1, available, revision 8');
  });

  it('[LIVEWORDS-2] nothing is said of other Nodes', () => {
    const { said, change, pass } = aScreenReader();
    change(1, 'outdated');
    pass(60_000);
    expect(said).toEqual([]);
  });
});
