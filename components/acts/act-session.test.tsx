// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ActAnswer, ActPlan } from '#lib/feed/act.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';
import { type ActsServer, accessTo, actsServer, answerTo, pod, refusal } from '#lib/testing/acts-server.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { ActsProvider } from './acts-provider.tsx';
import { HeaderActs } from './header-acts.tsx';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 30_000 });

const ADDRESS = { cluster: 'demo', namespace: 'kube-system', name: 'fluentd-elasticsearch' };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(server: ActsServer, { shown = null as readonly string[] | null } = {}): void {
  vi.stubGlobal('fetch', server.fetch);
  const live = sampleLiveDaemonSet([
    { name: 'node-0', state: 'outdated' },
    { name: 'node-1', state: 'outdated' },
    { name: 'node-2', state: 'available' },
  ]);
  renderWithWords(
    <ActsProvider address={ADDRESS} live={live} connection="live">
      <HeaderActs detail={live.detail} shownStale={() => shown} />
    </ActsProvider>,
  );
}

async function open(name: string): Promise<HTMLElement> {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button);
  return screen.findByRole('dialog');
}

it('[ACT-UI-1] a dialog opens with a dry run, and shows objects, Nodes, the equal command and a button with the number', async () => {
  const server = actsServer();
  show(server);
  const dialog = within(await open('Delete stale…'));
  expect(await dialog.findByRole('button', { name: 'Delete 2 stale Pods' })).toBeTruthy();
  expect(server.dryRuns).toEqual([{ act: 'deleteStale', uid: 'uid-1', dryRun: true }]);
  expect(dialog.getByRole('region', { name: 'The same with kubectl' }).textContent).toContain(
    'kubectl delete pod fluentd-0 fluentd-1',
  );
  expect(dialog.getByText('node-1, stale')).toBeTruthy();
  expect(server.sent).toEqual([]);
});

