import { expect, it } from 'vitest';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { timelineAnswer } from './timeline-answer.ts';

const { uid } = DAEMON_SET.metadata;

function ask(query = '') {
  const { hub, feeds } = aSyncedEngine();
  const detail = hub.rollout.detail(uid) ?? expect.fail('the DaemonSet is known');
  const found = { hub, feeds, uid, daemonSet: DAEMON_SET, detail };
  return { hub, answer: () => timelineAnswer(new Request(`http://127.0.0.1/timeline${query}`), found) };
}

it('[HTTP-70] the timeline ends with the counts of the Summary, its times in RFC 3339', () => {
  const { hub, answer } = ask();
  const { asOf, timeline } = answer();
  const { at = [], updated = [], desired = [] } = timeline?.series ?? {};
  const summary = hub.rollout.summaries().get(uid);
  expect([updated.at(-1), desired.at(-1)]).toEqual([summary?.updated, summary?.desired]);
  expect([timeline?.start, asOf]).toEqual([at[0], at.at(-1)]);
  expect(new Date(asOf).toISOString()).toBe(asOf);
});

it('[HTTP-71] those who ask at the same time share one look at the Nodes; another page is looked up anew', () => {
  const { answer } = ask('?lanes=3');
  const first = answer().timeline?.series.updated;
  expect(answer().timeline?.series.updated).toBe(first);
});

it.each([
  ['?lanes=0', 'lanes must be a whole number from 1 to 200, not "0".'],
  ['?from=-1', 'from must be a whole number from 0 to 1000000, not "-1".'],
  ['?x=1', '"x" is no query parameter of this path; allowed are lanes, from.'],
])('[HTTP-72] %s is refused', (query, message) => {
  expect(() => ask(query).answer()).toThrow(message);
});
