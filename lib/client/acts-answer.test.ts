import { expect, it } from 'vitest';
import { ACT_NAMES } from '#lib/feed/act.ts';
import { FeedFormatError } from '#lib/feed/feed-format-error.ts';
import { accessTo, answerTo } from '#lib/testing/acts-server.ts';
import { readAccess } from './access-answer.ts';
import { readActAnswer } from './acts-answer.ts';
import { newRequestId } from './request-id.ts';
import { readWaveAnswer } from './wave-answer.ts';

const PLAN = answerTo({ act: 'deleteStale', uid: 'uid-1', dryRun: true });

it('[ACT-UI-25] an answer is taken whole or not at all: half a plan is never shown', () => {
  expect(readActAnswer(PLAN)).toEqual(PLAN);
  const broken = [
    null,
    { ...PLAN, act: 'dropCluster' },
    { ...PLAN, plan: undefined },
    { ...PLAN, plan: { ...PLAN.plan, objectCount: -1 } },
    { ...PLAN, plan: { ...PLAN.plan, effects: [{ code: 'act.restarts', params: { name: {} } }] } },
    { ...PLAN, plan: { ...PLAN.plan, fingerprint: 7 } },
    { ...PLAN, results: [{ ...PLAN.results[0], outcome: 'perhaps' }] },
  ];
  for (const value of broken) expect(() => readActAnswer(value)).toThrow(FeedFormatError);
});

it('[ACT-UI-26] an act that the answer about rights does not name is not allowed', () => {
  const access = accessTo(ACT_NAMES);
  expect(readAccess(access)).toEqual(access);
  const { restart: _, ...acts } = access.acts;
  expect(readAccess({ ...access, acts }).acts.restart).toEqual({ allowed: false, missing: [] });
  expect(() => readAccess({ ...access, readOnly: 'perhaps' })).toThrow('access.readOnly');
});

it('[ACT-UI-27] no wave is an answer; a wave in an unknown state is none', () => {
  expect(readWaveAnswer({ wave: null, kubectl: '' })).toEqual({ wave: null, kubectl: '' });
  expect(() => readWaveAnswer({ wave: { id: 'a', state: 'flying' }, kubectl: '' })).toThrow('wave.');
});

it('[ACT-UI-28] a request id is a random UUID, also where crypto.randomUUID is missing', () => {
  expect(newRequestId({ getRandomValues: <T>(bytes: T) => bytes })).toBe('00000000-0000-4000-8000-000000000000');
  expect(newRequestId()).not.toBe(newRequestId());
});
