// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { FOCUS_KEYS, KEY_TABLE } from '#components/ui/key-table.ts';
import { useKey } from '#components/ui/use-key.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { PHASES } from '#lib/rollout/summary.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import HelpContent from './help-content.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));
afterEach(cleanup);

function Filterable() {
  useKey('filter', () => undefined);
  return <HelpContent />;
}

it('[HELP-1] every state, phase and key of the tables is explained, each once', () => {
  renderWithWords(<HelpContent />);
  const terms = document.querySelectorAll('dt');
  const keys = Object.keys(KEY_TABLE).length + Object.keys(FOCUS_KEYS).length;
  expect(terms).toHaveLength(NODE_ROLLOUT_STATES.length + 3 + PHASES.length + keys);
  for (const text of document.querySelectorAll('dd')) expect(text.textContent).not.toBe('');
  expect(within(screen.getByRole('region', { name: 'Cells' })).getByText('misscheduled')).toBeTruthy();
});

it('[HELP-2] a key that does nothing on this page says so', () => {
  renderWithWords(<Filterable />);
  const keys = screen.getByRole('region', { name: 'Keys: find' });
  const texts = [...keys.querySelectorAll('dd')].map(({ textContent }) => textContent);
  expect(texts).toEqual(['Search and commands (not on this page)', 'Filter', 'This help (not on this page)']);
});

it('[HELP-3] the search leaves what holds every word, and says when nothing does', () => {
  renderWithWords(<HelpContent />);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'cordon node' } });
  expect([...document.querySelectorAll('dt')].map(({ textContent }) => textContent)).toEqual(['bar']);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'qqqq' } });
  expect(screen.getByRole('status').textContent).toBe('Nothing here has this word.');
});
