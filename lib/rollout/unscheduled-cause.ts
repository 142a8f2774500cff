import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { podCondition } from '#lib/kubernetes/pod-conditions.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { type SchedulerReason, schedulerReasons } from './scheduler-message.ts';
import { untoleratedTaints } from './taints.ts';

/**
 * Why the scheduler has not placed this Pod, as a message below `problem`. A Node selector that only the Pod has,
 * not its template, came from admission: the Namespace's, or the cluster's default. `node` is the one that it is for.
 */
export function unscheduledCause(
  pod: Pod,
  templateSelector: Readonly<Record<string, string>> | null,
  node: Node | undefined,
): Message {
  const scheduled = podCondition(pod, 'PodScheduled');
  if (scheduled === undefined) {
    return modelMessage('problem.notScheduled', { scheduler: pod.spec.schedulerName ?? 'default-scheduler' });
  }
  if (scheduled.reason === 'SchedulingGated') {
    return modelMessage('problem.schedulingGated', {});
  }
  const reasons = schedulerReasons(scheduled.message ?? '');
  const [first] = reasons;
  if (first === undefined) {
    return modelMessage('problem.unschedulable', { text: scheduled.reason ?? '' });
  }
  if (first.code === 'insufficient') {
    const resources = reasons.flatMap((reason) => (reason.code === 'insufficient' ? reason.resource : []));
    return modelMessage('problem.insufficient', { resources: resources.join(', ') });
  }
  if (first.code === 'untoleratedTaint' && first.key === '') {
    return modelMessage('problem.untoleratedTaint', { taint: taintOf(pod, node) });
  }
  const added = first.code === 'nodeAffinity' ? selectorAddedByAdmission(pod, templateSelector) : '';
  return added === '' ? schedulerCause(first) : modelMessage('problem.projectNodeSelector', { selector: added });
}

/** One reason of the scheduler, as a message below `problem`. */
export function schedulerCause(reason: SchedulerReason): Message {
  switch (reason.code) {
    case 'insufficient':
      return modelMessage('problem.insufficient', { resources: reason.resource });
    case 'untoleratedTaint':
      return modelMessage('problem.untoleratedTaint', { taint: `${reason.key}${reason.value === '' ? '' : `=${reason.value}`}` });
    case 'volume':
      return modelMessage('problem.volume', { text: reason.text });
    case 'unknown':
      return modelMessage('problem.unschedulable', { text: reason.text });
    default:
      return modelMessage(`problem.${reason.code}`, {});
  }
}

/** The taint that a scheduler of 1.36 no longer names; '' when the Node has none by now. */
function taintOf(pod: Pod, node: Node | undefined): string {
  const tolerations = (pod.spec.tolerations ?? []).map(
    (toleration) => ({ toleration, origin: 'template', boundDropped: false }) as const,
  );
  const [taint] = untoleratedTaints(node?.spec.taints ?? [], tolerations);
  return taint === undefined ? '' : `${taint.key}${taint.value ? `=${taint.value}` : ''}`;
}

function selectorAddedByAdmission(pod: Pod, templateSelector: Readonly<Record<string, string>> | null): string {
  const selector = templateSelector === null ? [] : Object.entries(pod.spec.nodeSelector ?? {});
  return selector
    .filter(([key]) => !Object.hasOwn(templateSelector ?? {}, key))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}
