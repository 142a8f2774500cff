// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { useCommand } from '#components/ui/use-command.ts';
import { useKey } from '#components/ui/use-key.ts';
import type { SearchAnswer } from '#lib/feed/search.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { Palette } from './palette.tsx';
import PaletteDialog from './palette-dialog.tsx';

const push = vi.fn<(to: string) => void>();
vi.mock('next/navigation', () => ({
  usePathname: () => '/c/demo',
  useRouter: () => ({ push }),
  useSearchParams: () => new URLSearchParams('group=zone'),
}));

const NOTHING = { items: [], more: false };
const ANSWER: SearchAnswer = {
  asOf: '2026-01-01T00:00:00Z',
  connection: { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null },
  daemonSets: { items: [{ namespace: 'ops', name: 'exporter', phase: 'stalled' }], more: false },
  nodes: { items: ['exporter-node'], more: true },
  pods: { items: [{ namespace: 'ops', name: 'exporter-x\u202E1', node: 'n1', daemonSet: 'exporter' }], more: false },
  namespaces: NOTHING,
};
let answer: () => Promise<Response>;

beforeAll(() => {
  Element.prototype.scrollIntoView ??= () => undefined;
});
beforeEach(() => {
  answer = async () => Response.json(ANSWER);
  vi.stubGlobal('fetch', () => answer());
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  push.mockClear();
  localStorage.clear();
});

function Page({ onAct, path = '/c/demo' }: { readonly onAct?: () => void; readonly path?: string }) {
  useKey('filter', () => undefined);
  useCommand({ kind: 'act', label: 'Restart…', run: () => onAct?.() });
  useCommand({ kind: 'act', label: 'Delete stale Pods…', why: 'nothing is stale', run: () => onAct?.() });
  return <PaletteDialog cluster="demo" path={path} scope="all" onClose={() => undefined} />;
}

const type = (value: string) => fireEvent.change(screen.getByRole('combobox'), { target: { value } });

it('[PALETTE-7] what is found is listed by kind with where it belongs, hostile characters written out', async () => {
  renderWithWords(<Page />);
  type('exporter');
  const daemonSet = await screen.findByRole('option', { name: /^exporter\s*ops/ });
  expect(daemonSet.textContent).toContain('stalled');
  expect(within(screen.getByRole('group', { name: 'Nodes' })).getByText(/There are more/)).toBeTruthy();
  expect(screen.getByRole('group', { name: 'Pods' }).textContent).toContain('exporter-x\\u202E1');
  expect(screen.getByRole('status').textContent).toBe('3 found');
  fireEvent.click(daemonSet);
  expect(push).toHaveBeenCalledWith('/c/demo/daemonsets/ops/exporter');
});

it('[PALETTE-8] on a DaemonSet page a Node is chosen there, and the rest of the address stays', async () => {
  renderWithWords(<Page path="/c/demo/daemonsets/ops/exporter" />);
  type('exporter-node');
  fireEvent.click(await screen.findByRole('option', { name: /^exporter-node/ }));
  expect(push).toHaveBeenCalledWith('/c/demo/daemonsets/ops/exporter?group=zone&node=exporter-node');
});

it('[PALETTE-9] Enter before the answer waits for it and takes what stands first then', async () => {
  let reply: (response: Response) => void = () => undefined;
  answer = () => new Promise((resolve) => (reply = resolve));
  renderWithWords(<Page />);
  type('exporter');
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Searching'));
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
  expect(push).not.toHaveBeenCalled();
  await waitFor(() => {
    reply(Response.json(ANSWER));
    expect(push).toHaveBeenCalledWith('/c/demo/daemonsets/ops/exporter');
  });
});

it('[PALETTE-10] an act opens what its button opens; one that is not possible says why and does nothing', () => {
  const onAct = vi.fn<() => void>();
  renderWithWords(<Page onAct={onAct} />);
  const stale = screen.getByRole('option', { name: /^Delete stale Pods/ });
  expect(stale.textContent).toContain('nothing is stale');
  fireEvent.click(stale);
  expect(onAct).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('option', { name: /^Restart/ }));
  expect(onAct).toHaveBeenCalledTimes(1);
});

it('[PALETTE-11] a server that fails, and a name that nobody has, are said in words', async () => {
  answer = async () => Response.json({ error: { code: 'cluster.unreachable', message: 'connection refused' } }, { status: 503 });
  renderWithWords(<Page />);
  type('exporter');
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('connection refused'));
  answer = async () => Response.json({ ...ANSWER, daemonSets: NOTHING, nodes: NOTHING, pods: NOTHING } satisfies SearchAnswer);
  type('exporters');
  await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/^No DaemonSet, Node, Pod or Namespace/));
});

it('[PALETTE-12] takes what is typed before its code is there', async () => {
  renderWithWords(<Palette cluster="demo" />);
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  expect(screen.queryByRole('combobox')).toBeNull();
  fireEvent.change(screen.getByRole('textbox', { name: 'Search and commands' }), { target: { value: 'exp' } });
  expect(await screen.findByRole('combobox')).toHaveProperty('value', 'exp');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(await screen.findByRole('option', { name: /^exporter\s*ops/ })).toBeTruthy();
});
