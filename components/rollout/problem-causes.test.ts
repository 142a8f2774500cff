import { expect, it } from 'vitest';
import type { Problem } from '#lib/rollout/summary.ts';
import { explainedProblems, getsOn } from './problem-causes.ts';

function problem(code: string, nodeCount = 1): Problem {
  return {
    cause: 'x',
    state: 'missing',
    states: ['missing'],
    title: { code, params: {} },
    step: { code: 'step.wait', params: {} },
    command: null,
    since: null,
    restarts: 0,
    slots: 0,
    nodeCount,
    nodes: [],
    pod: null,
    message: null,
  };
}
const codes = (list: ReturnType<typeof explainedProblems>) => list.map(({ problem: { title } }) => title.code);

it('[CAUSES-1] why Pods were refused stands in place of the Nodes that merely lack one', () => {
  const problems = [problem('problem.image'), problem('problem.missing'), problem('problem.crash')];
  const refused = [problem('problem.quota'), problem('problem.webhook')];
  expect(codes(explainedProblems(problems, { problems: refused, evidence: [] }))).toEqual([
    'problem.image',
    'problem.quota',
    'problem.webhook',
    'problem.crash',
  ]);
  expect(codes(explainedProblems(problems, undefined))).toEqual(['problem.image', 'problem.missing', 'problem.crash']);
  expect(codes(explainedProblems([], { problems: refused, evidence: [] }))).toEqual([]);
});

it('[CAUSES-2] evidence goes to the problem that it is about, and to no other', () => {
  const evidence = {
    title: { code: 'problem.notReady', params: { container: 'a' } },
    pod: 'x',
    cause: { code: 'problem.readinessProbe', params: { text: '503' } },
    count: 1,
    lastAt: '2026-01-01T00:00:00Z',
  };
  const ours = { ...problem('problem.notReady'), title: evidence.title };
  const other = { ...problem('problem.notReady'), title: { code: 'problem.notReady', params: { container: 'b' } } };
  const explained = explainedProblems([ours, other], { problems: [], evidence: [evidence] });
  expect(explained.map((one) => one.evidence)).toEqual([evidence, null]);
});

it('[CAUSES-4] while the update gets on a Node between two Pods is no problem; what is refused is one', () => {
  const problems = [problem('problem.image'), problem('problem.missing')];
  expect(codes(explainedProblems(problems, undefined, { getsOn: true }))).toEqual(['problem.image']);
  const refused = { problems: [problem('problem.quota')], evidence: [] };
  expect(codes(explainedProblems(problems, refused, { getsOn: true }))).toEqual(['problem.image', 'problem.quota']);
});

it('[CAUSES-5] an update gets on while something changed within the last half minute', () => {
  const stall = { lastChangeAt: '2026-01-01T00:00:00.000Z', limitSeconds: 600 };
  const after = (seconds: number) => Date.parse(stall.lastChangeAt) + seconds * 1000;
  expect(getsOn({ phase: 'rollingOut', stall }, after(29))).toBe(true);
  expect(getsOn({ phase: 'rollingOut', stall }, after(30))).toBe(false);
  expect(getsOn({ phase: 'stalled', stall }, after(1))).toBe(false);
  expect(getsOn({ phase: 'rollingOut', stall: null }, after(1))).toBe(false);
});
