/**
 * A duration as kubectl prints ages. Takes seconds, returns e.g. `5m30s`, `3h`, `47d`.
 * Mirrors kubernetes/apimachinery pkg/util/duration/duration.go HumanDuration, v0.36.
 */
export function kubectlAge(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < -1) return '<invalid>';
  if (whole < 0) return '0s';
  if (whole < 120) return `${whole}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 10) return withRest(minutes, 'm', whole % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return withRest(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? withRest(years, 'y', days % 365, 'd') : `${years}y`;
}

function withRest(value: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${value}${unit}` : `${value}${unit}${rest}${restUnit}`;
}

/** Clocks of two machines may differ by this much before an age in the future is called a clock skew. */
const SKEW_TOLERANCE_MS = 5_000;

export type Age =
  | { readonly kind: 'age'; readonly text: string }
  | { readonly kind: 'skew'; readonly text: string }
  | { readonly kind: 'unknown' };

/** How old a moment is. Takes milliseconds since the epoch (NaN when the time was missing or unreadable). */
export function ageOf(at: number, now: number): Age {
  if (!Number.isFinite(at) || at <= 0 || at > MAX_TIME_MS) return { kind: 'unknown' };
  if (at - now > SKEW_TOLERANCE_MS) return { kind: 'skew', text: kubectlAge((at - now) / 1000) };
  return { kind: 'age', text: kubectlAge(Math.max(0, now - at) / 1000) };
}

const MAX_TIME_MS = Date.UTC(9000, 0, 1);
