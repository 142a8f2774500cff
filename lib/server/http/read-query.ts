import 'server-only';
import { quoted, Refusal } from './refusal.ts';

/** The query, after making sure that it holds only these parameters, and each that is not in `repeatable` once; throws Refusal. */
export function readQuery(request: Request, allowed: readonly string[], repeatable: readonly string[] = []): URLSearchParams {
  const query = new URL(request.url).searchParams;
  for (const name of query.keys()) {
    if (!allowed.includes(name)) {
      const choice = allowed.length === 0 ? 'none is allowed' : `allowed are ${allowed.join(', ')}`;
      throw new Refusal('query.invalid', `${quoted(name)} is no query parameter of this path; ${choice}.`, {
        field: name.slice(0, 80),
      });
    }
    if (!repeatable.includes(name) && query.getAll(name).length > 1) {
      throw new Refusal('query.invalid', `${name} may be given once.`, { field: name });
    }
  }
  return query;
}

/** A whole number in a range, or undefined when the parameter is absent; throws Refusal. */
export function readInteger(query: URLSearchParams, field: string, range: { min: number; max: number }): number | undefined {
  const text = query.get(field);
  if (text === null) return undefined;
  const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= range.min && value <= range.max) return value;
  throw new Refusal('query.invalid', `${field} must be a whole number from ${range.min} to ${range.max}, not ${quoted(text)}.`, {
    field,
  });
}

/** A time as RFC 3339 writes it, or undefined when the parameter is absent; throws Refusal. */
export function readTime(query: URLSearchParams, field: string): string | undefined {
  const text = query.get(field);
  if (text === null) return undefined;
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  if (isTime && !Number.isNaN(Date.parse(text))) return text;
  throw new Refusal('query.invalid', `${field} must be a time such as 2026-01-01T00:00:00Z, not ${quoted(text)}.`, { field });
}

/** `true`, or `false` when it says so or is absent; throws Refusal. */
export function readBoolean(query: URLSearchParams, field: string): boolean {
  const text = query.get(field) ?? 'false';
  if (text !== 'true' && text !== 'false') {
    throw new Refusal('query.invalid', `${field} must be true or false, not ${quoted(text)}.`, { field });
  }
  return text === 'true';
}
