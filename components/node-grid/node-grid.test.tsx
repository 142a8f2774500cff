// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { type SampleNode, sampleLiveDaemonSet, sampleNodes } from '#lib/testing/sample-live-daemon-set.ts';
import { NodesCard } from './nodes-card.tsx';
import { useNodeViewParams } from './use-node-view.ts';
import { useSelection } from './use-selection.ts';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  // Room for a real layout; jsdom has no sizes of its own.
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, get: () => 900 });
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 600 });
});
afterEach(cleanup);

function Card({ nodes, onSelect }: { readonly nodes: readonly SampleNode[]; readonly onSelect: (node: string | null) => void }) {
  const [params, setParams] = useNodeViewParams();
  const [live] = useState(() => sampleLiveDaemonSet(nodes));
  const selection = useSelection(live, { node: params.node, setNode: onSelect });
  return (
    <div>
      <NodesCard
        live={live}
        version={1}
        params={params}
        setParams={setParams}
        opened={params.node}
        selection={selection}
        cluster="kind"
      />
    </div>
  );
}

function show(nodes: readonly SampleNode[], search = '') {
  const onSelect = vi.fn();
  renderWithWords(<Card nodes={nodes} onSelect={onSelect} />, { search });
  return onSelect;
}

const NODES: readonly SampleNode[] = [
  { name: 'node-1', state: 'available', zone: 'a' },
  { name: 'node-2', state: 'failing', zone: 'a', reason: 'ImagePullBackOff' },
  { name: 'node-3', state: 'ineligible', zone: 'b' },
];

it('[NODES-1] every cell says its Node, state, reason, revision and zone in words', () => {
  show(NODES);
  expect(screen.getByRole('gridcell', { name: 'node-2, failing, ImagePullBackOff, revision 8, a' })).toBeTruthy();
  expect(screen.getAllByRole('gridcell')).toHaveLength(3);
});

it('[NODES-2] the grid is one tab stop; arrows move in it and Enter opens the Node', () => {
  const onSelect = show(NODES, '?group=none&sort=name');
  const grid = screen.getByRole('grid');
  expect(grid.getAttribute('tabindex')).toBe('0');
  fireEvent.keyDown(grid, { key: 'ArrowRight' });
  fireEvent.keyDown(grid, { key: 'Enter' });
  expect(onSelect).toHaveBeenLastCalledWith('node-2');
});

it('[NODES-3] of many Nodes only the active cell stands in the document', () => {
  show(sampleNodes(2000));
  expect(screen.getAllByRole('gridcell')).toHaveLength(1);
  expect(screen.getByRole('grid', { name: /^2,?000 Nodes/ })).toBeTruthy();
});

it('[NODES-4] the table twin shows the same Nodes as words', async () => {
  show(NODES, '?view=table');
  expect(await screen.findByRole('row', { name: /node-2 failing ImagePullBackOff/ })).toBeTruthy();
});

it('[NODES-5] a cluster without Nodes says so; filters that hide all can be cleared', () => {
  show([]);
  expect(screen.getByRole('heading', { name: 'This cluster has no Nodes' })).toBeTruthy();
  cleanup();
  show(NODES, '?state=missing');
  expect(screen.getByRole('heading', { name: 'No Node matches these filters' })).toBeTruthy();
});

it('[NODES-6] a hostile name is shown with its invisible characters and never as markup', () => {
  show([{ name: 'x\u202Egpj.<img src=x>', state: 'available' }]);
  expect(screen.getByRole('gridcell', { name: /^x\\u202Egpj\.<img src=x>, available/ })).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
});
