import { ACT_NAMES, type ActAccess, type ActRight, type MissingRight } from '#lib/feed/act.ts';
import { readArray, readObject, readString, readStrings } from '#lib/feed/read-fields.ts';
import { oneOf } from './acts-answer.ts';

/** Reads what the caller may do; an act that the answer does not name is not allowed. Throws FeedFormatError. */
export function readAccess(value: unknown): ActAccess {
  const fields = readObject(value, 'access');
  const acts = readObject(fields.acts, 'access.acts');
  const waves = readObject(fields.waves, 'access.waves');
  return {
    username: readString(fields.username, 'access.username'),
    groups: readStrings(fields.groups, 'access.groups'),
    readOnly: fields.readOnly === null ? null : oneOf(['flag', 'inCluster'] as const, fields.readOnly, 'access.readOnly'),
    acts: Object.fromEntries(
      [...ACT_NAMES, 'wave' as const].map((act) => [act, readRight(acts[act] ?? { allowed: false, missing: [] })]),
    ) as ActAccess['acts'],
    waves: { delete: readRight(waves.delete), eviction: readRight(waves.eviction) },
  };
}

function readRight(value: unknown): ActRight {
  const fields = readObject(value, 'access.acts');
  return { allowed: fields.allowed === true, missing: readArray(fields.missing, 'access.missing').map(readMissing) };
}

function readMissing(value: unknown): MissingRight {
  const fields = readObject(value, 'access.missing');
  return {
    verb: readString(fields.verb, 'missing.verb'),
    resource: readString(fields.resource, 'missing.resource'),
    namespace: fields.namespace === null ? null : readString(fields.namespace, 'missing.namespace'),
  };
}
