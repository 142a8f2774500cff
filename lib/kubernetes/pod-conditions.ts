import type { Pod, PodCondition } from './pod.ts';

/** The Pod's condition of this type, or undefined. */
export function podCondition(pod: Pick<Pod, 'status'>, type: string): PodCondition | undefined {
  return pod.status.conditions?.find((condition) => condition.type === type);
}

/**
 * True when the condition Ready is True; neither the phase nor a deletion is looked at.
 * Mirrors kubernetes/kubernetes pkg/api/v1/pod/util.go IsPodReady, v1.36.
 */
export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True';
}

/** True when the Pod has ended: phase Failed or Succeeded. */
export function isPodTerminal(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

/** True from the moment at which the Pod's deletion was asked for. */
export function isPodTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined && pod.metadata.deletionTimestamp !== null;
}
