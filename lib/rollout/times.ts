const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59Z');
/** The range of a Date (ECMAScript, Time Values and Time Range). */
const MOST = 8.64e15;

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

/** A time in milliseconds as RFC 3339; one outside of the years that it can tell becomes the first or the last of them. */
export function timeText(time: number): string {
  return new Date(Math.min(Math.max(time, FIRST), LAST)).toISOString();
}

/** The same, and null for what is no time. */
export function knownTimeText(time: number | null): string | null {
  return time === null || Number.isNaN(time) ? null : timeText(time);
}

// Grace periods and minReadySeconds may be any number: what no calendar holds says nothing.
function isKnown(time: number | null): time is number {
  return time !== null && Math.abs(time) <= MOST;
}
