import type { ContainerStatus } from '#lib/kubernetes/pod.ts';

const FIRST_SECONDS = 10;
const LAST_SECONDS = 300;
const RESET_SECONDS = 600;

/** Between two pulls of an image: 10 s doubling to 5 minutes. */
export function pullBackoffSeconds(failures: number): number {
  return Math.min(LAST_SECONDS, FIRST_SECONDS * 2 ** Math.max(0, failures - 1));
}

/**
 * Before a container that has ended is started again: at once the first time, then 10 s doubling to 5 minutes; a run of
 * 10 minutes starts afresh. Mirrors kubernetes/kubernetes pkg/kubelet/kuberuntime doBackOff, v1.36.
 */
export function crashBackoffSeconds({ restartCount, lastState }: ContainerStatus): number {
  if (restartCount === 0) return 0;
  const { startedAt = '', finishedAt = '' } = lastState?.terminated ?? {};
  if (Date.parse(finishedAt) - Date.parse(startedAt) > RESET_SECONDS * 1000) return 0;
  return Math.min(LAST_SECONDS, FIRST_SECONDS * 2 ** (restartCount - 1));
}
