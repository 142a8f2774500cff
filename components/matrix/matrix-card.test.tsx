// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleLiveMatrix } from '#lib/testing/sample-live-matrix.ts';
import { MatrixCard } from './matrix-card.tsx';
import { MatrixSkeleton } from './matrix-skeleton.tsx';

const push = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));
vi.mock('next/link', () => ({
  default: ({ prefetch: _, ...rest }: React.ComponentProps<'a'> & { prefetch?: boolean }) => <a {...rest} />,
}));

beforeEach(() => {
  push.mockClear();
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 800 });
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, get: () => 1200 });
});
afterEach(cleanup);

const BAD = [
  { name: 'falco', cells: 'afaa', namespace: 'security' },
  { name: 'proxy', cells: 'af-a', namespace: 'kube-system' },
];
const active = () => {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.getAttribute('aria-label');
};

it('[MATRIX-60] default: the sentence names the bad Node as a link, headings are links, the grid says its size', () => {
  renderWithWords(<MatrixCard cluster="demo" live={sampleLiveMatrix(BAD)} />);
  const named = screen.getByRole('link', { name: 'node-1 is in trouble for 2 of 2 DaemonSets.' });
  expect(named.getAttribute('href')).toBe('/c/demo/nodes/node-1');
  const grid = screen.getByRole('grid', { name: /2 DaemonSets on 4 Nodes/ });
  expect([grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')]).toEqual(['3', '5']);
  const heading = screen.getByRole('rowheader', { name: /security\/falco: complete, in trouble on 1 of 4 Nodes/ });
  expect(heading.querySelector('a')?.getAttribute('href')).toBe('/c/demo/daemonsets/security/falco');
  const column = screen.getByRole('columnheader', { name: /^node-1: in trouble for 2 of 2 DaemonSets/ });
  expect(column.querySelector('a')?.getAttribute('href')).toBe('/c/demo/nodes/node-1');
});

it('[MATRIX-61] one tab stop: arrows say each cell and heading, Enter opens what it is about', () => {
  renderWithWords(<MatrixCard cluster="demo" live={sampleLiveMatrix(BAD)} />);
  const grid = screen.getByRole('grid');
  expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(0);
  expect(active()).toBe('kube-system/proxy on node-1: failing');
  fireEvent.keyDown(grid, { key: 'ArrowRight' });
  fireEvent.keyDown(grid, { key: 'ArrowDown' });
  expect(active()).toBe('security/falco on node-0: available');
  fireEvent.keyDown(grid, { key: 'Enter' });
  fireEvent.keyDown(grid, { key: 'ArrowLeft' });
  fireEvent.keyDown(grid, { key: 'ArrowLeft' });
  expect(active()).toMatch(/^security\/falco: complete/);
  fireEvent.keyDown(grid, { key: 'Enter' });
  expect(push.mock.calls).toEqual([['/c/demo/daemonsets/security/falco?node=node-0'], ['/c/demo/daemonsets/security/falco']]);
});

it('[MATRIX-62] the list says the same as a table, attention first', () => {
  renderWithWords(<MatrixCard cluster="demo" live={sampleLiveMatrix([...BAD, { name: 'old', cells: 'oaaa' }])} />, {
    search: '?view=list',
  });
  const rows = screen.getAllByRole('row').map((row) => row.textContent);
  expect(rows.slice(1)).toEqual(['failingkube-system/proxynode-1', 'failingsecurity/falconode-1', 'staledefault/oldnode-0']);
});

it('[MATRIX-63] empty: without DaemonSets, without Nodes, and when the filters hide all, it says so and what to do', () => {
  const { unmount } = renderWithWords(<MatrixCard cluster="demo" live={sampleLiveMatrix([])} />);
  expect(screen.getByText('kubectl get nodes')).toBeTruthy();
  unmount();
  const calm = sampleLiveMatrix([{ name: 'a', cells: 'aa' }]);
  const second = renderWithWords(<MatrixCard cluster="demo" live={calm} />, { search: '?trouble=true' });
  expect(screen.getByText('Nothing is in trouble')).toBeTruthy();
  expect(screen.getByTestId('matrix-sentence').textContent).toContain('No DaemonSet is in trouble on any Node');
  second.unmount();
  renderWithWords(<MatrixCard cluster="demo" live={calm} />, { search: '?q=nowhere' });
  expect(screen.getByRole('button', { name: 'Clear the filters' })).toBeTruthy();
});

it('[MATRIX-64] loading shows the same places, and hostile names stay text', () => {
  renderWithWords(<MatrixSkeleton label="Loading" title="Matrix" />);
  expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy();
  cleanup();
  const live = sampleLiveMatrix([{ name: 'x'.repeat(253), cells: 'f' }], { 0: { name: `‮${'n'.repeat(252)}` } });
  renderWithWords(<MatrixCard cluster="demo" live={live} />);
  expect(document.body.textContent).not.toContain('‮');
});
