// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { STRAY_KINDS, type StrayGroup, type StrayKind } from '#lib/rollout/stray-pods.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { StrayList } from './stray-list.tsx';

afterEach(cleanup);

function aGroup(kind: StrayKind, count = 1, parts: Partial<StrayGroup['pods'][number]> = {}): StrayGroup {
  const pods = Array.from({ length: Math.min(count, 50) }, (_, index) => ({
    kind,
    name: `${kind}-${index}`,
    uid: `${kind}-${index}`,
    node: 'n1',
    status: 'Running',
    createdAt: '2026-01-01T00:00:00Z',
    owner: null,
    message: null,
    ...parts,
  }));
  return { kind, count, pods, command: null };
}

function show(strays: readonly StrayGroup[], onSelect = vi.fn()) {
  renderWithWords(<StrayList strays={strays} hasNode={(node) => node === 'n1'} onSelect={onSelect} />);
  return onSelect;
}

it('[STRAYLIST-1] every kind is named and explained, with its Pods by name', () => {
  show(STRAY_KINDS.map((kind) => aGroup(kind)));
  const items = within(screen.getByTestId('strays')).getAllByRole('listitem');
  for (const kind of STRAY_KINDS) {
    const item = items.find((one) => one.textContent?.includes(`${kind}-0`));
    expect(item?.textContent?.length).toBeGreaterThan(80);
  }
  cleanup();
  show([]);
  expect(screen.queryByTestId('strays')).toBeNull();
});

it('[STRAYLIST-2] a Node that is there opens, one that is gone says so, and words of the cluster are text', () => {
  const onSelect = show([
    aGroup('duplicate'),
    aGroup('vanished', 1, { node: 'gone', message: '<b>\u202E' }),
    aGroup('foreign', 1, { owner: 'DaemonSet/other' }),
  ]);
  fireEvent.click(screen.getAllByRole('button', { name: 'n1' })[0] as HTMLElement);
  expect(onSelect).toHaveBeenCalledWith('n1');
  expect(screen.queryByRole('button', { name: 'gone' })).toBeNull();
  expect(screen.getByText('does not exist')).toBeTruthy();
  expect(screen.getByText('<b>\\u202E')).toBeTruthy();
  expect(screen.getByText('controlled by DaemonSet/other')).toBeTruthy();
});

it('[STRAYLIST-3] of many the first three are shown, the rest is a click away, and what is not listed is counted', () => {
  show([aGroup('vanished', 70)]);
  expect(screen.queryByText('vanished-3')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'show 47 more' }));
  expect(screen.getByText('vanished-49')).toBeTruthy();
  expect(screen.getByText('and 20 more that are not listed')).toBeTruthy();
});
