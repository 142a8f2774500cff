/** The values with this one added or taken away; null, which is how an address leaves a filter out, when none is left. */
export function toggled<T>(values: readonly T[], value: T): T[] | null {
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return next.length > 0 ? next : null;
}
