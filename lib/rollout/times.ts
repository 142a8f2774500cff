/** The earliest of some times in milliseconds, or null when none is known; what is no time is left out. */
export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter(isKnown);
  return known.length === 0 ? null : Math.min(...known);
}

/** The latest of some times in milliseconds, or null when none is known; what is no time is left out. */
export function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter(isKnown);
  return known.length === 0 ? null : Math.max(...known);
}

function isKnown(time: number | null): time is number {
  return time !== null && !Number.isNaN(time);
}
