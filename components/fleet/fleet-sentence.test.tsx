// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Summary } from '#lib/rollout/summary.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { FleetSentence } from './fleet-sentence.tsx';

afterEach(cleanup);

const failing = (reason: string): Partial<Summary> => ({
  phase: 'degraded',
  reason: { code: 'phase.degradedByFailures', params: { reason, nodes: 1, desired: 3 } },
});
const sentence = (...items: readonly Partial<Summary>[]) => {
  cleanup();
  renderWithWords(<FleetSentence items={items.map((item) => sampleSummary({ available: 3 }, { misscheduled: 0, ...item }))} />);
  return screen.getByTestId('fleet-sentence').textContent;
};

it('[FLEETVIEW-8] the sentence counts each DaemonSet that needs a person once, below the reason that it gives', () => {
  expect(
    sentence(
      failing('CrashLoopBackOff'),
      failing('NodeNotReady'),
      failing('NodeNotReady'),
      { phase: 'waitingForDelete' },
      { phase: 'complete', misscheduled: 2 },
      { phase: 'complete' },
    ),
  ).toBe(
    '5 of 6 DaemonSets need attention: NodeNotReady in 2, CrashLoopBackOff in 1, 1 waits for deletes, misscheduled Pods in 1.',
  );
});

it('[FLEETVIEW-9] what gets on by itself asks for nobody, and a complete fleet says so', () => {
  expect(sentence({ phase: 'rollingOut' }, { phase: 'complete' })).toBe(
    'No DaemonSet needs attention. 1 of 2 is not complete yet.',
  );
  expect(sentence({ phase: 'complete' }, { phase: 'complete' })).toBe('All 2 DaemonSets are complete. The cluster has 3 Nodes.');
});

it('[FLEETVIEW-10] reasons come from the cluster: invisible characters are shown, and many of them end in a count', () => {
  const many = ['a', 'b', 'c', 'd', 'e\u202e', 'f'].map(failing);
  expect(sentence(...many)).toBe('6 of 6 DaemonSets need attention: a in 1, b in 1, c in 1, d in 1, something else in 2.');
  expect(sentence(failing('e\u202e'))).toContain('e\\u202E in 1');
});
