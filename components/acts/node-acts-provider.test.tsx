// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ActRight, NodeAccess } from '#lib/feed/act.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';
import { actsServer, answerTo } from '#lib/testing/acts-server.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { EvictButton } from './evict-button.tsx';
import { NodeActs } from './node-acts.tsx';
import { NodeActsProvider } from './node-acts-provider.tsx';
import { PodActs } from './pod-acts.tsx';
import { ReadOnlyPill } from './read-only-pill.tsx';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 30_000 });

const ALLOWED: ActRight = { allowed: true, missing: [] };
const lacks = (verb: string, resource: string, namespace: string | null = null): ActRight => ({
  allowed: false,
  missing: [{ verb, resource, namespace }],
});
const ACCESS: NodeAccess = {
  username: 'jane',
  groups: [],
  readOnly: null,
  acts: { cordon: ALLOWED, uncordon: ALLOWED, deleteNode: ALLOWED },
  pods: { shop: { deletePod: ALLOWED, evictPod: ALLOWED }, logging: { deletePod: ALLOWED, evictPod: ALLOWED } },
};
const FLUENTD = { address: { cluster: 'demo', namespace: 'logging', name: 'fluentd' }, uid: 'ds-uid' };
const GUEST = { name: 'web', namespace: 'shop', uid: 'web-uid' };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(access: NodeAccess = ACCESS, connection: ConnectionState = 'live') {
  const server = actsServer({ objects: [{ kind: 'Node', name: 'node-0', uid: 'node-uid' }], nodes: ['node-0'], nodeCount: 1 });
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    asked.push(path);
    return path.includes('/access') ? Promise.resolve(Response.json(access)) : server.fetch(path, init);
  });
  const lookOf = vi.fn(() => ({ state: 'outdated' as const, look: {} }));
  renderWithWords(
    <NodeActsProvider
      address={{ cluster: 'demo', node: 'node-0' }}
      uid="node-uid"
      namespaces={['logging', 'shop']}
      connection={connection}
      scenery={{ lookOf, sentence: 'Ready for work.' }}
    >
      <ReadOnlyPill />
      <NodeActs node={{ node: 'node-0', uid: 'node-uid', unschedulable: false }} place="head" />
      <PodActs pod={{ name: 'fluentd-0', namespace: 'logging', uid: 'pod-uid', terminatingUntil: null }} of={FLUENTD} />
      <EvictButton pod={GUEST} />
      <EvictButton pod={{ ...GUEST, name: 'etcd', static: true }} />
    </NodeActsProvider>,
  );
  return { server, asked, lookOf };
}

const buttons = () => screen.getAllByRole('button').filter((button) => button.getAttribute('aria-haspopup') === 'dialog');
const whyNot = (button: HTMLElement | undefined) =>
  document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

async function open(button: HTMLElement | undefined) {
  if (button === undefined) throw new Error('There is such a button.');
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button);
  return within(await screen.findByRole('dialog'));
}

it('[ACT-UI-60] a Node is cordoned by its own path: plan, sentence and result without a DaemonSet', async () => {
  const { server, asked, lookOf } = show();
  const dialog = await open(buttons()[0]);
  fireEvent.click(await dialog.findByRole('button', { name: 'Cordon this Node' }));
  expect(await dialog.findByText('1 done')).toBeTruthy();
  expect(dialog.getByText('Ready for work.')).toBeTruthy();
  expect(dialog.getByText('node-0, stale')).toBeTruthy();
  expect(lookOf).toHaveBeenCalledWith('node-0', { cluster: 'demo', node: 'node-0' });
  expect(server.dryRuns).toEqual([{ act: 'cordon', uid: 'node-uid', dryRun: true }]);
  expect(server.sent).toMatchObject([{ act: 'cordon', uid: 'node-uid', plan: 'print-1' }]);
  expect(new Set(asked.filter((path) => path.endsWith('/acts')))).toEqual(new Set(['/api/c/demo/nodes/node-0/acts']));
  expect(asked).toContain('/api/c/demo/nodes/node-0/access?namespace=logging&namespace=shop');
});

it('[ACT-UI-61] the Pod of a DaemonSet is deleted by the path and uid of that DaemonSet, and evicted by the Node’s', async () => {
  const { server, asked } = show();
  server.answer = (request) => answerTo(request);
  const [, , deletePod, evictPod] = buttons();
  const dialog = await open(deletePod);
  expect(await dialog.findByText('logging/fluentd-0')).toBeTruthy();
  await waitFor(() =>
    expect(server.dryRuns).toMatchObject([{ act: 'deletePod', pod: { name: 'fluentd-0', uid: 'pod-uid' }, uid: 'ds-uid' }]),
  );
  fireEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await open(evictPod);
  const pod = { name: 'fluentd-0', namespace: 'logging', uid: 'pod-uid' };
  await waitFor(() => expect(server.dryRuns[1]).toEqual({ act: 'evictPod', pod, uid: 'node-uid', dryRun: true }));
  const paths = asked.filter((path) => path.endsWith('/acts'));
  expect(paths).toEqual(['/api/c/demo/daemonsets/logging/fluentd/acts', '/api/c/demo/nodes/node-0/acts']);
});

it('[ACT-UI-62] each button names the right that lacks, of Pods by their Namespace; a static Pod says why it stays', async () => {
  const pods = { ...ACCESS.pods, shop: { deletePod: ALLOWED, evictPod: lacks('create', 'pods/eviction', 'shop') } };
  const acts = { cordon: lacks('patch', 'nodes'), uncordon: lacks('patch', 'nodes'), deleteNode: lacks('delete', 'nodes') };
  show({ ...ACCESS, acts, pods });
  const [cordon, deleteNode, deletePod, evictPod, evictGuest, evictStatic] = buttons();
  await waitFor(() => expect(whyNot(cordon)).toBe('jane may not do this; it lacks: patch nodes'));
  expect(whyNot(deleteNode)).toBe('jane may not do this; it lacks: delete nodes');
  expect([deletePod, evictPod].map((button) => button?.getAttribute('aria-disabled') ?? null)).toEqual([null, null]);
  expect(whyNot(evictGuest)).toBe('jane may not do this; it lacks: create pods/eviction -n shop');
  expect(evictStatic?.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(evictGuest as HTMLElement);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('[ACT-UI-63] read-only and a stale view disable every act, and say why', async () => {
  show({ ...ACCESS, readOnly: 'flag' });
  const words = 'Read-only: this server was started with --read-only and accepts no change.';
  expect((await screen.findByRole('status')).textContent).toBe(words);
  expect(new Set(buttons().map(whyNot))).toEqual(new Set([words]));
  cleanup();
  show(ACCESS, 'stale');
  await waitFor(() => expect(buttons().every((button) => whyNot(button).includes('What you see is stale'))).toBe(true));
});
