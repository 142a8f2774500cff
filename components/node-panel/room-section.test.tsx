// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { NodeRoomAnswer } from '#lib/feed/node-detail.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { RoomSection } from './room-section.tsx';

const ADDRESS = { cluster: 'demo', namespace: 'storage', name: 'csi-node', node: 'node-4' };
const ROOM: NodeRoomAnswer = {
  asOf: '2026-11-21T03:00:00Z',
  complete: true,
  verdict: 'movable',
  resources: [
    {
      resource: 'memory',
      allocatable: '7864320Ki',
      daemonSets: '1Gi',
      others: '6Gi',
      free: '512Mi',
      asked: '768Mi',
      shortBy: '256Mi',
      shares: { daemonSets: 0.13, others: 0.8, free: 0.07 },
    },
  ],
  never: [],
  ports: [
    {
      port: 9100,
      protocol: 'TCP',
      holder: { namespace: 'shop', name: 'hog\u202E', uid: 'h', owner: null },
    },
  ],
  leaving: [{ namespace: 'shop', name: 'going', uid: 'g', owner: null }],
  movable: [
    {
      namespace: 'shop',
      name: 'web-1',
      uid: 'w',
      owner: { kind: 'ReplicaSet', name: 'web' },
      priority: 0,
      frees: [{ resource: 'memory', amount: '1536Mi' }],
      enough: true,
      budgets: [{ name: 'web', disruptionsAllowed: 0 }],
    },
    {
      namespace: 'shop',
      name: 'alone',
      uid: 'a',
      owner: null,
      priority: 1000,
      frees: [],
      enough: false,
      budgets: null,
    },
  ],
  movableCount: 22,
  strangers: [{ namespace: 'storage', name: 'debug', uid: 'd', owner: null }],
  priority: 2000001000,
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(answer: () => Promise<Response> | Response, wanted = true) {
  const fetch = vi.fn(async () => answer());
  vi.stubGlobal('fetch', fetch);
  const acts = ({ name }: { readonly name: string }) => <button type="button">Evict {name}</button>;
  const { container } = renderWithWords(<RoomSection address={ADDRESS} rowVersion="1" wanted={wanted} acts={acts} />);
  return { fetch, panel: within(container) };
}

it('[ROOM-PANEL-1] says what is short, who could leave and what their budgets allow, and promises nothing', async () => {
  const { panel } = show(() => Response.json(ROOM));
  expect((await panel.findByTestId('room')).textContent).toContain(
    'whether they may leave is for their owners and budgets to say',
  );
  expect(panel.getByText('short by 256Mi')).toBeTruthy();
  expect(panel.getByText('frees memory 1.5Gi')).toBeTruthy();
  expect(panel.getByText('enough by itself')).toBeTruthy();
  expect(panel.getByText(/PodDisruptionBudget web allows no disruption right now/)).toBeTruthy();
  expect(panel.getByText(/nothing brings it back · priority 1,000 · its PodDisruptionBudgets may not be read/)).toBeTruthy();
  expect(panel.getByText('and 20 more')).toBeTruthy();
  expect(panel.getByRole('button', { name: 'Evict web-1' })).toBeTruthy();
});

it('[ROOM-PANEL-2] names who holds a port, who leaves, and who does not belong here; hostile names are shown', async () => {
  const { panel } = show(() => Response.json(ROOM));
  expect(await panel.findByText('Host port 9100/TCP is held by shop/hog\\u202E')).toBeTruthy();
  expect(panel.getByText('1 Pod is terminating and still counts: shop/going')).toBeTruthy();
  expect(panel.getByText(/storage\/debug: an orphan/)).toBeTruthy();
});

it('[ROOM-PANEL-3] asks for nothing while it is closed', async () => {
  const { fetch, panel } = show(() => Response.json(ROOM), false);
  expect(fetch).not.toHaveBeenCalled();
  const details = panel.getByRole('heading', { name: 'Room' }).closest('details') as HTMLDetailsElement;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  expect(await screen.findByTestId('room')).toBeTruthy();
});

it('[ROOM-PANEL-4] forbidden: says that the room is not known, in the words of the server', async () => {
  const refusal = { error: { code: 'rbac.forbidden', message: 'pods is forbidden: cannot list resource "pods".' } };
  const { panel } = show(() => Response.json(refusal, { status: 403 }));
  expect(await panel.findByText('How much is free is not known: pods is forbidden: cannot list resource "pods".')).toBeTruthy();
});

it('[ROOM-PANEL-5] a Node that was not read whole says so', async () => {
  const { panel } = show(() => Response.json({ ...ROOM, complete: false, movable: [], ports: [], strangers: [], leaving: [] }));
  expect(await panel.findByText(/Only the first 1,000 Pods/)).toBeTruthy();
  expect(panel.queryByText('Pods that could leave')).toBeNull();
});
