import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import { ownerKey } from './pod-index.ts';

/** All ControllerRevisions by owner, whether or not the owner is known yet. */
export interface RevisionIndex {
  /** Stores a revision; answers the owners whose revisions changed. */
  set(revision: ControllerRevision): readonly string[];
  delete(uid: string): readonly string[];
  of(owner: string): Iterable<ControllerRevision>;
}

/** Makes an empty RevisionIndex. */
export function createRevisionIndex(): RevisionIndex {
  const revisions = new Map<string, ControllerRevision>();
  const uids = new Map<string, string>();
  const owners = new Map<string, Map<string, ControllerRevision>>();

  function remove(uid: string): readonly string[] {
    const revision = revisions.get(uid);
    if (revision === undefined) {
      return [];
    }
    revisions.delete(uid);
    uids.delete(nameOf(revision));
    const owner = ownerOf(revision);
    const owned = owner === null ? undefined : owners.get(owner);
    owned?.delete(uid);
    if (owner !== null && owned?.size === 0) {
      owners.delete(owner);
    }
    return owner === null ? [] : [owner];
  }

  return {
    set(revision) {
      const { uid } = revision.metadata;
      const predecessor = uids.get(nameOf(revision));
      const left = [...(predecessor === undefined ? [] : remove(predecessor)), ...remove(uid)];
      revisions.set(uid, revision);
      uids.set(nameOf(revision), uid);
      const owner = ownerOf(revision);
      if (owner === null) {
        return left;
      }
      const owned = owners.get(owner) ?? new Map<string, ControllerRevision>();
      owners.set(owner, owned.set(uid, revision));
      return [...left, owner];
    },
    delete: remove,
    of: (owner) => owners.get(owner)?.values() ?? [],
  };
}

function ownerOf(revision: ControllerRevision): string | null {
  const controller = controllerOf(revision);
  return controller === undefined ? null : ownerKey(revision.metadata.namespace, controller.uid);
}

function nameOf(revision: ControllerRevision): string {
  return `${revision.metadata.namespace ?? ''}/${revision.metadata.name}`;
}
