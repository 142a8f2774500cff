import { CONNECTION_STATES, type Connection } from './connection.ts';
import { FeedFormatError } from './feed-format-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; throws FeedFormatError. */
export function readObject(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FeedFormatError(where, 'not an object');
  return value as Fields;
}

/** The value as a string; throws FeedFormatError. */
export function readString(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new FeedFormatError(where, 'not a string');
  return value;
}

/** The value as a whole number of 0 or more and below `limit`; throws FeedFormatError. */
export function readIndex(value: unknown, where: string, limit = Number.MAX_SAFE_INTEGER): number {
  if (!isIndex(value, limit)) throw new FeedFormatError(where, `not a whole number below ${limit}`);
  return value as number;
}

/** The value as an array of strings; throws FeedFormatError. */
export function readStrings(value: unknown, where: string): readonly string[] {
  const items = readArray(value, where);
  for (const item of items) if (typeof item !== 'string') throw new FeedFormatError(where, 'holds something else than strings');
  return items as readonly string[];
}

/** The value as an array; throws FeedFormatError. */
export function readArray(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new FeedFormatError(where, 'not an array');
  return value;
}

/** The value as an array of whole numbers below `limit`; throws FeedFormatError. */
export function readIndices(value: unknown, where: string, limit = Number.MAX_SAFE_INTEGER): readonly number[] {
  const items = readArray(value, where);
  for (const item of items) if (!isIndex(item, limit)) throw new FeedFormatError(where, `holds no whole number below ${limit}`);
  return items as readonly number[];
}

/** The value as a Connection; throws FeedFormatError. */
export function readConnection(value: unknown): Connection {
  const fields = readObject(value, 'connection');
  const state = CONNECTION_STATES.find((known) => known === fields.state);
  if (state === undefined) throw new FeedFormatError('connection.state', 'unknown');
  return {
    state,
    lastProofAt: fields.lastProofAt === null ? null : readString(fields.lastProofAt, 'connection.lastProofAt'),
    since: readString(fields.since, 'connection.since'),
    problem: fields.problem === null ? null : readString(fields.problem, 'connection.problem'),
  };
}

function isIndex(value: unknown, limit: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < limit;
}
