// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Budget, BudgetSlot } from '#lib/rollout/summary.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { LedgerCard } from './ledger-card.tsx';

afterEach(cleanup);

function aSlot(node: string, parts: Partial<BudgetSlot> = {}): BudgetSlot {
  const frees = { code: 'frees.available', params: { pod: `pod-${node}` } } as const;
  return { node, state: 'starting', reason: 'ContainerCreating', since: '2020-01-01T00:00:00Z', frees, ...parts };
}

function show(slots: readonly BudgetSlot[], parts: Partial<Budget> = {}) {
  const onNode = vi.fn();
  const budget: Budget = { kind: 'maxUnavailable', configured: '3', limit: 3, used: slots.length, slots, ...parts };
  renderWithWords(<LedgerCard budget={budget} onNode={onNode} />);
  return onNode;
}

it('[LEDGERCARD-1] each slot names its Node, since when it is used and what frees it, and opens the Node', () => {
  const onNode = show([aSlot('n1'), aSlot('n2', { since: null, reason: '\u202Ebad' })]);
  const [first, second] = within(screen.getByRole('list', { name: 'Who uses the budget' })).getAllByRole('listitem');
  expect(first?.textContent).toMatch(/n1since \d+y.*starting · ContainerCreatingFree when Pod pod-n1 becomes available/);
  expect(second?.textContent).toContain('since when is not known');
  expect(second?.textContent).toContain('\\u202Ebad');
  fireEvent.click(screen.getByRole('button', { name: 'n1' }));
  expect(onNode).toHaveBeenCalledWith('n1');
});

it('[LEDGERCARD-2] of many the first four are shown; what is over the limit and not listed is said', () => {
  show(
    Array.from({ length: 100 }, (_, index) => aSlot(`n${index}`)),
    { used: 250 },
  );
  expect(screen.getByText('250 of 3, more than the limit')).toBeTruthy();
  expect(screen.queryByText('n4')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'show 96 more' }));
  expect(screen.getByText('n99')).toBeTruthy();
  expect(screen.getByText('and 150 more that are not listed')).toBeTruthy();
  cleanup();
  show([]);
  expect(screen.queryByText('Who uses the budget')).toBeNull();
});
