import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHASES, type Phase } from '#lib/rollout/summary.ts';
import { judge, type NewsKind, type Seen } from './rollout-news.ts';

const MINUTE = 60_000;
type Step = readonly [phase: Phase, revision: number, minute?: number, uid?: string];

/** What is told of a DaemonSet that goes through these steps, one entry a step. */
function told(...steps: readonly Step[]): (NewsKind | null)[] {
  let seen: Seen | null = null;
  return steps.map(([phase, revision, minute = 0, uid = 'u']) => {
    const judgement = judge(seen, { uid, revision, phase }, minute * MINUTE + 1_000_000_000);
    seen = judgement.seen;
    return judgement.news;
  });
}

describe('judge', () => {
  it.each(PHASES)('[NEWS-1] what is seen for the first time is no news: %s', (phase) => {
    expect(told([phase, 4])).toEqual([null]);
  });

  it('[NEWS-2] a rollout that ends is told, once', () => {
    expect(told(['complete', 1], ['rollingOut', 2], ['complete', 2], ['nodesJoining', 2], ['complete', 2])).toEqual([
      null,
      null,
      'ended',
      null,
      null,
    ]);
    expect(told(['rollingOut', 2], ['complete', 2])).toEqual([null, 'ended']);
    expect(told(['waitingForDelete', 2], ['complete', 2])).toEqual([null, 'ended']);
  });

  it('[NEWS-3] a rollout that stalls is told once, however often it moves in between, and its end again', () => {
    const steps: Step[] = [
      ['rollingOut', 2],
      ['stalled', 2],
      ['rollingOut', 2],
      ['stalled', 2],
      ['complete', 2],
    ];
    expect(told(...steps)).toEqual([null, 'stalled', null, null, 'ended']);
    expect(told(['stalled', 2], ['rollingOut', 3], ['stalled', 3])).toEqual([null, null, 'stalled']);
  });

  it('[NEWS-4] degraded is told, getting well is not, and degraded again only ten minutes later', () => {
    const steps: Step[] = [
      ['complete', 2, 0],
      ['degraded', 2, 1],
      ['complete', 2, 2],
      ['degraded', 2, 3],
      ['complete', 2, 4],
      ['degraded', 2, 12],
    ];
    expect(told(...steps)).toEqual([null, 'degraded', null, null, null, 'degraded']);
  });

  it('[NEWS-5] a DaemonSet that was deleted and made anew is seen for the first time', () => {
    expect(
      told(['rollingOut', 2], ['complete', 1, 0, 'other'], ['rollingOut', 2, 0, 'other'], ['complete', 2, 0, 'other']),
    ).toEqual([null, null, null, 'ended']);
  });

  it('[NEWS-6] nothing is told twice in a row, and the same again is never news, whatever happens', () => {
    const step = fc.tuple(fc.constantFrom(...PHASES), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        let seen: Seen | null = null;
        for (const [phase, revision] of steps) {
          const now = { uid: 'u', revision, phase };
          seen = judge(seen, now, 0).seen;
          expect(judge(seen, now, 0)).toEqual({ seen, news: null });
        }
      }),
    );
  });
});
