// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { type ActsServer, actsServer } from '#lib/testing/acts-server.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { ActsProvider } from './acts-provider.tsx';
import { HeaderActs } from './header-acts.tsx';
import { SelectionActs, type SelectionPart } from './selection-acts.tsx';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 30_000 });

const ADDRESS = { cluster: 'demo', namespace: 'kube-system', name: 'fluentd-elasticsearch' };
const LIVE = sampleLiveDaemonSet([
  { name: 'node-0', state: 'outdated' },
  { name: 'node-1', state: 'outdated' },
]);
const NAMES: Readonly<Record<SelectionPart, readonly string[]>> = {
  stale: ['node-0'],
  withPod: ['node-0', 'node-1'],
  open: ['node-0', 'node-1'],
  cordoned: [],
  all: ['node-0', 'node-1'],
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(server: ActsServer, element: ReactElement): void {
  vi.stubGlobal('fetch', server.fetch);
  renderWithWords(
    <ActsProvider address={ADDRESS} live={LIVE} connection="live">
      {element}
    </ActsProvider>,
  );
}

function selectionActs(names: Partial<typeof NAMES> = {}) {
  const parts = { ...NAMES, ...names };
  const counts = Object.fromEntries(Object.entries(parts).map(([part, some]) => [part, some.length]));
  return <SelectionActs counts={counts as Record<SelectionPart, number>} namesOf={(part) => parts[part]} />;
}

async function press(name: string): Promise<HTMLElement> {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button);
  return screen.findByRole('dialog');
}

it('[ACT-UI-50] acts on the selection name its Nodes: those with a stale Pod, those to cordon, all to delete', async () => {
  for (const [button, asked] of [
    ['Delete stale…', { act: 'deleteStale', nodes: ['node-0'] }],
    ['Cordon…', { act: 'cordon', nodes: ['node-0', 'node-1'] }],
    ['Delete Node objects…', { act: 'deleteNode', nodes: ['node-0', 'node-1'] }],
  ] as const) {
    const server = actsServer();
    show(server, selectionActs());
    await press(button);
    await waitFor(() => expect(server.dryRuns).toEqual([{ ...asked, uid: 'uid-1', dryRun: true }]));
    cleanup();
  }
});

it('[ACT-UI-51] what no selected Node needs is disabled with the reason, and so is what are too many', async () => {
  const many = Array.from({ length: 1_001 }, (_, index) => `node-${index}`);
  show(actsServer(), selectionActs({ stale: [], open: many }));
  const why = (name: string) => {
    const button = screen.getByRole('button', { name });
    return document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent;
  };
  await waitFor(() => expect(why('Delete stale…')).toBe('No selected Node has a stale Pod.'));
  expect(why('Uncordon…')).toBe('No selected Node is cordoned.');
  expect(why('Cordon…')).toBe('At most 1,000 Nodes at once.');
  fireEvent.click(screen.getByRole('button', { name: 'Delete stale…' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('[ACT-UI-52] who has selected Nodes means these first; all stale Pods and those of the filter stay a choice', async () => {
  const server = actsServer();
  const acts = <HeaderActs detail={LIVE.detail} shownStale={() => ['node-0', 'node-1']} selectedStale={() => ['node-1']} />;
  show(server, acts);
  const dialog = within(await press('Delete stale…'));
  await waitFor(() => expect(server.dryRuns).toEqual([{ act: 'deleteStale', nodes: ['node-1'], uid: 'uid-1', dryRun: true }]));
  const radio = (name: RegExp) => dialog.getByRole<HTMLInputElement>('radio', { name });
  expect(radio(/selected Node that has one/).checked).toBe(true);
  fireEvent.click(radio(/^Every stale Pod/));
  await waitFor(() => expect(server.dryRuns.at(-1)).toEqual({ act: 'deleteStale', uid: 'uid-1', dryRun: true }));
  fireEvent.click(radio(/2 Nodes that the filter shows/));
  await waitFor(() => expect(server.dryRuns.at(-1)).toMatchObject({ nodes: ['node-0', 'node-1'] }));
});
