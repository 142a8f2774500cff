// @vitest-environment jsdom
import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Phase } from '#lib/rollout/summary.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { FleetBadge, TabBadge } from './tab-badge.tsx';

afterEach(cleanup);

function titleOf(phases: readonly Phase[], stale = false): string {
  const items = phases.map((phase, index) => sampleSummary({ available: 3 }, { name: `n${index}`, phase }));
  renderWithWords(<FleetBadge title="DaemonSets" items={items} stale={stale} />);
  return document.title;
}

describe('FleetBadge', () => {
  it('[TAB-1] counts in the title those that need a person, and nothing else', () => {
    expect(titleOf(['stalled', 'rollingOut', 'waitingForDelete', 'paused', 'complete', 'degraded'])).toBe('(3) DaemonSets');
    expect(titleOf(['rollingOut', 'complete', 'nodesJoining'])).toBe('DaemonSets');
    expect(titleOf([])).toBe('DaemonSets');
  });

  it('[TAB-2] claims nothing of what is stale', () => {
    expect(titleOf(['stalled'], true)).toBe('? DaemonSets · stale');
  });
});

describe('TabBadge', () => {
  it('[TAB-3] carries glyph, name, phase and percent; complete needs no percent, stale claims neither', () => {
    const title = (phase: Phase, percent: number, stale = false) => {
      renderWithWords(<TabBadge name={'proxy\u202e'} phase={phase} percent={percent} stale={stale} />);
      return document.title;
    };
    expect(title('rollingOut', 42)).toBe('◐ proxy\\u202E · 42 % rolling out');
    expect(title('complete', 100)).toBe('✓ proxy\\u202E · complete');
    expect(title('complete', 100, true)).toBe('? proxy\\u202E · stale');
  });
});
