import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';

export const COLOURINGS = ['state', 'revision', 'age', 'restarts'] as const;
export type Colouring = (typeof COLOURINGS)[number];

/** Tones of the sequential scale, 0 nearest to the card; more is always a higher tone. */
export const TONES = 5;

/** The least value of each tone above the first. */
export const AGE_STEPS_SECONDS = [600, 3_600, 86_400, 604_800] as const;
export const RESTART_STEPS = [1, 3, 10, 50] as const;

/** Gives each Node a tone by what a colouring looks at; -1 where there is no Pod to look at. */
export type ToneOf = (slot: number) => number;

/** The tones of a colouring at a time (seconds since the epoch), null when cells are coloured by state. */
export function toneOf(live: LiveDaemonSet, colouring: Colouring, now: number): ToneOf | null {
  switch (colouring) {
    case 'state':
      return null;
    case 'revision': {
      const shown = shownRevisions(live);
      return (slot) => revisionTone(shown, live.revision[slot] ?? 0);
    }
    case 'age':
      return (slot) => {
        const createdAt = live.podCreatedAt[slot] ?? 0;
        return createdAt === 0 ? -1 : stepOf(AGE_STEPS_SECONDS, now - createdAt);
      };
    case 'restarts':
      return (slot) => ((live.podCreatedAt[slot] ?? 0) === 0 ? -1 : stepOf(RESTART_STEPS, live.restarts[slot] ?? 0));
  }
}

/** The newest revisions that have a tone of their own, newest first; all older ones share the lowest. */
export function shownRevisions(live: LiveDaemonSet): readonly number[] {
  const newestFirst = live.detail.revisions.map(({ revision }) => revision).sort((a, b) => b - a);
  return [...new Set(newestFirst)].slice(0, newestFirst.length > TONES ? TONES - 1 : TONES);
}

function revisionTone(shown: readonly number[], revision: number): number {
  if (revision === 0) return -1;
  const place = shown.indexOf(revision);
  return place < 0 ? 0 : TONES - 1 - place;
}

function stepOf(steps: readonly number[], value: number): number {
  let tone = 0;
  while (tone < steps.length && value >= (steps[tone] ?? 0)) tone++;
  return tone;
}
