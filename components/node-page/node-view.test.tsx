// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DaemonSetOnNode, NodeAnswer } from '#lib/feed/node-page.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { NodeSkeleton } from './node-skeleton.tsx';
import { NodeView } from './node-view.tsx';

vi.mock('next/link', () => ({
  default: ({ prefetch: _, ...rest }: React.ComponentProps<'a'> & { prefetch?: boolean }) => <a {...rest} />,
}));

const RESOURCES = {
  asOf: 'now',
  complete: true,
  daemonPods: 1,
  resources: [
    {
      resource: 'memory',
      allocatable: '8Gi',
      daemonSets: '1Gi',
      others: '3Gi',
      free: '4Gi',
      asked: '0',
      shortBy: '0',
      shares: { daemonSets: 0.125, others: 0.375, free: 0.5 },
    },
  ],
  others: [
    {
      namespace: 'shop',
      name: 'web',
      uid: 'u',
      createdAt: '2026-01-01T00:00:00Z',
      owner: null,
      priority: 0,
      asks: { cpu: '500m', memory: '3Gi' },
      leaving: false,
      static: false,
    },
  ],
  otherCount: 1,
};
let forbidden = false;

beforeEach(() => {
  forbidden = false;
  vi.stubGlobal('fetch', async (path: string) => {
    if (forbidden)
      return Response.json({ error: { code: 'rbac.forbidden', message: 'jane may not list pods.' } }, { status: 403 });
    return Response.json(path.endsWith('/events') ? { asOf: 'now', events: [] } : RESOURCES);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function onNode(name: string, parts: Partial<DaemonSetOnNode> = {}): DaemonSetOnNode {
  const pod = {
    name: `${name}-1`,
    uid: name,
    revision: 1,
    revisionHash: 'h',
    updated: true,
    status: 'Running',
    readyContainers: '1/1',
  };
  const times = { createdAt: '2026-01-01T00:00:00Z', terminating: false, terminatingUntil: null };
  const rest = { ready: true, available: true, restarts: 0, pending: false, message: null };
  return {
    namespace: 'default',
    name,
    uid: name,
    phase: 'complete',
    node: 'node-1',
    shouldRun: true,
    shouldContinueRunning: true,
    reasons: [],
    state: 'available',
    reason: '',
    pods: [{ ...pod, ...times, ...rest }],
    ...parts,
  };
}

function answerOf(daemonSets: readonly DaemonSetOnNode[], parts: Partial<NodeAnswer> = {}): NodeAnswer {
  const due = daemonSets.filter(({ shouldRun }) => shouldRun);
  const available = due.filter(({ pods }) => pods.some((pod) => pod.available)).length;
  return {
    asOf: 'now',
    connection: { state: 'live', lastProofAt: null, since: 'then', problem: null },
    node: 'node-1',
    uid: 'node-uid',
    createdAt: '2026-01-01T00:00:00Z',
    deletingSince: null,
    attributes: { zone: 'east', pool: '', role: '', instanceType: '' },
    trouble: 0,
    readiness: { ready: available === due.length, node: 'ready', desired: due.length, available },
    labels: { zone: 'east' },
    taints: [],
    unschedulable: false,
    conditions: [{ type: 'Ready', status: 'True' }],
    allocatable: {},
    capacity: {},
    nodeInfo: {},
    daemonSets,
    ...parts,
  };
}

const show = (answer: NodeAnswer) =>
  renderWithWords(
    <NodeView
      address={{ cluster: 'demo', node: answer.node }}
      answer={answer}
      acts={null}
      podActs={() => null}
      otherPodActs={() => null}
    />,
  );
const sentence = () => screen.getByTestId('node-sentence').textContent?.trim();

it('[NODE-10] a Node is ready when every DaemonSet that should run there is available, and it says how many', () => {
  show(answerOf([onNode('a'), onNode('b'), onNode('c', { shouldRun: false, state: 'ineligible', pods: [] })]));
  expect(sentence()).toBe('Ready for work. All 2 DaemonSets that should run here are available.');
});

it('[NODE-11] a Node that is not ready names what is missing and why, attention first, each a link with the Node chosen', () => {
  show(answerOf([onNode('a'), onNode('falco', { state: 'failing', reason: 'CrashLoopBackOff', pods: [] })]));
  expect(sentence()).toBe(
    'Not ready for work. 1 of 2 DaemonSets that should run here is not available: falco (failing, CrashLoopBackOff).',
  );
  const [first] = within(screen.getByRole('region', { name: 'DaemonSets here' })).getAllByRole('listitem');
  expect(
    within(first as HTMLElement)
      .getByRole('link')
      .getAttribute('href'),
  ).toBe('/c/demo/daemonsets/default/falco?node=node-1');
});

it('[NODE-12] a Node that does not say Ready, and one that is cordoned, say so', () => {
  show(answerOf([onNode('a')], { readiness: { ready: false, node: 'unknown', desired: 1, available: 1 }, unschedulable: true }));
  expect(sentence()).toBe(
    'Not ready for work. The Node has stopped saying that it is Ready. The one DaemonSet that should run here is available. ' +
      'It is cordoned: other Pods are not scheduled here, DaemonSets are.',
  );
});

it('[NODE-13] those that should not run there are folded, with every fact that keeps them away', () => {
  const reasons = [{ code: 'taint', key: 'gpu', value: '', effect: 'NoSchedule', text: 'no' }] as const;
  show(answerOf([onNode('away', { shouldRun: false, state: 'ineligible', pods: [], reasons })]));
  expect(screen.queryByText(/gpu:NoSchedule/)).toBeNull();
  const fold = screen.getByText('DaemonSets that should not run here').closest('details') as HTMLDetailsElement;
  fold.open = true;
  fireEvent(fold, new Event('toggle'));
  expect(screen.getByText(/gpu:NoSchedule/)).toBeTruthy();
});

it('[NODE-14] capacity is three parts that are read out exactly, and other Pods say what they ask for', async () => {
  show(answerOf([onNode('a')]));
  expect(await screen.findByRole('img', { name: 'memory: DaemonSets 1Gi, other Pods 3Gi, free 4Gi of 8Gi' })).toBeTruthy();
  expect(screen.getByText('asks cpu 500m, memory 3Gi')).toBeTruthy();
});

it('[NODE-15] what may not be read says why, and the rest of the page stays', async () => {
  forbidden = true;
  show(answerOf([onNode('a')]));
  expect(await screen.findByText(/How much is free is not known: jane may not list pods/)).toBeTruthy();
  expect(sentence()).toContain('Ready for work.');
});

it('[NODE-16] loading names the Node, hostile text stays text', () => {
  renderWithWords(<NodeSkeleton label="Loading" node="node-1" />);
  expect(screen.getByRole('status', { name: 'Loading' }).textContent).toContain('node-1');
  cleanup();
  show(answerOf([onNode('a', { state: 'failing', reason: '‮evil', pods: [] })], { labels: { '‮k': 'v' } }));
  expect(document.body.textContent).not.toContain('‮');
});
