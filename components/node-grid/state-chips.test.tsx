// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { StateChips } from './state-chips.tsx';
import { useNodeViewParams } from './use-node-view.ts';

const STATES = Object.fromEntries(NODE_ROLLOUT_STATES.map((state) => [state, 1])) as Parameters<typeof StateChips>[0]['states'];

interface ChipsProps {
  readonly onSet: (values: unknown) => void;
  readonly states?: typeof STATES;
}

function Chips({ onSet, states = STATES }: ChipsProps) {
  const [params] = useNodeViewParams();
  return <StateChips states={states} params={params} setParams={onSet as never} />;
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

function Changing() {
  const [failing, setFailing] = useState(1);
  return (
    <>
      <Chips onSet={() => undefined} states={{ ...STATES, failing }} />
      <button type="button" onClick={() => setFailing(0)}>
        mend
      </button>
    </>
  );
}

it('[CHIPS-2] a chip that has the focus keeps it when its last Node goes, and leaves with the focus', () => {
  renderWithWords(<Changing />);
  const chip = () => screen.queryByRole('button', { name: /^failing/ });
  act(() => chip()?.focus());
  fireEvent.click(screen.getByRole('button', { name: 'mend' }));
  expect(chip()?.textContent).toBe('failing0');
  expect(document.activeElement).toBe(chip());
  act(() => chip()?.blur());
  expect(chip()).toBe(null);
});
