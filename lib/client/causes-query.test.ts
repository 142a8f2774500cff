import { expect, it } from 'vitest';
import type { CausesAnswer } from '#lib/feed/causes.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { askAgainMs, explainsAll } from './causes-query.ts';

const problem = (code: string) => ({ title: { code, params: {} }, pod: 'p1' }) as unknown as Problem;
const EVIDENCE = [{}] as unknown as CausesAnswer['evidence'];

it('[CAUSES-10] what nobody has explained is asked for again soon, ten times; else every 15 s', () => {
  expect(askAgainMs(undefined, 'a')).toBe(3_000);
  expect(askAgainMs({ revision: 'a', unexplained: 0 }, 'b')).toBe(3_000);
  const waits = Array.from({ length: 12 }, (_, unexplained) => askAgainMs({ revision: 'a', unexplained }, 'a'));
  expect(waits).toEqual([15_000, ...Array.from({ length: 9 }, () => 3_000), 15_000, 15_000]);
});

it('[CAUSES-11] an answer explains all when each problem that events tell of has its evidence, and missing Pods their reason', () => {
  expect(explainsAll({ evidence: [], problems: [] }, [problem('problem.nodeAffinity')])).toBe(true);
  expect(explainsAll({ evidence: [], problems: [] }, [problem('problem.notReady')])).toBe(false);
  expect(explainsAll({ evidence: EVIDENCE, problems: [] }, [problem('problem.notReady')])).toBe(true);
  expect(explainsAll({ evidence: [], problems: [] }, [problem('problem.missing')])).toBe(false);
  expect(explainsAll({ evidence: [], problems: [problem('problem.quota')] }, [problem('problem.missing')])).toBe(true);
});
