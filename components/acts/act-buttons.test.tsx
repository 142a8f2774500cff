// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ACT_NAMES } from '#lib/feed/act.ts';
import type { ConnectionState } from '#lib/feed/connection.ts';
import { accessTo, actsServer, refusal } from '#lib/testing/acts-server.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { sampleDetail } from '#lib/testing/sample-summary.ts';
import { ActsProvider } from './acts-provider.tsx';
import { HeaderActs } from './header-acts.tsx';
import { NodeActs } from './node-acts.tsx';
import { PodActs } from './pod-acts.tsx';
import { ProblemAct } from './problem-act.tsx';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 30_000 });

const ADDRESS = { cluster: 'demo', namespace: 'kube-system', name: 'fluentd-elasticsearch' };
const LIVE = sampleLiveDaemonSet([{ name: 'node-0', state: 'outdated' }]);
const POD = { name: 'fluentd-0', namespace: 'kube-system', uid: 'pod-uid-0', terminatingUntil: null };
const DETAIL = LIVE.detail;
/** What stands in the folded menu is asked about too. */
const MENU_TOO = { hidden: true };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(server = actsServer(), element: ReactElement | null = null, connection: ConnectionState = 'live') {
  vi.stubGlobal('fetch', server.fetch);
  renderWithWords(
    <ActsProvider address={ADDRESS} live={LIVE} connection={connection}>
      {element ?? <HeaderActs detail={DETAIL} shownStale={() => null} />}
    </ActsProvider>,
  );
}

/** The text that a screen reader and a tooltip give for a button. */
function whyNot(button: HTMLElement): string {
  return document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
}

