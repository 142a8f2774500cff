import type { Pod } from '#lib/kubernetes/pod.ts';
import { isPodReady, podCondition } from '#lib/kubernetes/pod-conditions.ts';

/** Whether a Pod is available, and if it is only waiting for time: when it will be (milliseconds since the epoch). */
export interface Availability {
  readonly ready: boolean;
  readonly available: boolean;
  readonly availableAt: number | null;
}

const NOT_READY: Availability = { ready: false, available: false, availableAt: null };

/**
 * Ready is enough when minReadySeconds is 0; else it must have been so for that long.
 * Mirrors kubernetes/kubernetes pkg/api/v1/pod/util.go IsPodAvailable, v1.36 (the boundary itself counts).
 */
export function availabilityOf(pod: Pod, { minReadySeconds, now }: { minReadySeconds: number; now: number }): Availability {
  if (!isPodReady(pod)) {
    return NOT_READY;
  }
  if (minReadySeconds === 0) {
    return { ready: true, available: true, availableAt: null };
  }
  const since = Date.parse(podCondition(pod, 'Ready')?.lastTransitionTime ?? '');
  if (Number.isNaN(since)) {
    return { ready: true, available: false, availableAt: null };
  }
  const availableAt = since + minReadySeconds * 1000;
  const available = availableAt <= now;
  return { ready: true, available, availableAt: available ? null : availableAt };
}
