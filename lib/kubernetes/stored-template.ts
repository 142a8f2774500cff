/** Why a ControllerRevision says nothing about a DaemonSet's template. */
export type TemplateFault = 'dataMissing' | 'patchOnly' | 'otherKind';

/** The template that a ControllerRevision stores, or why there is none. */
export type StoredTemplate =
  | { readonly template: object; readonly fault: null }
  | { readonly template: null; readonly fault: TemplateFault };

/** Deeper than any Pod template, and far from the end of the stack. */
const DEEPEST = 40;

/**
 * Reads the template out of a whole ControllerRevision as the API server sent it.
 * `dataMissing`: it stores nothing; `patchOnly`: no template, only how to patch; `otherKind`: something else.
 * Compare kubernetes/kubernetes pkg/controller/daemon/update.go getPatch, v1.36.
 */
export function storedTemplate(revision: unknown): StoredTemplate {
  const data = member(revision, 'data');
  if (data === undefined || data === null) return { template: null, fault: 'dataMissing' };
  const kind = member(data, 'kind');
  if (kind !== undefined && kind !== 'DaemonSet') return { template: null, fault: 'otherKind' };
  const template = member(member(data, 'spec'), 'template');
  if (isOnlyPatch(template ?? member(data, 'spec') ?? data)) return { template: null, fault: 'patchOnly' };
  if (!isObject(template) || !hasContainers(template) || isDeep(template, DEEPEST)) return { template: null, fault: 'otherKind' };
  return { template, fault: null };
}

/** True for an object in which nothing but `$patch` stands. */
function isOnlyPatch(value: unknown): boolean {
  return isObject(value) && Object.keys(value).every((key) => key === '$patch');
}

function hasContainers(template: unknown): boolean {
  const containers = member(member(template, 'spec'), 'containers');
  return Array.isArray(containers) && containers.every((container) => typeof member(container, 'name') === 'string');
}

function isDeep(value: unknown, room: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return room === 0 || Object.values(value).some((inner) => isDeep(inner, room - 1));
}

function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
