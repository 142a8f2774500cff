import { type DescribedField, table } from './description.ts';

/** An event as a description lists it; times are RFC 3339. */
export interface DescribedEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly source: string;
}

const LONGEST_MESSAGE = 1_000;

/** The events, the newest last, as kubectl lists them; `problem` says why they are not known. */
export function eventsField(events: readonly DescribedEvent[], problem: string | null, now: number): DescribedField {
  if (problem !== null) return { name: 'Events', values: [`<unknown: ${problem}>`] };
  const rows = [...events].reverse().map(({ type, reason, message, count, firstAt, lastAt, source }) => {
    const age = count > 1 ? `${ageText(lastAt, now)} (x${count} over ${ageText(firstAt, now)})` : ageText(lastAt, now);
    return [
      type,
      reason,
      age,
      source,
      message
        .trim()
        .replace(/\s*\n\s*/g, ' ')
        .slice(0, LONGEST_MESSAGE),
    ];
  });
  return table('Events', ['Type', 'Reason', 'Age', 'From', 'Message'], rows);
}

/**
 * An age in kubectl's short form: `45s`, `3m12s`, `5h`, `2d`.
 * Mirrors kubernetes/apimachinery pkg/util/duration/duration.go HumanDuration, v0.36.
 */
export function ageText(rfc3339: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(rfc3339)) / 1000);
  if (Number.isNaN(seconds)) return '<unknown>';
  if (seconds < -1) return '<invalid>';
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return `${minutes}m${rest(seconds % 60, 's')}`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return `${hours}h${rest(minutes % 60, 'm')}`;
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return `${days}d${rest(hours % 24, 'h')}`;
  if (days < 365 * 2) return `${days}d`;
  const years = Math.floor(days / 365);
  return days < 365 * 8 ? `${years}y${rest(days % 365, 'd')}` : `${years}y`;
}

function rest(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount}${unit}`;
}
