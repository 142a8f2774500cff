// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ProjectNodeSelector } from '#lib/rollout/project-node-selector.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import type { ExplainedProblem } from './problem-causes.ts';
import { ProblemList } from './problem-list.tsx';

function problem(code: string, params: Problem['title']['params'], parts: Partial<Problem> = {}): Problem {
  return {
    cause: 'x',
    state: 'failing',
    states: ['failing'],
    title: { code, params },
    step: { code: 'step.logs', params: {} },
    command: 'kubectl logs --previous pod/a',
    since: null,
    restarts: 3,
    slots: 1,
    nodeCount: 1,
    nodes: ['node-1'],
    pod: 'agent-a',
    message: null,
    ...parts,
  };
}

const SELECTOR: ProjectNodeSelector = {
  annotation: 'openshift.io/node-selector',
  selector: 'pool=blue\u202E',
  effect: 'pending',
  nodes: ['node-7', 'node-8', 'node-9', 'node-10'],
  nodeCount: 4,
  eligible: 9,
  command: 'kubectl annotate --overwrite namespace team scheduler.alpha.kubernetes.io/node-selector=',
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(explained: readonly ExplainedProblem[], parts: { selector?: ProjectNodeSelector; unknown?: string } = {}) {
  const onSelect = vi.fn();
  const { selector = null, unknown = null } = parts;
  renderWithWords(
    <ProblemList
      cluster="demo"
      namespace="team"
      explained={explained}
      selector={selector}
      unknown={unknown}
      onShow={() => undefined}
      onSelect={onSelect}
    />,
  );
  return { onSelect };
}

it('[PROBLEMS-1] an exit code is put into words, and the last lines of the container come when asked for', async () => {
  const fetch = vi.fn(async (_path: string) => new Response('panic: no rules\n'));
  vi.stubGlobal('fetch', fetch);
  show([{ problem: problem('problem.crash', { container: 'main', exitCode: 127 }), evidence: null }]);
  expect(screen.getByText('The container main crashes with exit code 127 (its command was not found)')).toBeTruthy();
  expect(fetch).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Last lines of agent-a' }));
  expect((await screen.findByRole('log')).textContent).toBe('panic: no rules');
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/c/demo/pods/team/agent-a/log?container=main&tailLines=10&previous=true');
});

it('[PROBLEMS-2] what the kubelet said stands below the cause, whole and harmless', () => {
  const title = { code: 'problem.notReady', params: { container: 'main' } };
  const evidence = {
    title,
    pod: 'agent-a',
    cause: { code: 'problem.readinessProbe', params: { text: '<b>503</b>\u202E' } },
    count: 4,
    lastAt: '2026-01-01T00:00:00Z',
  };
  show([{ problem: problem(title.code, title.params), evidence }]);
  const line = screen.getByTestId('evidence');
  expect(line.textContent).toContain('Readiness probe fails: <b>503</b>\\u202E');
  expect(line.textContent).toContain('4 times, said of agent-a');
  expect(screen.queryByRole('button', { name: /Last lines/ })).toBeNull();
});

it('[PROBLEMS-3] a project node selector says where it comes from, what it does and which Nodes it takes away', () => {
  const { onSelect } = show([], { selector: SELECTOR });
  const notice = within(screen.getByTestId('selector'));
  expect(notice.getByText(/annotation openshift.io\/node-selector of the namespace team adds pool=blue\\u202E/)).toBeTruthy();
  expect(notice.getByText(/4 of the 9 eligible Nodes do not match/)).toBeTruthy();
  expect(notice.getByText('and 1 more')).toBeTruthy();
  fireEvent.click(notice.getByRole('button', { name: 'node-7' }));
  expect(onSelect).toHaveBeenCalledWith('node-7');
  cleanup();
  show([{ problem: problem('problem.projectNodeSelector', { selector: 'pool=blue' }), evidence: null }], { selector: SELECTOR });
  expect(within(screen.getByTestId('selector')).queryByRole('button', { name: 'node-7' })).toBeNull();
});

it('[PROBLEMS-4] the cluster default is called an inference; one that does no harm is not mentioned', () => {
  show([], { selector: { ...SELECTOR, annotation: null } });
  expect(screen.getByTestId('selector').textContent).toContain('by all appearances');
  cleanup();
  show([], { selector: { ...SELECTOR, effect: 'harmless' } });
  expect(screen.queryByTestId('selector')).toBeNull();
});

it('[PROBLEMS-5] empty, and not allowed to know more: both are said', () => {
  show([], { unknown: 'events is forbidden' });
  expect(screen.getByText('Nothing holds it.')).toBeTruthy();
  expect(screen.getByText('Why is not known in full: events is forbidden')).toBeTruthy();
});
