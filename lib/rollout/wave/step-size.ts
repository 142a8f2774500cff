import { scaledUp } from '#lib/kubernetes/int-or-percent.ts';

/** No step is larger: as many Nodes in flight fit into the Lease beside the rest. */
export const MOST_AT_ONCE = 100;

/** How many Nodes go at once: the count, or the percentage of `total` rounded up; 1 to MOST_AT_ONCE, never more than there are. */
export function stepSize(size: number | string, total: number): number {
  const wanted = scaledUp(size, total) ?? 1;
  return Math.max(1, Math.min(wanted, MOST_AT_ONCE, total));
}
