import type { DaemonSet, PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import { fnv1a } from '../../random.ts';

const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const remembered = new WeakMap<object, string>();

/** JSON with sorted keys and without nulls, so that equal objects give equal text; remembered per frozen object. */
export function canonicalJson(value: object): string {
  const known = remembered.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value, (_key, part: unknown) => (isPlainObject(part) ? sortKeys(part) : part));
  if (Object.isFrozen(value)) remembered.set(value, text);
  return text;
}

/** The template as a revision stores it: `$patch: replace` makes an undo drop what the newer template has more. */
export function revisionData(daemonSet: DaemonSet): { spec: { template: PodTemplateSpec & { $patch: string } } } {
  return { spec: { template: { ...daemonSet.spec.template, $patch: 'replace' } } };
}

/**
 * A short name for a template, in letters that spell no words.
 * Same construction as kubernetes/kubernetes pkg/controller/controller_utils.go ComputeHash, v1.36, over JSON
 * instead of a dump of Go structures: the value differs, nobody may compute it anyway.
 */
export function templateHash(daemonSet: DaemonSet): string {
  const collisions = daemonSet.status?.collisionCount;
  const hash = fnv1a(canonicalJson(daemonSet.spec.template) + (collisions ?? ''));
  return Array.from(String(hash), (digit) => SAFE_LETTERS[digit.charCodeAt(0) % SAFE_LETTERS.length]).join('');
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(object: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(object).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept.sort(([left], [right]) => (left < right ? -1 : 1)));
}
