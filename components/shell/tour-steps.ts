/** What a new user is shown, page by page; each step names a part of the page by its `data-tour`. */
export const TOUR_STEPS = [
  { id: 'phases', page: 'fleet' },
  { id: 'row', page: 'fleet' },
  { id: 'sentence', page: 'daemonSet' },
  { id: 'grid', page: 'daemonSet' },
] as const;

export type TourStep = (typeof TOUR_STEPS)[number];

/** The step to show on a page when the steps before `next` are known, or null: the tour goes on elsewhere, or is over. */
export function tourStep(page: TourStep['page'], next: number): TourStep | null {
  return TOUR_STEPS.find((step, index) => index >= next && step.page === page) ?? null;
}

/** The step that a stored text names; everything that cannot be read begins anew. */
export function readTour(stored: string | null): number {
  const next = Number(stored);
  return Number.isInteger(next) && next >= 0 && next <= TOUR_STEPS.length ? next : 0;
}
