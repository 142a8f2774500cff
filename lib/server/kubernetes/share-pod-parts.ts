import 'server-only';
import type { ContainerState, ContainerStatus, Pod, PodCondition } from '#lib/kubernetes/pod.ts';
import type { SharedParts } from './shared-parts.ts';

/**
 * Puts shared instances in place of what the Pods of a DaemonSet have in common: two thirds of a Pod's memory. Takes
 * the Pod over, which nobody else may hold yet, and returns it.
 */
export function sharePodParts(pod: Pod, parts: SharedParts): Pod {
  shareMetadata(pod.metadata, parts);
  shareSpec(pod.spec, parts);
  shareStatus(pod.status, parts);
  return pod;
}

function shareMetadata(metadata: Pod['metadata'], parts: SharedParts): void {
  if (metadata.namespace !== undefined) metadata.namespace = parts.text(metadata.namespace);
  if (metadata.labels) metadata.labels = parts.part(metadata.labels);
  if (metadata.ownerReferences) metadata.ownerReferences = parts.part(metadata.ownerReferences);
  metadata.creationTimestamp = parts.text(metadata.creationTimestamp);
}

function shareSpec(spec: Pod['spec'], parts: SharedParts): void {
  // A bound Pod's own Node says where it runs; only a pending one is found by its affinity.
  if (spec.nodeName) {
    spec.nodeName = parts.text(spec.nodeName);
    delete spec.affinity;
  }
  if (spec.nodeSelector) spec.nodeSelector = parts.part(spec.nodeSelector);
  if (spec.tolerations) spec.tolerations = parts.part(spec.tolerations);
  if (spec.initContainers) spec.initContainers = parts.part(spec.initContainers);
  if (spec.schedulerName) spec.schedulerName = parts.text(spec.schedulerName);
  if (spec.priorityClassName) spec.priorityClassName = parts.text(spec.priorityClassName);
  spec.containers = parts.part(spec.containers);
}

function shareStatus(status: Pod['status'], parts: SharedParts): void {
  if (status.hostIP) status.hostIP = parts.text(status.hostIP);
  if (status.startTime) status.startTime = parts.text(status.startTime);
  for (const condition of status.conditions ?? []) shareCondition(condition, parts);
  for (const container of status.containerStatuses ?? []) shareContainer(container, parts);
  for (const container of status.initContainerStatuses ?? []) shareContainer(container, parts);
}

function shareCondition(condition: PodCondition, parts: SharedParts): void {
  condition.type = parts.text(condition.type);
  if (condition.lastTransitionTime) condition.lastTransitionTime = parts.text(condition.lastTransitionTime);
  if (condition.reason) condition.reason = parts.text(condition.reason);
  if (condition.message) condition.message = parts.text(condition.message);
}

function shareContainer(container: ContainerStatus, parts: SharedParts): void {
  container.name = parts.text(container.name);
  if (container.imageID) container.imageID = parts.text(container.imageID);
  if (container.state) container.state = shareState(container.state, parts);
  if (container.lastState) container.lastState = shareState(container.lastState, parts);
}

function shareState(state: ContainerState, parts: SharedParts): ContainerState {
  return state.terminated ? state : parts.part(state);
}
