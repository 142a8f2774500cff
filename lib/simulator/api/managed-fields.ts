import { timestamp } from '../clock.ts';
import { changedFields, differenceOf, type FieldSet, unionOf } from './field-set.ts';
import { equalJson, type JsonObject, objectOr, objectsOf, stringOr } from './json.ts';
import type { StoredObject } from './object-store.ts';

export interface FieldStamp {
  readonly now: number;
  readonly manager?: string;
  readonly operation?: 'Update' | 'Apply';
  readonly subresource?: 'status';
  /** What a server-side apply sets; an update owns what it changes. */
  readonly appliedFields?: FieldSet;
}

const isEntryOf = (entry: JsonObject, stamp: FieldStamp) =>
  entry.manager === stamp.manager &&
  entry.operation === (stamp.operation ?? 'Update') &&
  stringOr(entry.subresource) === (stamp.subresource ?? '');

/** The managers of a stored object. */
export const managersOf = (object: StoredObject): readonly JsonObject[] =>
  objectsOf((object.metadata as unknown as JsonObject).managedFields); // ObjectMeta is JSON, only its type is narrower.

/**
 * Notes in `metadata.managedFields` of the draft who wrote which fields and when; a changed field changes hands.
 * Mirrors kubernetes/apimachinery pkg/util/managedfields, v0.36. Writers without a name leave no trace.
 */
export function stampManagedFields(old: StoredObject | undefined, draft: JsonObject, stamp: FieldStamp): void {
  const metadata = objectOr(draft.metadata);
  const kept = old ? managersOf(old) : [];
  if (kept.length > 0) metadata.managedFields = kept;
  else delete metadata.managedFields;
  const before = (old ?? {}) as unknown as JsonObject; // A stored object is JSON, only its type is narrower.
  if (!stamp.manager || equalJson({ ...before, metadata: metadataOf(before) }, { ...draft, metadata: metadataOf(draft) })) return;
  const changed = changedFields(before, draft, stringOr(draft.kind));
  const own = kept.find((entry) => isEntryOf(entry, stamp));
  const fieldsV1 = stamp.appliedFields ?? unionOf(objectOr(own?.fieldsV1), changed);
  const others = kept
    .filter((entry) => entry !== own)
    .map((entry) => ({ ...entry, fieldsV1: differenceOf(objectOr(entry.fieldsV1), changed) }))
    .filter((entry) => Object.keys(entry.fieldsV1).length > 0);
  const sameFields = own !== undefined && stamp.appliedFields !== undefined && equalJson(own.fieldsV1, fieldsV1);
  const isTouched = Object.keys(changed).length > 0 || !sameFields;
  if (isTouched) metadata.managedFields = [...others, entryOf(draft, stamp, fieldsV1)];
}

const metadataOf = (object: JsonObject) => {
  const { managedFields: _managers, resourceVersion: _version, ...rest } = objectOr(object.metadata);
  return rest;
};

const entryOf = (draft: JsonObject, stamp: FieldStamp, fieldsV1: FieldSet): JsonObject => ({
  manager: stamp.manager,
  operation: stamp.operation ?? 'Update',
  apiVersion: stringOr(draft.apiVersion),
  time: timestamp(stamp.now),
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...(stamp.subresource ? { subresource: stamp.subresource } : {}),
});
