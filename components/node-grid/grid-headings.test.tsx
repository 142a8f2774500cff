// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { type SampleNode, sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { NodesCard } from './nodes-card.tsx';
import { useNodeViewParams } from './use-node-view.ts';
import { useSelection } from './use-selection.ts';

const NODES: readonly SampleNode[] = [
  { name: 'n1', state: 'available', zone: 'a', pool: 'x' },
  { name: 'n2', state: 'failing', zone: 'a', pool: 'y' },
  { name: 'n3', state: 'available', zone: 'b', pool: 'x' },
];

beforeEach(() => {
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, get: () => 900 });
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 600 });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Card() {
  const [params, setParams] = useNodeViewParams();
  const [live] = useState(() => sampleLiveDaemonSet(NODES));
  const selection = useSelection(live, { node: params.node, setNode: () => undefined });
  const shared = { live, version: 1, params, setParams, opened: params.node, selection };
  return (
    <div>
      <NodesCard {...shared} cluster="kind" />
    </div>
  );
}

const headings = () => screen.getAllByRole('rowheader').map((heading) => within(heading).getAllByRole('button')[0]?.textContent);
const shownNodes = () => screen.queryAllByRole('gridcell').map((cell) => cell.getAttribute('aria-label')?.split(',')[0]);

it('[HEAD-1] groups within groups have headings of two levels, each with its counts', () => {
  renderWithWords(<Card />, { search: '?then=pool' });
  expect(headings()).toEqual(['a', 'x', 'y', 'b', 'x']);
  expect(screen.getAllByRole('rowheader')[0]?.textContent).toContain('2 eligible of 2 · 1 done · 0 stale');
});

it('[HEAD-2] a click folds a group and its heading stays; the keys fold the group of the active Node and unfold all', () => {
  renderWithWords(<Card />, { search: '?then=pool' });
  const first = () => within(screen.getAllByRole('rowheader')[0] as HTMLElement).getAllByRole('button')[0] as HTMLElement;
  fireEvent.click(first());
  expect(first().getAttribute('aria-expanded')).toBe('false');
  expect(shownNodes()).toEqual(['n3']);
  const grid = screen.getByRole('grid');
  fireEvent.keyDown(grid, { key: ']' });
  expect(shownNodes()).toEqual(['n1', 'n2', 'n3']);
  fireEvent.keyDown(grid, { key: '[' });
  expect(shownNodes()).toEqual(['n2', 'n3']);
  expect(headings()).toEqual(['a', 'x', 'y', 'b', 'x']);
});

it('[HEAD-3] any label groups the Nodes, chosen by a search among those that Nodes carry; its values are text, whatever they hold', async () => {
  const keys = {
    asOf: '',
    nodes: 3,
    labels: [
      { key: 'team', nodes: 2, values: 1 },
      { key: 'rack.example/row', nodes: 3, values: 2 },
    ],
  };
  const values = { asOf: '', key: 'team', values: [{ value: '<img src=x>\u202e', nodes: ['n1', 'n3'] }] };
  vi.stubGlobal('fetch', async (path: string) => Response.json(path.includes('key=team') ? values : keys));
  renderWithWords(<Card />);
  fireEvent.change(screen.getByRole('combobox', { name: 'Group' }), { target: { value: 'label:' } });
  const choice = await screen.findByRole('dialog', { name: 'Group by a label' });
  const search = await within(choice).findByRole('searchbox');
  await within(choice).findByRole('button', { name: /^rack/ });
  fireEvent.change(search, { target: { value: 'TEA' } });
  expect(within(choice).queryByRole('button', { name: /^rack/ })).toBeNull();
  fireEvent.keyDown(search, { key: 'Enter' });
  await vi.waitFor(() => expect(headings()).toEqual(['<img src=x>\\u202E', 'without team']));
  expect(document.querySelector('img')).toBeNull();
});

it('[HEAD-4] a label whose values cannot be read is named, and the Nodes stand without its groups', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ error: { code: 'internal', message: 'Internal error' } }, { status: 500 }));
  renderWithWords(<Card />, { search: '?group=label:team' });
  expect(shownNodes()).toHaveLength(3);
  await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toContain('label team could not be read'), {
    timeout: 5_000,
  });
  expect(screen.queryAllByRole('rowheader')).toHaveLength(0);
});
