import { needsPerson } from '#components/node-cell/phase-appearance.ts';
import { PHASES, type Summary } from '#lib/rollout/summary.ts';
import type { ChosenDaemonSet, WallSettings } from './wall-params.ts';

/** What the wall shows at one time. */
export type Slide =
  | { readonly kind: 'daemonSet'; readonly key: string; readonly namespace: string; readonly name: string }
  | { readonly kind: 'tiles'; readonly key: string; readonly items: readonly Summary[]; readonly page: number };

/** So few quiet DaemonSets are shown one by one: a screen for one tile would say less. */
const FEW = 3;

interface SlideOptions {
  readonly settings: Pick<WallSettings, 'chosen' | 'show'>;
  readonly tilesPerPage: number;
  /** The key of what is shown now: it stays a slide of its own until its time is over. */
  readonly current: string | null;
}

/**
 * The slides of a wall in the order of their turn. Chosen DaemonSets come as they were chosen. Without a choice each one
 * that moves or needs a person has a slide, attention first, and the rest share pages of tiles.
 */
export function wallSlides(items: readonly Summary[], { settings, tilesPerPage, current }: SlideOptions): readonly Slide[] {
  const { chosen, show } = settings;
  if (show === 'all') return tilePages(chosen.length > 0 ? pick(items, chosen) : byAttention(items), tilesPerPage);
  if (chosen.length > 0) return chosen.map(slideOf);
  const isQuiet = (item: Summary) => item.phase === 'complete' && slideOf(item).key !== current;
  const quiet = items.filter(isQuiet);
  const shown = quiet.length <= FEW ? items : items.filter((item) => !isQuiet(item));
  const pages = quiet.length <= FEW ? [] : tilePages(byAttention(quiet), tilesPerPage);
  return [...byAttention(shown).map(slideOf), ...pages];
}

/** The key of the slide that is `step` turns from the one at `key`; when that is gone, from where it stood. */
export function stepSlide(
  slides: readonly Slide[],
  from: { readonly key: string | null; readonly at: number },
  step: number,
): string | null {
  if (slides.length === 0) return null;
  const at = slides.findIndex(({ key }) => key === from.key);
  const next = at >= 0 ? at + step : from.at + (step > 0 ? step - 1 : step);
  return slides[((next % slides.length) + slides.length) % slides.length]?.key ?? null;
}

/** The tiles of one page, evenly spread: the last page is not nearly empty. */
function tilePages(items: readonly Summary[], perPage: number): readonly Slide[] {
  const pages = Math.max(1, Math.ceil(items.length / Math.max(1, perPage)));
  const size = Math.ceil(items.length / pages);
  return Array.from({ length: pages }, (_, page) => ({
    kind: 'tiles' as const,
    key: `tiles/${page}`,
    page,
    items: items.slice(page * size, (page + 1) * size),
  }));
}

function slideOf({ namespace, name }: ChosenDaemonSet): Slide {
  return { kind: 'daemonSet', key: `${namespace}/${name}`, namespace, name };
}

function pick(items: readonly Summary[], chosen: readonly ChosenDaemonSet[]): readonly Summary[] {
  return chosen.flatMap(({ namespace, name }) => items.filter((item) => item.namespace === namespace && item.name === name));
}

function byAttention(items: readonly Summary[]): readonly Summary[] {
  return items.toSorted(
    (a, b) =>
      Number(needsPerson(b)) - Number(needsPerson(a)) ||
      PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
      b.misscheduled - a.misscheduled,
  );
}
