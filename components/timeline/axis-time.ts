const DAY_SECONDS = 86_400;

/** A moment (seconds since the epoch) below the axis: with seconds for short spans, as a date for long ones. */
export function axisTime(at: number, splits: readonly number[], locale: string): string {
  const step = (splits[1] ?? at) - (splits[0] ?? at);
  const options: Intl.DateTimeFormatOptions =
    step >= DAY_SECONDS
      ? { month: 'short', day: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(step < 60 ? { second: '2-digit' } : {}) };
  return new Intl.DateTimeFormat(locale, options).format(at * 1000);
}
