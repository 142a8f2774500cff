// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { EventRow, NodeDetail } from '#lib/feed/node-detail.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { NodePanel } from './node-panel.tsx';

const DETAIL: NodeDetail = {
  asOf: '2026-11-21T03:00:00Z',
  node: 'node-7',
  uid: 'uid-node-7',
  labels: { 'kubernetes.io/os': 'linux' },
  taints: [
    { key: 'gpu', value: 'yes', effect: 'NoSchedule', toleratedBy: null, decides: true },
    {
      key: 'node.kubernetes.io/unschedulable',
      effect: 'NoSchedule',
      toleratedBy: { toleration: 'node.kubernetes.io/unschedulable:NoSchedule', from: 'controller' },
      decides: true,
    },
  ],
  unschedulable: true,
  conditions: [{ type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'container runtime is down' }],
  kubeletVersion: 'v1.36.0',
  createdAt: '2026-11-20T03:00:00Z',
  shouldRun: false,
  shouldContinueRunning: true,
  reasons: [
    { code: 'taint', key: 'gpu', value: 'yes', effect: 'NoSchedule' },
    { code: 'nodeSelector', key: 'type', wanted: 'compute', found: null },
  ],
  state: 'misscheduled',
  reason: 'Running',
  pods: [],
  scheduler: [],
  terminations: [],
};
const EVENTS: readonly EventRow[] = [
  {
    type: 'Warning',
    reason: 'FailedScheduling',
    message: '<b>0/3</b> nodes\u202E',
    object: 'Pod/x',
    count: 3,
    firstAt: '2026-11-21T02:00:00Z',
    lastAt: '2026-11-21T02:30:00Z',
    source: 'default-scheduler',
  },
];
const ADDRESS = { cluster: 'demo', namespace: 'kube-system', name: 'falco', node: 'node-7' };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function answer(detail: () => Response): void {
  vi.stubGlobal('fetch', async (path: string) => (path.endsWith('/events') ? Response.json({ events: EVENTS }) : detail()));
}

function show() {
  renderWithWords(<NodePanel address={ADDRESS} rowVersion="1" trouble={0} onClose={() => undefined} />);
  return screen.getByRole('region', { name: 'Node node-7' });
}

it('[PANEL-1] default: the verdict, then every failing fact, not only the first', async () => {
  answer(() => Response.json(DETAIL));
  const panel = show();
  expect((await within(panel).findByTestId('verdict')).textContent).toContain(
    'should not run on this Node, but a Pod of it is here',
  );
  expect(within(panel).getByText('untolerated taint gpu=yes:NoSchedule')).toBeTruthy();
  expect(within(panel).getByText('nodeSelector wants type=compute; the Node has no such label')).toBeTruthy();
});

it('[PANEL-2] each taint says which toleration covers it, or that none does', async () => {
  answer(() => Response.json(DETAIL));
  const panel = show();
  expect(await within(panel).findByText('not tolerated')).toBeTruthy();
  expect(
    within(panel).getByText('tolerated by the DaemonSet controller: node.kubernetes.io/unschedulable:NoSchedule'),
  ).toBeTruthy();
});

it('[PANEL-3] empty: no Pod is said, never left blank', async () => {
  answer(() => Response.json(DETAIL));
  expect(await within(show()).findByText('No Pod of this DaemonSet is here.')).toBeTruthy();
});

it('[PANEL-4] hostile events are text, with invisible characters shown', async () => {
  answer(() => Response.json(DETAIL));
  expect(await within(show()).findByText('<b>0/3</b> nodes\\u202E')).toBeTruthy();
});

it('[PANEL-5] error: the server words what is wrong', async () => {
  answer(() => Response.json({ error: { code: 'node.notFound', message: 'This cluster has no Node node-7.' } }, { status: 404 }));
  const panel = show();
  expect(await within(panel).findByText('This cluster has no Node node-7.')).toBeTruthy();
});

it('[PANEL-6] loading: a skeleton in its place, the name already known', () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  const panel = show();
  expect(panel.querySelector('[aria-busy=true]')).not.toBeNull();
  expect(panel.textContent).toContain('node-7');
});
