import type { Resource } from '../cluster-api.ts';
import { type FieldCause, forbiddenField, invalid } from './api-errors.ts';
import { equalJson, type JsonObject, objectOr, objectsOf, stringOr } from './json.ts';
import type { StoredObject } from './object-store.ts';
import { daemonSetCauses, daemonSetChangeCauses } from './validate-daemon-set.ts';
import { metadataCauses } from './validate-metadata.ts';
import { podSpecCauses, taintCauses } from './validate-pod-spec.ts';

const SPEC_CAUSES: Record<string, (spec: JsonObject) => readonly FieldCause[]> = {
  DaemonSet: daemonSetCauses,
  Pod: (spec) => podSpecCauses(spec, 'spec'),
  // The API server names the path so, although taints are in the spec.
  Node: (spec) => taintCauses(spec.taints, 'metadata.taints'),
};

function refuse(resource: Resource, draft: JsonObject, causes: readonly FieldCause[]): void {
  if (causes.length > 0) throw invalid(resource, stringOr(objectOr(draft.metadata).name), causes);
}

const ownCauses = (resource: Resource, draft: JsonObject) => [
  ...metadataCauses(objectOr(draft.metadata), resource.kind),
  ...(SPEC_CAUSES[resource.kind]?.(objectOr(draft.spec)) ?? []),
];

/** Throws `Invalid` with every cause when a new object breaks the API's rules. */
export function validateCreate(resource: Resource, draft: JsonObject): void {
  refuse(resource, draft, ownCauses(resource, draft));
}

/** Throws `Invalid` with every cause when a change breaks the API's rules; a trusted writer may bind Pods. */
export function validateUpdate(resource: Resource, old: StoredObject, draft: JsonObject, trusted: boolean): void {
  const [before, after] = [objectOr(old.spec), objectOr(draft.spec)];
  const specChanged = !equalJson(before, after);
  const changes = resource.kind === 'DaemonSet' ? daemonSetChangeCauses(before, after) : [];
  const podChange = resource.kind === 'Pod' && specChanged && !trusted ? podChangeCauses(before, after) : [];
  const own = specChanged ? ownCauses(resource, draft) : metadataCauses(objectOr(draft.metadata), resource.kind);
  refuse(resource, draft, [...changes, ...podChange, ...own]);
}

const UPDATABLE =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Mirrors kubernetes/kubernetes pkg/apis/core/validation/validation.go ValidatePodUpdate, v1.36. */
function podChangeCauses(before: JsonObject, after: JsonObject): readonly FieldCause[] {
  if (equalJson(withoutUpdatable(before), withoutUpdatable(after)) && keepsTolerations(before, after)) return [];
  return [forbiddenField('spec', `pod updates may not change fields other than ${UPDATABLE}\n`)];
}

function withoutUpdatable(spec: JsonObject): JsonObject {
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, ...rest } = spec;
  const withoutImages = (list: unknown) => objectsOf(list).map(({ image: _image, ...container }) => container);
  return { ...rest, containers: withoutImages(spec.containers), initContainers: withoutImages(spec.initContainers) };
}

const keepsTolerations = (before: JsonObject, after: JsonObject) =>
  objectsOf(before.tolerations).every((toleration) =>
    objectsOf(after.tolerations).some((other) =>
      equalJson({ ...other, tolerationSeconds: 0 }, { ...toleration, tolerationSeconds: 0 }),
    ),
  );
