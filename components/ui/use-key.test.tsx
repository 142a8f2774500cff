// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, type Mock, vi } from 'vitest';
import type { KeyId } from './key-table.ts';
import { pressKey, useBoundKeys, useKey } from './use-key.ts';

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

function Bound({ id, run }: { readonly id: KeyId | null; readonly run: () => void }) {
  useKey(id, run);
  return null;
}

function bind(...ids: KeyId[]) {
  const actions = Object.fromEntries(ids.map((id) => [id, vi.fn<() => void>()])) as Record<KeyId, Mock<() => void>>;
  const view = render(ids.map((id) => <Bound key={id} id={id} run={actions[id]} />));
  return { actions, view };
}

/** Presses keys one after the other, so many milliseconds apart. */
function press(keys: string, options: KeyboardEventInit & { target?: Element; apart?: number } = {}) {
  const { target = document.body, apart = 100, ...init } = options;
  keys.split(' ').forEach((key, index) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
    Object.defineProperty(event, 'timeStamp', { value: 10_000 + index * apart });
    fireEvent(target, event);
  });
}

it('[KEY-1] a key of the table runs what the page bound to it, and nothing once that is gone', () => {
  const { actions, view } = bind('filter');
  press('/');
  expect(actions.filter).toHaveBeenCalledTimes(1);
  view.unmount();
  press('/');
  expect(actions.filter).toHaveBeenCalledTimes(1);
  expect(pressKey('filter')).toBe(false);
});

it('[KEY-2] no key runs from a text field, with a modifier, under an open dialog, while composing or held down', () => {
  const { actions } = bind('help', 'showYaml');
  const input = document.body.appendChild(document.createElement('input'));
  press('y', { target: input });
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) press('y', { [modifier]: true });
  press('y', { isComposing: true });
  press('y', { repeat: true });
  const dialog = document.body.appendChild(document.createElement('dialog'));
  dialog.setAttribute('open', '');
  press('y');
  press('?');
  expect(actions.showYaml).not.toHaveBeenCalled();
  expect(actions.help).not.toHaveBeenCalled();
});

it('[KEY-3] the second letter of a sequence belongs to the sequence alone, and only soon after the first', () => {
  const { actions } = bind('goDaemonSets', 'showDescribe', 'showYaml', 'filter');
  press('g d');
  expect(actions.goDaemonSets).toHaveBeenCalledTimes(1);
  expect(actions.showDescribe).not.toHaveBeenCalled();
  press('g y');
  expect(actions.showYaml).not.toHaveBeenCalled();
  press('g /');
  expect(actions.filter).toHaveBeenCalledTimes(1);
  press('g d', { apart: 2_000 });
  expect(actions.goDaemonSets).toHaveBeenCalledTimes(1);
  expect(actions.showDescribe).toHaveBeenCalledTimes(1);
});

it('[KEY-4] a keyboard that writes another script has the same keys by their place', () => {
  const { actions } = bind('showYaml');
  press('ㅛ', { code: 'KeyY' });
  expect(actions.showYaml).toHaveBeenCalledTimes(1);
});

it('[KEY-5] the newest binding wins, and the older one is back when it goes', () => {
  const outer = vi.fn<() => void>();
  const inner = vi.fn<() => void>();
  const view = render(<Bound id="filter" run={outer} />);
  const over = render(<Bound id="filter" run={inner} />);
  press('/');
  over.unmount();
  press('/');
  expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1]);
  view.unmount();
});

function Offer() {
  return useBoundKeys().has('palette') ? <button type="button">Find</button> : null;
}

it('[KEY-6] a part of the page that is hydrated after a key was bound begins as the server drew it', () => {
  const container = document.createElement('div');
  container.innerHTML = renderToString(<Offer />);
  bind('palette');
  const onRecoverableError = vi.fn();
  render(<Offer />, { container, hydrate: true, onRecoverableError });
  expect(onRecoverableError).not.toHaveBeenCalled();
  expect(container.textContent).toBe('Find');
});
