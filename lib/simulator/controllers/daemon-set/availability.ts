import type { Pod } from '#lib/kubernetes/pod.ts';

/** Mirrors kubernetes/kubernetes pkg/api/v1/pod/util.go IsPodReady, v1.36: phase and deletion do not matter. */
export function isPodReady(pod: Pod): boolean {
  return pod.status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false;
}

/** Ready, and for minReadySeconds. Mirrors kubernetes/kubernetes pkg/api/v1/pod/util.go IsPodAvailable, v1.36. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  const ready = pod.status.conditions?.find((condition) => condition.type === 'Ready');
  if (ready?.status !== 'True') return false;
  if (minReadySeconds === 0) return true;
  return ready.lastTransitionTime !== undefined && Date.parse(ready.lastTransitionTime) + minReadySeconds * 1000 <= now;
}

/** Failed or Succeeded. */
export function isPodTerminal(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}
