// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { FleetList } from './fleet-list.tsx';
import { FleetSkeleton } from './fleet-skeleton.tsx';

vi.mock('next/link', () => ({
  default: ({ prefetch: _, ...rest }: React.ComponentProps<'a'> & { prefetch?: boolean }) => <a {...rest} />,
}));

beforeEach(() => {
  // The virtualiser draws what fits; jsdom has no sizes of its own.
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 800 });
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, get: () => 1200 });
});
afterEach(cleanup);

const ITEMS = [
  sampleSummary({ available: 300 }, { name: 'kube-proxy', phase: 'complete' }),
  sampleSummary({ outdated: 118, available: 182 }, { name: 'node-exporter', phase: 'waitingForDelete' }),
];

it('[FLEETVIEW-1] default: each row is a link with its phase in words, attention first', () => {
  renderWithWords(<FleetList cluster="demo" items={ITEMS} />);
  const links = screen.getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/c/demo/daemonsets/kube-system/node-exporter',
    '/c/demo/daemonsets/kube-system/kube-proxy',
  ]);
  expect(screen.getByRole('row', { name: /node-exporter/ }).textContent).toContain('waiting for delete');
});

it('[FLEETVIEW-2] the counts by phase sum to all DaemonSets', () => {
  renderWithWords(<FleetList cluster="demo" items={ITEMS} />);
  expect(screen.getByRole('button', { name: /^all\s*2$/ })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^complete\s*1$/ })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^waiting for delete\s*1$/ })).toBeTruthy();
});

it('[FLEETVIEW-3] empty: says so and names the next command', () => {
  renderWithWords(<FleetList cluster="demo" items={[]} />);
  expect(screen.getByRole('heading', { name: 'No DaemonSets yet' })).toBeTruthy();
  expect(screen.getByText(/^kubectl apply/)).toBeTruthy();
});

it('[FLEETVIEW-4] nothing matches: the filters are named as the cause and can be cleared', () => {
  renderWithWords(<FleetList cluster="demo" items={ITEMS} />, { search: '?phase=stalled' });
  expect(screen.getByRole('heading', { name: 'No DaemonSet matches' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Clear the filters' })).toBeTruthy();
});

it('[FLEETVIEW-5] loading: the true skeleton, said to screen readers', () => {
  renderWithWords(<FleetSkeleton label="Loading" />);
  expect(screen.getByRole('status', { name: 'Loading' }).getAttribute('aria-busy')).toBe('true');
});

it('[FLEETVIEW-6] long and hostile names: whole for screen readers, invisible characters shown, markup is text', () => {
  const name = `a-name-of-63-characters-that-goes-on-and-on-until-the-very-end-xyz`;
  const hostile = sampleSummary(
    { available: 1 },
    { name: 'x\u202Ecod.exe', phase: 'complete', namespace: '<img src=x onerror=alert(1)>' },
  );
  renderWithWords(<FleetList cluster="demo" items={[sampleSummary({ available: 1 }, { name, phase: 'complete' }), hostile]} />);
  expect(screen.getByRole('link', { name })).toBeTruthy();
  expect(screen.getByText('x\\u202Ecod.exe')).toBeTruthy();
  expect(document.querySelector('img[src=x]')).toBeNull();
});
