import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import type { Placement } from './placement-reason.ts';

/** The taints that a Node gets by itself while it is not ready, and loses again. */
const UNTIL_READY: ReadonlySet<string> = new Set(['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']);

/**
 * Why a Pod is here although the DaemonSet should not run on the Node, as a message below `problem`. Where only NoSchedule
 * taints speak against it the Pod may stay, and counting it as misscheduled is a false alarm.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod, v1.36.
 */
export function misscheduledCause({ shouldContinueRunning, reasons }: Placement): Message {
  if (!shouldContinueRunning) {
    return modelMessage('problem.misscheduled', {});
  }
  const taints = reasons.flatMap((reason) => (reason.code === 'taint' ? reason : []));
  if (taints.every(({ key }) => UNTIL_READY.has(key))) {
    return modelMessage('problem.untilReady', {});
  }
  const texts = taints.map(({ key, value }) => (value === '' ? key : `${key}=${value}`));
  return modelMessage('problem.mayStay', { taints: texts.sort().join(', ') });
}
