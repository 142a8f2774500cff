import type { Pod } from '#lib/kubernetes/pod.ts';

/**
 * The controller's order of a Node's daemon Pods: bound first, then older, then by name. It counts the first one.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go podByCreationTimestampAndPhase, v1.36.
 */
export function comparePods(a: Pod, b: Pod): number {
  const bound = Number(isBound(b)) - Number(isBound(a));
  if (bound !== 0) {
    return bound;
  }
  const age = Date.parse(a.metadata.creationTimestamp) - Date.parse(b.metadata.creationTimestamp);
  return age !== 0 && !Number.isNaN(age) ? age : compareText(a.metadata.name, b.metadata.name);
}

/** Compares two texts by code unit; for names, which are ASCII, this is Go's byte order. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function isBound(pod: Pod): boolean {
  return (pod.spec.nodeName ?? '') !== '';
}
