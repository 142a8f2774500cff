import { timestamp } from '../clock.ts';
import { equalJson, type JsonObject, objectOr, objectsOf, stringOr } from './json.ts';
import type { StoredObject } from './object-store.ts';

export interface FieldStamp {
  readonly now: number;
  readonly manager?: string;
  readonly operation?: 'Update' | 'Apply';
  readonly subresource?: 'status';
}

const isEntryOf = (entry: JsonObject, stamp: FieldStamp) =>
  entry.manager === stamp.manager &&
  entry.operation === (stamp.operation ?? 'Update') &&
  stringOr(entry.subresource) === (stamp.subresource ?? '');

/** Notes who wrote and when in `metadata.managedFields` of the draft, when anything but that changed. */
export function stampManagedFields(old: StoredObject | undefined, draft: JsonObject, stamp: FieldStamp): void {
  const metadata = objectOr(draft.metadata);
  const kept = objectsOf(old ? (old.metadata as unknown as JsonObject).managedFields : metadata.managedFields);
  if (kept.length > 0) metadata.managedFields = kept;
  else delete metadata.managedFields;
  if (!stamp.manager || (old && equalJson(old, draft))) return;
  const entry: JsonObject = {
    manager: stamp.manager,
    operation: stamp.operation ?? 'Update',
    apiVersion: stringOr(draft.apiVersion),
    time: timestamp(stamp.now),
    fieldsType: 'FieldsV1',
    fieldsV1: {},
    ...(stamp.subresource ? { subresource: stamp.subresource } : {}),
  };
  metadata.managedFields = [...kept.filter((other) => !isEntryOf(other, stamp)), entry];
}
