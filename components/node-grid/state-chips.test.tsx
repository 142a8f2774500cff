// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { StateChips } from './state-chips.tsx';
import { useNodeViewParams } from './use-node-view.ts';

const STATES = Object.fromEntries(NODE_ROLLOUT_STATES.map((state) => [state, 1])) as Parameters<typeof StateChips>[0]['states'];

function Chips({ onSet }: { readonly onSet: (values: unknown) => void }) {
  const [params] = useNodeViewParams();
  return <StateChips states={STATES} params={params} setParams={onSet as never} />;
}

afterEach(cleanup);

it.each([
  ['noHash', 'with a Pod without hash'],
  ['lostRevision/abc', 'of lost revision abc'],
  ['otherImage/abc/main/registry.example/a/b:1', 'run registry.example/a/b:1'],
  [`image/main/sha256:${'a'.repeat(64)}`, 'run sha256:aaaaaaaaaaaa'],
  ['constructor/x', 'constructor/x'],
  ['__proto__', '__proto__'],
  ['x\u202ey', 'x\\u202Ey'],
])('[CHIPS-1] the group %s of Pods is a filter that can be taken away', (id, label) => {
  const set = vi.fn();
  renderWithWords(<Chips onSet={set} />, { search: `?runs=${encodeURIComponent(id)}` });
  fireEvent.click(screen.getByRole('button', { name: `Remove filter ${label}` }));
  expect(set.mock.calls).toEqual([[{ runs: null }]]);
  expect(screen.getByRole('button', { name: /^all Nodes/ }).getAttribute('aria-pressed')).toBe('false');
});
