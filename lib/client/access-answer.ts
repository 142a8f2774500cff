import { ACT_NAMES, type ActAccess, type ActRight, type MissingRight, type NodeAccess } from '#lib/feed/act.ts';
import { readArray, readObject, readString, readStrings } from '#lib/feed/read-fields.ts';
import { oneOf } from './acts-answer.ts';

/** Reads what the caller may do; an act that the answer does not name is not allowed. Throws FeedFormatError. */
export function readAccess(value: unknown): ActAccess {
  const fields = readObject(value, 'access');
  const waves = readObject(fields.waves, 'access.waves');
  return {
    ...readWho(fields),
    acts: readRights(fields.acts, [...ACT_NAMES, 'wave']),
    waves: { delete: readRight(waves.delete), eviction: readRight(waves.eviction) },
  };
}

/** Reads what the caller may do on a Node; an act that the answer does not name is not allowed. Throws FeedFormatError. */
export function readNodeAccess(value: unknown): NodeAccess {
  const fields = readObject(value, 'access');
  const pods = Object.entries(readObject(fields.pods, 'access.pods'));
  return {
    ...readWho(fields),
    acts: readRights(fields.acts, ['cordon', 'uncordon', 'deleteNode']),
    pods: Object.fromEntries(pods.map(([namespace, rights]) => [namespace, readRights(rights, ['deletePod', 'evictPod'])])),
  };
}

function readWho(fields: Readonly<Record<string, unknown>>): Pick<ActAccess, 'username' | 'groups' | 'readOnly'> {
  return {
    username: readString(fields.username, 'access.username'),
    groups: readStrings(fields.groups, 'access.groups'),
    readOnly: fields.readOnly === null ? null : oneOf(['flag', 'inCluster'] as const, fields.readOnly, 'access.readOnly'),
  };
}

function readRights<Name extends string>(value: unknown, names: readonly Name[]): Readonly<Record<Name, ActRight>> {
  const rights = readObject(value, 'access.acts');
  const none = { allowed: false, missing: [] };
  return Object.fromEntries(names.map((name) => [name, readRight(rights[name] ?? none)])) as Record<Name, ActRight>;
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
