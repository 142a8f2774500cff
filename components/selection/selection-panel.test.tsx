// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { NodeComparison } from '#lib/feed/node-comparison.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { type SampleNode, sampleLiveDaemonSet, sampleNodes } from '#lib/testing/sample-live-daemon-set.ts';
import { SelectionPanel } from './selection-panel.tsx';

const COMPARISON: NodeComparison = {
  asOf: '2026-11-21T03:00:00Z',
  nodes: 3,
  shared: [{ key: 'team', value: 'blue' }],
  different: [{ key: 'disk', values: [{ value: 'ssd', nodes: 2 }], valueCount: 1, without: 1 }],
  taints: [{ value: 'gpu=yes:NoSchedule', nodes: 3 }],
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(nodes: readonly SampleNode[]) {
  const asked = vi.fn(async (_path: string, _init?: RequestInit) => Response.json(COMPARISON));
  vi.stubGlobal('fetch', asked);
  const live = sampleLiveDaemonSet(nodes);
  const on = { open: vi.fn(), keep: vi.fn(), close: vi.fn() };
  renderWithWords(
    <SelectionPanel
      cluster="kind"
      live={live}
      version={1}
      slots={nodes.map((_, slot) => slot)}
      onOpen={on.open}
      onKeep={on.keep}
      onClose={on.close}
      acts={({ stale }) => <p>{stale.length} stale</p>}
      exporting={null}
    />,
  );
  return { ...on, asked };
}

const THREE: readonly SampleNode[] = [
  { name: 'node-1', state: 'outdated', zone: 'a', pool: 'p' },
  { name: 'node-2', state: 'failing', zone: 'b', pool: 'p', reason: 'ImagePullBackOff' },
  { name: 'node-3', state: 'outdated', zone: 'b', pool: 'p' },
];

it('[SELECT-22] several Nodes are counted by state and revision, and a count keeps only its Nodes', () => {
  const { keep } = show(THREE);
  expect(screen.getByRole('heading', { level: 2 }).textContent).toContain('3 Nodes selected');
  expect(screen.getByText('2 stale')).toBeTruthy();
  const states = within(screen.getByRole('list', { name: 'By state' }));
  expect(states.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['failing1', 'stale2']);
  fireEvent.click(states.getByRole('button', { name: /stale/ }));
  expect(keep).toHaveBeenLastCalledWith([0, 2]);
  fireEvent.click(screen.getByRole('button', { name: /^revision 8/ }));
  expect(keep).toHaveBeenLastCalledWith([1]);
});

it('[SELECT-23] what the Nodes share stands apart from how they differ, with labels and taints as the server compares them', async () => {
  const { asked } = show(THREE);
  expect(await screen.findByText('gpu=yes:NoSchedule')).toBeTruthy();
  expect(asked.mock.calls.map(([path, init]) => [path, init?.body])).toEqual([
    ['/api/c/kind/node-comparison', JSON.stringify({ nodes: ['node-1', 'node-2', 'node-3'] })],
  ]);
  const shared = screen.getByRole('heading', { name: 'The same on all' }).parentElement as HTMLElement;
  expect(within(shared).getByText('pool').nextElementSibling?.textContent).toBe('p');
  const different = screen.getByRole('heading', { name: 'Different' }).parentElement as HTMLElement;
  expect(within(different).getByText('zone').nextElementSibling?.textContent).toBe('b2a1');
  expect(screen.getByText('team=blue')).toBeTruthy();
  expect(screen.getByText('without it')).toBeTruthy();
});

it('[SELECT-24] names open their Node, whatever they hold; of thousands the first 200 are listed', () => {
  const hostile = `x\u202Egpj.<img src=x>${'y'.repeat(240)}`;
  const { open, close } = show([{ name: hostile, state: 'available' }, ...sampleNodes(4_000)]);
  expect(document.querySelector('img')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^x\\u202Egpj/ }));
  expect(open).toHaveBeenCalledExactlyOnceWith(hostile);
  expect(screen.getByText('and 3,801 more')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Clear the selection' }));
  expect(close).toHaveBeenCalledOnce();
});
