import { expect, it } from 'vitest';
import { cellLook } from '#components/node-cell/appearance.ts';
import { MARK, TROUBLE } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { cellNumber, lookOfCell } from './cell-number.ts';
import { RESTART_STEPS, shownRevisions, TONES, toneOf } from './colouring.ts';

function liveWith(revisions: readonly number[], restarts: readonly number[] = []) {
  const live = sampleLiveDaemonSet([
    ...revisions.map((revision) => ({ name: `r${revision}`, state: 'available' as const, revision })),
    ...restarts.map((count) => ({ name: `c${count}`, state: 'available' as const, restarts: count })),
    { name: 'empty', state: 'missing' as const, revision: 0 },
  ]);
  const populations = revisions.map((revision) => ({ revision }) as never);
  return { ...live, detail: { ...live.detail, revisions: populations } };
}

it('[TONE-1] cells coloured by state have no tone', () => {
  expect(toneOf(liveWith([1]), 'state', 0)).toBeNull();
});

it('[TONE-2] the newest revision has the highest tone, each older one a lower one, and all that are too many the lowest', () => {
  const live = liveWith([1, 2, 3, 4, 5, 6, 7]);
  expect(shownRevisions(live)).toEqual([7, 6, 5, 4]);
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((slot) => toneOf(live, 'revision', 0)?.(slot))).toEqual([0, 0, 0, 1, 2, 3, 4, -1]);
});

it('[TONE-3] more restarts and a greater age never have a lower tone; where no Pod is there is none', () => {
  const counts = [0, 1, 2, 3, 9, 10, 49, 50, 1_000];
  const live = liveWith([], counts);
  const tones = counts.map((_, slot) => toneOf(live, 'restarts', 0)?.(slot) ?? -9);
  expect(tones).toEqual(tones.toSorted((a, b) => a - b));
  expect(new Set(tones).size).toBe(TONES);
  expect(RESTART_STEPS.map((step) => tones[counts.indexOf(step)])).toEqual([1, 2, 3, 4]);
  expect(toneOf(live, 'restarts', 0)?.(counts.length)).toBe(-1);
  const created = live.podCreatedAt[0] ?? 0;
  const ages = [0, 599, 600, 3_600, 86_400, 604_800].map((age) => toneOf(live, 'age', created + age)?.(0));
  expect(ages).toEqual([0, 0, 1, 2, 3, 4]);
});

it('[TONE-4] the number of a cell holds its whole look', () => {
  const troubles = [0, TROUBLE.cordoned, TROUBLE.notReady, TROUBLE.deleting | TROUBLE.cordoned];
  for (const [state, name] of NODE_ROLLOUT_STATES.entries()) {
    for (const marks of [0, MARK.stale, MARK.stale | MARK.shouldRun]) {
      for (const trouble of troubles) {
        for (let tone = -1; tone < TONES; tone++) {
          for (const dimmed of [false, true]) {
            const look = { ...cellLook(name, marks, trouble), tone };
            expect(lookOfCell(cellNumber({ state, marks, trouble, tone, dimmed }))).toEqual({ look, dimmed });
          }
        }
      }
    }
  }
});
