import type { Node } from '#lib/kubernetes/node.ts';
import type { ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import { isPodReady, isPodTerminal, podCondition } from '#lib/kubernetes/pod-conditions.ts';
import { containerCause } from './container-cause.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { isNodeSilent, terminationCause } from './termination.ts';
import { unscheduledCause } from './unscheduled-cause.ts';

/** What the cause of one Pod's trouble is read from. */
export interface PodCauseInput {
  readonly pod: Pod;
  /** The Pod's Node, or undefined when it does not exist. */
  readonly node: Node | undefined;
  /** `nodeSelector` of the template that the Pod was made from, or null when that template is not at hand. */
  readonly templateSelector: Readonly<Record<string, string>> | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why this Pod does not do its work, as a message below `problem`. Words that are not known stay verbatim in it. */
export function podCause(input: PodCauseInput): Message {
  const { pod, node } = input;
  const { deletionTimestamp, finalizers = [] } = pod.metadata;
  if (deletionTimestamp) {
    return terminationCause({ until: deletionTimestamp, finalizers, node, now: input.now });
  }
  if (isPodTerminal(pod)) {
    return endedCause(pod);
  }
  if (!pod.spec.nodeName) {
    return unscheduledCause(pod, input.templateSelector, node);
  }
  const ofContainers = containerCause(pod);
  if (ofContainers !== null) {
    return ofContainers;
  }
  if (isNodeSilent(node)) {
    return modelMessage('problem.nodeNotReady', {});
  }
  return runningCause(pod);
}

function endedCause({ status }: Pod): Message {
  const reason = status.reason ?? '';
  if (reason === 'Evicted') {
    const [, resource = 'unknown'] = /low on resource: ([\w.-]+\w)/.exec(status.message ?? '') ?? [];
    return modelMessage('problem.evicted', { resource });
  }
  if (
    /^OutOf|^(?:NodeAffinity|NodeName|NodePorts|TaintToleration|UnexpectedAdmissionError|PodOS\w+|NodeShutdown)$/.test(reason)
  ) {
    return modelMessage('problem.refusedByKubelet', { reason });
  }
  return modelMessage('problem.ended', { reason: reason || (status.phase ?? '') });
}

function runningCause(pod: Pod): Message {
  if (isPodReady(pod)) {
    return modelMessage('problem.minReady', {});
  }
  const ready = podCondition(pod, 'Ready');
  if (ready?.reason === 'ReadinessGatesNotReady') {
    return modelMessage('problem.readinessGate', { gates: gatesIn(ready.message ?? '') });
  }
  const running = (pod.status.containerStatuses ?? []).find(({ ready, state }) => !ready && state?.running !== undefined);
  return running === undefined ? modelMessage('problem.creating', {}) : probeCause(running);
}

// Mirrors kubernetes/kubernetes pkg/kubelet/status/generate.go GeneratePodReadyCondition, v1.36.
function gatesIn(message: string): string {
  return [...message.matchAll(/readiness gate "([^"]+)"/g)].map(([, gate]) => gate).join(', ');
}

function probeCause({ name, started }: ContainerStatus): Message {
  return started === false
    ? modelMessage('problem.startupProbe', { container: name })
    : modelMessage('problem.notReady', { container: name });
}
