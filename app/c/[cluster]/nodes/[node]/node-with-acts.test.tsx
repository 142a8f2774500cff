// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { NodeAccess } from '#lib/feed/act.ts';
import type { NodeAnswer } from '#lib/feed/node-page.ts';
import { actsServer } from '#lib/testing/acts-server.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { NodeWithActs } from './node-with-acts.tsx';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 30_000 });

const ADDRESS = { cluster: 'demo', node: 'node-1' };
const ALLOWED = { allowed: true, missing: [] };
const PODS = { deletePod: ALLOWED, evictPod: ALLOWED };
const ACCESS: NodeAccess = {
  username: 'jane',
  groups: [],
  readOnly: null,
  acts: { cordon: ALLOWED, uncordon: ALLOWED, deleteNode: ALLOWED },
  pods: { shop: PODS },
};
const RESOURCES = {
  asOf: 'now',
  complete: true,
  resources: [],
  daemonPods: 0,
  otherCount: 1,
  others: [
    {
      namespace: 'shop',
      name: 'web',
      uid: 'web-uid',
      owner: null,
      createdAt: '2026-01-01T00:00:00Z',
      asks: { cpu: '0', memory: '0' },
      leaving: false,
      static: false,
    },
  ],
};
const ANSWER: NodeAnswer = {
  asOf: 'now',
  connection: { state: 'live', lastProofAt: null, since: 'then', problem: null },
  node: 'node-1',
  uid: 'node-uid',
  createdAt: '2026-01-01T00:00:00Z',
  deletingSince: null,
  attributes: { zone: '', pool: '', role: '', instanceType: '' },
  trouble: 0,
  readiness: { ready: true, node: 'ready', desired: 0, available: 0 },
  labels: {},
  taints: [],
  unschedulable: false,
  conditions: [],
  allocatable: {},
  capacity: {},
  nodeInfo: {},
  daemonSets: [],
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The page, and a button that makes the Node go away. */
function Page() {
  const [gone, setGone] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setGone(true)}>
        go away
      </button>
      <NodeWithActs address={ADDRESS} answer={ANSWER} gone={gone} connection="live" />
    </>
  );
}

it('[NODE-20] the Node’s page asks what may be done to the Pods that it shows, and the result of a deletion outlives the Node', async () => {
  const node = { kind: 'Node', name: 'node-1', uid: 'node-uid' } as const;
  const server = actsServer({ objects: [node], nodes: ['node-1'], nodeCount: 1, confirmation: 'node-1' });
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    asked.push(path);
    if (path.endsWith('/resources')) return Promise.resolve(Response.json(RESOURCES));
    if (path.endsWith('/events')) return Promise.resolve(Response.json({ events: [] }));
    return path.includes('/access') ? Promise.resolve(Response.json(ACCESS)) : server.fetch(path, init);
  });
  renderWithWords(<Page />);
  const evict = await screen.findByRole('button', { name: 'Evict…' });
  await waitFor(() => expect(evict.getAttribute('aria-disabled')).toBeNull());
  expect(asked).toContain('/api/c/demo/nodes/node-1/access?namespace=shop');
  fireEvent.click(screen.getByRole('button', { name: 'Delete Node object…' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.change(await dialog.findByRole('textbox'), { target: { value: 'node-1' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Delete this Node object' }));
  expect(await dialog.findByText('1 done')).toBeTruthy();
  expect(server.sent).toMatchObject([{ act: 'deleteNode', uid: 'node-uid', confirm: 'node-1' }]);
  fireEvent.click(screen.getByText('go away'));
  expect(screen.getByRole('heading', { level: 1, hidden: true }).textContent).toContain('is gone');
  expect(dialog.getByText('1 done')).toBeTruthy();
  expect(dialog.getByRole('status').textContent).toContain('is gone');
});