it('[ACT-UI-11] a right that lacks disables its button, names verb, resource and Namespace, and keeps the button in reach', async () => {
  show(Object.assign(actsServer(), { access: accessTo(['deleteStale']) }));
  const restart = screen.getByRole('button', { name: 'Restart…' });
  await waitFor(() => expect(whyNot(restart)).toBe('jane may not do this; it lacks: patch daemonsets.apps -n kube-system'));
  expect(restart.getAttribute('aria-disabled')).toBe('true');
  expect((restart as HTMLButtonElement).disabled).toBe(false);
  expect(screen.getByRole('button', { name: 'Delete stale…' }).getAttribute('aria-disabled')).toBeNull();
  fireEvent.click(restart);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('[ACT-UI-12] read-only: the page says why, and every act is disabled with the same words', async () => {
  show(Object.assign(actsServer(), { access: accessTo(ACT_NAMES, 'flag') }));
  const words = 'Read-only: this server was started with --read-only and accepts no change.';
  expect((await screen.findByRole('status')).textContent).toBe(words);
  const buttons = screen.getAllByRole('button', MENU_TOO).filter((button) => button.getAttribute('aria-haspopup') === 'dialog');
  expect(buttons).toHaveLength(7);
  expect(new Set(buttons.map(whyNot))).toEqual(new Set([words]));
});

it('[ACT-UI-13] on stale data nothing can be started', async () => {
  show(actsServer(), null, 'stale');
  const button = screen.getByRole('button', { name: 'Delete stale…' });
  await waitFor(() => expect(whyNot(button)).toContain('What you see is stale'));
  fireEvent.click(button);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('[ACT-UI-14] until the rights are known, and when they cannot be known, nothing can be started', async () => {
  const server = actsServer();
  const fetch: typeof server.fetch = async (path, init) =>
    path.endsWith('/access') ? refusal(503, 'cluster.unreachable', 'The API server does not answer.') : server.fetch(path, init);
  show({ ...server, fetch });
  const button = screen.getByRole('button', { name: 'Restart…' });
  expect(whyNot(button)).toBe('Asking the API server what you may do.');
  await waitFor(() => expect(whyNot(button)).toBe('What you may do is not known: The API server does not answer.'));
});

it('[ACT-UI-15] what has no sense now says so: nothing stale, OnDelete already, no earlier revision', async () => {
  const detail = sampleDetail({ available: 3 }, { strategy: 'OnDelete', stale: 0, revisions: [] });
  show(actsServer(), <HeaderActs detail={detail} shownStale={() => null} />);
  const why = async (name: string, words: RegExp) =>
    waitFor(() => expect(whyNot(screen.getByRole('button', { name, ...MENU_TOO }))).toMatch(words));
  await why('Delete stale…', /^Nothing is stale\.$/);
  await why('Pause…', /nothing to pause/);
  await why('Undo…', /no earlier revision/);
  await why('Change budget…', /no budget/);
});

it('[ACT-UI-16] a paused update can be resumed instead of paused', async () => {
  show(actsServer(), <HeaderActs detail={{ ...DETAIL, phase: 'paused', strategy: 'OnDelete' }} shownStale={() => null} />);
  expect(await screen.findByRole('button', { name: 'Resume…' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Pause…' })).toBeNull();
});

it('[ACT-UI-17] a Pod is named by its uid; one that is terminating can only be deleted by force', async () => {
  const server = actsServer();
  show(server, <PodActs pod={{ ...POD, terminatingUntil: '2026-11-21T03:00:00Z' }} />);
  const button = screen.getByRole('button', { name: 'Force delete…' });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  expect(whyNot(screen.getByRole('button', { name: 'Evict…' }))).toBe('The Pod is terminating already.');
  fireEvent.click(button);
  await waitFor(() =>
    expect(server.dryRuns).toMatchObject([
      { act: 'deletePod', pod: { name: 'fluentd-0', uid: 'pod-uid-0' }, force: true, uid: 'uid-1' },
    ]),
  );
});

it('[ACT-UI-18] a Node is named by its uid; a cordoned one is uncordoned', async () => {
  const server = actsServer();
  show(server, <NodeActs node={{ node: 'node-0', uid: 'node-uid', unschedulable: true }} />);
  const button = screen.getByRole('button', { name: 'Uncordon…' });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button);
  await waitFor(() => expect(server.dryRuns).toMatchObject([{ act: 'uncordon', node: 'node-0', nodeUid: 'node-uid' }]));
});

it('[ACT-UI-31] where room lacks, the Pod whose leaving helps is named and can be evicted; without one nothing is offered', async () => {
  const problem = sampleDetail({ failing: 1 }).problems[0];
  if (problem === undefined) throw new Error('The sample has a problem.');
  const server = actsServer();
  const asked: string[] = [];
  const movable = [{ namespace: 'shop', name: 'hog\u202e', uid: 'hog-uid', enough: true }];
  const { fetch: others } = server;
  const fetch = (path: string, init?: RequestInit) => {
    if (!path.endsWith('/resources')) return others(path, init);
    asked.push(path);
    return Promise.resolve(Response.json({ movable: path.includes('/nodes/full/') ? [] : movable }));
  };
  const lacking = (node: string) => ({ ...problem, nodes: [node], step: { code: 'step.makeRoom', params: {} } });
  show(
    Object.assign(server, { fetch: fetch as typeof server.fetch }),
    <>
      <ProblemAct problem={lacking('node-0')} detail={DETAIL} />
      <ProblemAct problem={lacking('full')} detail={DETAIL} />
    </>,
  );
  expect(await screen.findByText('If shop/hog\\u202E leaves node-0, there is room.')).toBeTruthy();
  await waitFor(() => expect(asked).toHaveLength(2));
  const button = screen.getByRole('button', { name: 'Evict…' });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button);
  const pod = { namespace: 'shop', name: 'hog\u202e', uid: 'hog-uid' };
  await waitFor(() => expect(server.dryRuns).toMatchObject([{ act: 'evictPod', pod }]));
});

it('[ACT-UI-19] the act that fits a cause stands beside it, and none where none helps', () => {
  const problem = sampleDetail({ failing: 1 }).problems[0];
  if (problem === undefined) throw new Error('The sample has a problem.');
  const withStep = (code: string) => ({ ...problem, step: { code, params: {} } });
  show(
    actsServer(),
    <>
      <ProblemAct problem={withStep('step.image')} detail={DETAIL} />
      <ProblemAct problem={withStep('step.logs')} detail={DETAIL} />
      <ProblemAct problem={withStep('step.probe')} detail={DETAIL} />
      <ProblemAct problem={withStep('step.forceDelete')} detail={DETAIL} />
      <ProblemAct problem={withStep('step.deletePods')} detail={DETAIL} />
      <ProblemAct problem={{ ...problem, title: { code: 'problem.projectNodeSelector', params: {} } }} detail={DETAIL} />
      <ProblemAct problem={withStep('step.wait')} detail={DETAIL} />
    </>,
  );
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
    'Undo…',
    'Undo…',
    'Undo…',
    'Force delete…',
    'Delete a Pod…',
    'Empty the node selector…',
  ]);
});