it('[ACT-UI-2] a second click does nothing twice: one request, with what was looked at and a UUID', async () => {
  const server = actsServer();
  let finish = () => {};
  server.answer = (request) =>
    request.dryRun ? answerTo(request) : new Promise((resolve) => (finish = () => resolve(answerTo(request))));
  show(server);
  const dialog = within(await open('Delete stale…'));
  const button = await dialog.findByRole('button', { name: 'Delete 2 stale Pods' });
  fireEvent.click(button);
  fireEvent.click(button);
  await waitFor(() => expect(server.sent).toHaveLength(1));
  fireEvent.click(button);
  const { requestId, ...rest } = server.sent[0] ?? {};
  expect(rest).toEqual({ act: 'deleteStale', uid: 'uid-1', plan: 'print-1' });
  expect(requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  finish();
  expect(await dialog.findByText('2 done')).toBeTruthy();
  expect(server.sent).toHaveLength(1);
});

it('[ACT-UI-3] what was not done comes first in the result, with the words of the server', async () => {
  const server = actsServer();
  server.answer = (request) => ({
    ...answerTo(request),
    ...(request.dryRun
      ? {}
      : {
          results: [
            { kind: 'Pod', name: 'fluentd-0', uid: 'a', outcome: 'done', message: '' },
            { kind: 'Pod', name: 'fluentd-1', uid: 'b', outcome: 'refused', message: 'It is of the update revision\u202e now.' },
          ],
        }),
  });
  show(server);
  const dialog = within(await open('Delete stale…'));
  fireEvent.click(await dialog.findByRole('button', { name: 'Delete 2 stale Pods' }));
  expect(await dialog.findByText('1 refused · 1 done')).toBeTruthy();
  const [first] = dialog.getAllByRole('listitem').filter((item) => item.textContent?.startsWith('⊘'));
  expect(first?.textContent).toContain('fluentd-1');
  expect(dialog.getByText('It is of the update revision\\u202E now.')).toBeTruthy();
});

it('[ACT-UI-4] a name has to be typed character by character; what looks alike does not confirm', async () => {
  const server = actsServer({ confirmation: 'fluentd-elasticsearch' });
  show(server);
  const dialog = within(await open('Delete stale…'));
  const button = await dialog.findByRole('button', { name: 'Delete 2 stale Pods' });
  const input = dialog.getByRole('textbox', { name: 'To confirm, type this name:' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  for (const typed of ['fluentd', 'fluentd-elasticsearch ', 'fluentd-еlasticsearch', 'FLUENTD-ELASTICSEARCH']) {
    fireEvent.change(input, { target: { value: typed } });
    fireEvent.click(button);
  }
  expect(server.sent).toEqual([]);
  fireEvent.change(input, { target: { value: 'fluentd-elasticsearch' } });
  fireEvent.click(button);
  await waitFor(() => expect(server.sent).toMatchObject([{ confirm: 'fluentd-elasticsearch' }]));
});

it('[ACT-UI-5] after target.changed nothing was done; looking again shows what is different, under a new id', async () => {
  const server = actsServer();
  let plan: Partial<ActPlan> = {};
  server.answer = (request) => {
    if (request.dryRun) return answerTo(request, plan);
    plan = { objects: [pod(1), pod(2), pod(3)], fingerprint: 'print-2' };
    return server.sent.length > 1 ? answerTo(request, plan) : refusal(409, 'target.changed', 'The stale Pods are others by now.');
  };
  show(server);
  const dialog = within(await open('Delete stale…'));
  fireEvent.click(await dialog.findByRole('button', { name: 'Delete 2 stale Pods' }));
  expect((await dialog.findByRole('alert')).textContent).toContain('Nothing was done. The stale Pods are others by now.');
  fireEvent.click(within(dialog.getByRole('alert')).getByRole('button', { name: 'Look again' }));
  const changes = within(await dialog.findByRole('region', { name: 'What has changed since you looked' }));
  expect(changes.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    '2 objects before, 3 now',
    '1 is gone: fluentd-0',
    '2 are new: fluentd-2, fluentd-3',
  ]);
  fireEvent.click(await dialog.findByRole('button', { name: 'Delete 3 stale Pods' }));
  expect(await dialog.findByText('3 done')).toBeTruthy();
  expect(server.sent.map(({ plan: fingerprint }) => fingerprint)).toEqual(['print-1', 'print-2']);
  expect(new Set(server.sent.map(({ requestId }) => requestId)).size).toBe(2);
});

it('[ACT-UI-6] a request that got lost is sent again under the same id', async () => {
  const server = actsServer();
  let lost = true;
  show({
    ...server,
    fetch: async (path, init) => {
      const answer = await server.fetch(path, init);
      if (server.sent.length === 0 || !lost || !path.endsWith('/acts')) return answer;
      lost = false;
      throw new TypeError('Failed to fetch');
    },
  });
  const dialog = within(await open('Delete stale…'));
  const button = await dialog.findByRole('button', { name: 'Delete 2 stale Pods' });
  fireEvent.click(button);
  expect((await dialog.findByRole('alert')).textContent).toContain('The Rollcall server does not answer.');
  fireEvent.click(button);
  expect(await dialog.findByText('2 done')).toBeTruthy();
  expect(server.sent).toHaveLength(2);
  expect(server.sent[0]?.requestId).toBe(server.sent[1]?.requestId);
});

it('[ACT-UI-7] nothing stale is said, and nothing can be sent', async () => {
  const server = actsServer({ objects: [] });
  show(server);
  const dialog = within(await open('Delete stale…'));
  expect(await dialog.findByText('Nothing is stale.')).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: 'Delete 0 stale Pods' }));
  expect(server.sent).toEqual([]);
});

it('[ACT-UI-8] the filter is offered as a scope, and changes what is asked and done', async () => {
  const server = actsServer();
  show(server, { shown: ['node-1'] });
  const dialog = within(await open('Delete stale…'));
  await dialog.findByRole('button', { name: 'Delete 2 stale Pods' });
  server.answer = (request) => answerTo(request, { objects: [pod(1)] });
  fireEvent.click(dialog.getByRole('radio', { name: 'Only those on the 1 Node that the filter shows' }));
  fireEvent.click(await dialog.findByRole('button', { name: 'Delete 1 stale Pod' }));
  await waitFor(() => expect(server.sent).toMatchObject([{ nodes: ['node-1'] }]));
});

