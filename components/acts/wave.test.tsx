// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Wave, WaveAnswer } from '#lib/feed/wave.ts';
import { type ActsServer, accessTo, actsServer, refusal } from '#lib/testing/acts-server.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { ActsProvider } from './acts-provider.tsx';
import { HeaderActs } from './header-acts.tsx';
import { WaveCard } from './wave-card.tsx';

// A busy machine takes its time; nothing here measures it.
vi.setConfig({ testTimeout: 30_000 });

const ADDRESS = { cluster: 'demo', namespace: 'kube-system', name: 'fluentd-elasticsearch' };
const SETTINGS = {
  order: 'zone',
  size: '10%',
  pauseSeconds: 30,
  failuresAllowed: 0,
  availableWithinSeconds: 600,
  by: 'delete',
} as const;
const WAVE: Wave = {
  id: 'wave-1',
  state: 'running',
  settings: SETTINGS,
  startedAt: '2026-11-21T03:00:00Z',
  startedBy: 'jane\u202e',
  endedAt: null,
  total: 12,
  done: 3,
  failed: 1,
  inFlight: [{ node: 'node-7', since: '2026-11-21T03:00:00Z' }],
  next: Array.from({ length: 8 }, (_, index) => `node-${20 + index}`),
  reason: { code: 'wave.pausing', params: { at: '2026-11-21T03:00:30Z' } },
  holder: 'rollcall-0',
  renewedAt: '2026-11-21T03:00:10Z',
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function planned(command: Record<string, unknown>, confirmation: string | null = null): WaveAnswer {
  const size = command.size === '10%' ? 2 : Number(command.size);
  const plan = { nodes: ['node-0', 'node-1'], nodeCount: 20, stepSize: size, steps: Math.ceil(20 / size) };
  return { wave: null, plan: { ...plan, effects: [], warnings: [], confirmation }, kubectl: '' };
}

function show(server: ActsServer, onSelect = vi.fn()) {
  vi.stubGlobal('fetch', server.fetch);
  const live = sampleLiveDaemonSet([
    { name: 'node-0', state: 'outdated' },
    { name: 'node-1', state: 'outdated' },
  ]);
  renderWithWords(
    <ActsProvider address={ADDRESS} live={live} connection="live">
      <HeaderActs detail={live.detail} shownStale={() => ['node-1']} />
      <WaveCard address={ADDRESS} onSelect={onSelect} />
    </ActsProvider>,
  );
  return onSelect;
}

async function openDialog() {
  const button = await screen.findByRole('button', { name: 'Delete stale in waves…', hidden: true });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button);
  return within(await screen.findByRole('dialog'));
}

it('[ACT-UI-20] a wave is planned by a dry run, again after each change, and started once with what was planned', async () => {
  const server = actsServer();
  server.wave = (command) => {
    if (command?.dryRun === true) return planned(command);
    return { wave: command === null ? null : WAVE, kubectl: '' };
  };
  show(server);
  const dialog = await openDialog();
  expect(await dialog.findByRole('button', { name: 'Delete 20 stale Pods in 10 steps' })).toBeTruthy();
  expect(dialog.getByText(/The pauses alone take 4m30s/)).toBeTruthy();
  fireEvent.change(dialog.getByRole('textbox', { name: 'Nodes at once' }), { target: { value: '5' } });
  fireEvent.click(dialog.getByRole('radio', { name: 'Only those on the 1 Node that the filter shows' }));
  const start = await dialog.findByRole('button', { name: 'Delete 20 stale Pods in 4 steps' });
  fireEvent.click(start);
  fireEvent.click(start);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const started = server.waveCommands.filter(({ dryRun }) => dryRun !== true);
  expect(started).toMatchObject([{ command: 'start', uid: 'uid-1', ...SETTINGS, size: 5, nodes: ['node-1'] }]);
  expect(started[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await screen.findByText('3 of 12 done')).toBeTruthy();
});

it('[ACT-UI-21] a wrong number names what is allowed, and nothing is asked or started with it', async () => {
  const server = actsServer();
  server.wave = (command) => (command?.dryRun === true ? planned(command) : { wave: null, kubectl: '' });
  show(server);
  const dialog = await openDialog();
  await dialog.findByRole('button', { name: 'Delete 20 stale Pods in 10 steps' });
  const before = server.waveCommands.length;
  fireEvent.change(dialog.getByRole('textbox', { name: 'Pause between steps, seconds' }), { target: { value: '3601' } });
  fireEvent.change(dialog.getByRole('textbox', { name: 'Nodes at once' }), { target: { value: '101%' } });
  expect(dialog.getByText('A whole number from 0 to 3,600.')).toBeTruthy();
  expect(dialog.getByText('A count from 1, such as 3, or a percentage from 1% to 100%.')).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: 'Delete stale Pods in waves' }));
  expect(server.waveCommands).toHaveLength(before);
});

