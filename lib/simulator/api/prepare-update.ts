import { TEMPLATE_GENERATION_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import type { Resource } from '../cluster-api.ts';
import { equalJson, type JsonObject, objectOr, stringMap, valueAt } from './json.ts';
import type { StoredObject } from './object-store.ts';

const WITH_STATUS = new Set(['Namespace', 'Node', 'Pod', 'Service', 'ResourceQuota', 'DaemonSet', 'PodDisruptionBudget']);

/** True when the kind has a /status subresource, so that a plain update leaves its status alone. */
export function hasStatusSubresource(resource: Resource): boolean {
  return WITH_STATUS.has(resource.kind);
}

const SYSTEM_METADATA = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'namespace',
  'name',
  'generateName',
];

/** Puts back what no writer may change: identity, times and the generation. */
export function keepSystemMetadata(old: StoredObject, next: JsonObject): void {
  const metadata = objectOr(next.metadata);
  const before = old.metadata as unknown as JsonObject; // ObjectMeta is JSON, only its type is narrower.
  for (const member of SYSTEM_METADATA) {
    if (before[member] === undefined) delete metadata[member];
    else metadata[member] = before[member];
  }
  next.metadata = metadata;
}

function countDaemonSetGeneration(old: StoredObject, next: JsonObject): void {
  const metadata = objectOr(next.metadata);
  const templateGeneration = Number(old.metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION] ?? 1);
  const templateChanged = !equalJson(valueAt(old, 'spec', 'template'), valueAt(next, 'spec', 'template'));
  const changed = templateChanged || !equalJson(old.spec, next.spec);
  metadata.generation = (old.metadata.generation ?? 0) + (changed ? 1 : 0);
  metadata.annotations = {
    ...stringMap(metadata.annotations),
    [TEMPLATE_GENERATION_ANNOTATION]: String(templateGeneration + (templateChanged ? 1 : 0)),
  };
}

function countGeneration(old: StoredObject, next: JsonObject): void {
  const changed = !equalJson(old.spec, next.spec);
  objectOr(next.metadata).generation = (old.metadata.generation ?? 0) + (changed ? 1 : 0);
}

const BY_KIND: Record<string, (old: StoredObject, next: JsonObject) => void> = {
  DaemonSet: countDaemonSetGeneration,
  Pod: countGeneration,
  PodDisruptionBudget: countGeneration,
};

/**
 * What a write of the main resource may not touch, and the counters that it moves.
 * Mirrors PrepareForUpdate of kubernetes/kubernetes pkg/registry/{apps/daemonset,core/pod,core/node}/strategy.go, v1.36.
 */
export function prepareForUpdate(resource: Resource, old: StoredObject, next: JsonObject): void {
  keepSystemMetadata(old, next);
  if (hasStatusSubresource(resource)) {
    if (old.status === undefined) delete next.status;
    else next.status = old.status as JsonObject;
  }
  BY_KIND[resource.kind]?.(old, next);
}

/** A write of /status: everything but the status stays, save for the labels and annotations that nodes may set there. */
export function prepareForStatusUpdate(old: StoredObject, next: JsonObject): JsonObject {
  const given = objectOr(next.metadata);
  const before = old.metadata as unknown as JsonObject; // ObjectMeta is JSON, only its type is narrower.
  const metadata: JsonObject = { ...before };
  if (old.kind === 'Node' || old.kind === 'Pod') {
    for (const member of ['labels', 'annotations']) if (given[member] !== undefined) metadata[member] = given[member];
  }
  return { ...(old as unknown as JsonObject), metadata, status: next.status ?? {} };
}