it('[ACT-UI-9] closed while it runs, the act goes on and its result stays in sight', async () => {
  const server = actsServer();
  let finish = () => {};
  server.answer = (request) =>
    request.dryRun ? answerTo(request) : new Promise((resolve) => (finish = () => resolve(answerTo(request))));
  show(server);
  const dialog = within(await open('Delete stale…'));
  fireEvent.click(await dialog.findByRole('button', { name: 'Delete 2 stale Pods' }));
  await waitFor(() => expect(server.sent).toHaveLength(1));
  fireEvent.click(dialog.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
  const toast = await screen.findByRole('status');
  expect(toast.textContent).toContain('is under way');
  finish();
  await waitFor(() => expect(toast.textContent).toContain('2 done'));
  fireEvent.click(within(toast).getByRole('button', { name: 'Show' }));
  expect(within(screen.getByRole('dialog')).getByText('2 done')).toBeTruthy();
});

it('[ACT-UI-10] a plan that cannot be made says why in the words of the server; rights are asked again after a 403', async () => {
  const server = actsServer();
  show(server);
  server.answer = () => refusal(403, 'rbac.forbidden', 'You may not delete pods in the namespace kube-system.');
  await screen.findByRole('button', { name: 'Delete stale…' });
  const dialog = within(await open('Delete stale…'));
  expect(await dialog.findByText('You may not delete pods in the namespace kube-system.')).toBeTruthy();
  server.access = accessTo([]);
  await waitFor(() => expect(server.accessAsked).toBeGreaterThan(1));
});

it('[ACT-UI-33] 5,000 Nodes and names of 253 characters stay readable: the first hundred, a count of the rest, the whole name on hover', async () => {
  const long = (index: number) => `${'n'.repeat(248)}-${String(index).padStart(4, '0')}`;
  const objects = Array.from({ length: 100 }, (_, index) => ({ ...pod(index), name: long(index), node: long(index) }));
  const server = actsServer({ objects, objectCount: 5_000, nodeCount: 5_000, confirmation: long(1) });
  const results = Array.from({ length: 5_000 }, (_, index) => ({ kind: 'Pod' as const, name: long(index), uid: `uid-${index}` }));
  const { answer } = server;
  server.answer = async (request) => {
    const planned = (await answer(request)) as ActAnswer;
    return request.dryRun ? planned : { ...planned, results: results.map((one) => ({ ...one, outcome: 'done', message: '' })) };
  };
  show(server);
  const dialog = within(await open('Delete stale…'));
  const button = await dialog.findByText('Delete 5,000 stale Pods');
  expect(dialog.getAllByText('and 4,900 more')).toHaveLength(2);
  expect(dialog.getAllByTitle(long(7))).not.toHaveLength(0);
  fireEvent.change(dialog.getByLabelText('To confirm, type this name:'), { target: { value: long(1) } });
  fireEvent.click(button);
  expect(await dialog.findByText('5,000 done')).toBeTruthy();
  expect(dialog.getAllByText('and 4,900 more')).toHaveLength(2);
});

const LIVE = sampleLiveDaemonSet([{ name: 'node-0', state: 'outdated' }]);

/** A page whose connection a test switches off and on. */
function SwitchedPage() {
  const [connection, setConnection] = useState<ConnectionState>('live');
  return (
    <ActsProvider address={ADDRESS} live={LIVE} connection={connection}>
      <button type="button" onClick={() => setConnection(connection === 'live' ? 'stale' : 'live')}>
        switch
      </button>
      <HeaderActs detail={LIVE.detail} shownStale={() => null} />
    </ActsProvider>
  );
}

it('[ACT-UI-34] a dialog that is open when the data becomes stale says so, and sends nothing until they are live again', async () => {
  const server = actsServer();
  vi.stubGlobal('fetch', server.fetch);
  renderWithWords(<SwitchedPage />);
  const dialog = within(await open('Delete stale…'));
  const button = await dialog.findByRole('button', { name: 'Delete 2 stale Pods' });
  fireEvent.click(screen.getByText('switch'));
  expect(dialog.getAllByText(/^What you see is stale/)).not.toHaveLength(0);
  fireEvent.click(button);
  expect(server.sent).toEqual([]);
  fireEvent.click(screen.getByText('switch'));
  fireEvent.click(button);
  expect(await dialog.findByText('2 done')).toBeTruthy();
});

it('[ACT-UI-36] the second click of a double one does not close the result that took the button’s place', async () => {
  const server = actsServer();
  show(server);
  const dialog = within(await open('Delete stale…'));
  fireEvent.click(await dialog.findByRole('button', { name: 'Delete 2 stale Pods' }), { detail: 1 });
  await dialog.findByRole('status');
  const close = dialog.getAllByRole('button', { name: 'Close' }).at(-1) as HTMLElement;
  fireEvent.click(close, { detail: 2 });
  expect(screen.queryByRole('dialog')).toBeTruthy();
  fireEvent.click(close, { detail: 1 });
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('[ACT-UI-54] more Node names than an act can carry are not sent; the dialog says so and leads to a wave', async () => {
  const server = actsServer();
  show(server, { shown: Array.from({ length: 3_000 }, (_, index) => `ip-10-0-${index}.eu-central-1.compute.internal`) });
  const dialog = within(await open('Delete stale…'));
  await dialog.findByRole('button', { name: 'Delete 2 stale Pods' });
  fireEvent.click(dialog.getByRole('radio', { name: /filter/ }));
  expect((await dialog.findByRole('alert')).textContent).toContain('more Node names than one act can carry');
  expect(dialog.getByRole('button', { name: /waves/ })).toBeTruthy();
  expect(server.dryRuns).toHaveLength(1);
});
