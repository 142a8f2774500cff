const MINUTE = 60;
const HOUR = 3_600;
const YEAR_HOURS = 24 * 365;

const pair = (major: number, majorUnit: string, minor: number, minorUnit: string) =>
  minor === 0 ? `${major}${majorUnit}` : `${major}${majorUnit}${minor}${minorUnit}`;

/** `5m10s`: two or three figures. Mirrors kubernetes/apimachinery pkg/util/duration/duration.go HumanDuration, v0.36. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < MINUTE * 2) return `${seconds}s`;
  const minutes = Math.floor(seconds / MINUTE);
  if (minutes < 10) return pair(minutes, 'm', seconds % MINUTE, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(seconds / HOUR);
  if (hours < 8) return pair(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  if (hours < 24 * 8) return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
  if (hours < YEAR_HOURS * 2) return `${Math.floor(hours / 24)}d`;
  const years = Math.floor(hours / YEAR_HOURS);
  return hours < YEAR_HOURS * 8 ? pair(years, 'y', Math.floor(hours / 24) % 365, 'd') : `${years}y`;
}

/** The time since an RFC 3339 time, or `<unknown>` for a missing one. */
export function since(time: unknown, now: number): string {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? '<unknown>' : humanDuration(now - at);
}