it('[ACT-UI-22] everybody sees a running wave: progress, who waits, what comes next, its reason, whoever runs it', async () => {
  const server = actsServer();
  server.wave = () => ({ wave: WAVE, kubectl: '' });
  const select = show(server);
  expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('3');
  expect(screen.getByRole('status').textContent).toContain('running');
  expect(screen.getByText(/1 failed/)).toBeTruthy();
  expect(screen.getByText(/^The next step begins at \d\d:\d\d:\d\d\.$/)).toBeTruthy();
  expect(screen.getByText(/Started by jane\\u202E/)).toBeTruthy();
  expect(screen.getByText('and 3 more')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'node-7' }));
  expect(select).toHaveBeenCalledWith('node-7');
});

it('[ACT-UI-23] a wave is paused by one click, stopped by two, and a refusal is shown in the words of the server', async () => {
  const server = actsServer();
  server.wave = (command) =>
    command?.command === 'pause' ? refusal(409, 'target.changed', 'The wave has ended.') : { wave: WAVE, kubectl: '' };
  show(server);
  const pause = await screen.findByRole('button', { name: 'Pause' });
  await waitFor(() => expect(pause.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(pause);
  fireEvent.click(pause);
  expect((await screen.findByRole('alert')).textContent).toBe('The wave has ended.');
  fireEvent.click(screen.getByRole('button', { name: 'Stop…' }));
  expect(server.waveCommands).toEqual([{ command: 'pause', id: 'wave-1' }]);
  fireEvent.click(screen.getByRole('button', { name: 'Stop for good' }));
  await waitFor(() => expect(server.waveCommands[1]).toEqual({ command: 'stop', id: 'wave-1' }));
});

it('[ACT-UI-24] without a wave, and on a server without waves, there is no card', async () => {
  const server = actsServer();
  server.wave = () => refusal(404, 'path.notFound', 'There is nothing here.');
  show(server);
  await waitFor(() => expect(screen.getByRole('button', { name: 'Restart…' }).getAttribute('aria-disabled')).toBeNull());
  expect(screen.queryByText('Wave')).toBeNull();
});

it('[ACT-UI-30] beside a Node or a choice the wave stays in sight while it is not over, and only then', async () => {
  for (const state of ['running', 'paused', 'failed', 'complete', 'stopped'] as const) {
    const server = actsServer();
    server.wave = () => ({ wave: { ...WAVE, state }, kubectl: '' });
    vi.stubGlobal('fetch', server.fetch);
    const live = sampleLiveDaemonSet([{ name: 'node-0', state: 'outdated' }]);
    renderWithWords(
      <ActsProvider address={ADDRESS} live={live} connection="live">
        <WaveCard address={ADDRESS} onSelect={vi.fn()} unfinished />
        <WaveCard address={{ ...ADDRESS, name: 'other' }} onSelect={vi.fn()} />
      </ActsProvider>,
    );
    await screen.findAllByRole('progressbar');
    const isOver = state === 'complete' || state === 'stopped';
    expect([state, screen.getAllByRole('progressbar').length]).toEqual([state, isOver ? 1 : 2]);
    cleanup();
  }
});

it('[ACT-UI-31] a wave by eviction is not offered to who may only delete, and the missing right is named', async () => {
  const server = Object.assign(actsServer(), { access: accessTo(['deleteStale']) });
  server.wave = (command) => (command === null ? { wave: null, kubectl: '' } : planned(command));
  show(server);
  const dialog = await openDialog();
  const start = await dialog.findByRole('button', { name: /^Delete \d+ stale Pods/ });
  expect(start.getAttribute('aria-disabled')).toBeNull();
  fireEvent.click(dialog.getByRole('radio', { name: /evict/i }));
  await waitFor(() => expect(start.getAttribute('aria-disabled')).toBe('true'));
});
