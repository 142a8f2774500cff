import type { ControllerRevision } from './controller-revision.ts';
import type { DaemonSet } from './daemon-set.ts';

/**
 * A digest that is equal for a DaemonSet's template and for the template in its ControllerRevision.
 * Keys are sorted; `$patch`, nulls and an empty `creationTimestamp` are dropped, so that the digest survives
 * a change of the API server's serialization where the controller's own byte comparison would not.
 * Compare kubernetes/kubernetes pkg/controller/daemon/update.go Match and getPatch, v1.36.
 */
export function templateDigest(template: unknown): string {
  const text = canonicalJson(template);
  return `${text.length.toString(36)}-${fnv1a(text, 0x811c9dc5)}-${fnv1a(text, 0x9e3779b9)}`;
}

/** The digest that pruning left on the object, else the digest of its template. */
export function digestOfDaemonSet(daemonSet: DaemonSet): string {
  return daemonSet.templateDigest ?? templateDigest(daemonSet.spec.template);
}

/** The digest that pruning left on the object, else the digest of its template. */
export function digestOfRevision(revision: ControllerRevision): string {
  return revision.templateDigest ?? templateDigest(revision.data?.spec?.template);
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  const members = Object.entries(value)
    .filter(([key, member]) => key !== '$patch' && !isAbsent(member) && !(key === 'creationTimestamp' && member === ''))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function isAbsent(member: unknown): boolean {
  return member === null || member === undefined;
}

function fnv1a(text: string, basis: number): string {
  let hash = basis;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
