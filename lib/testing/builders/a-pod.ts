import { type DaemonSet, REVISION_HASH_LABEL, TEMPLATE_GENERATION_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { ObjectMeta } from '#lib/kubernetes/object-meta.ts';
import type { ContainerStatus, Pod, PodCondition, PodPhase, PodSpec } from '#lib/kubernetes/pod.ts';
import { BUILT_AT, daemonSetOwner, metaOf } from './object-meta.ts';

/** Builds a Pod step by step; each step answers a new builder. */
export interface PodBuilder {
  withMeta(parts: Partial<ObjectMeta>): PodBuilder;
  withLabel(key: string, value: string): PodBuilder;
  withSpec(parts: Partial<PodSpec>): PodBuilder;
  withStatus(parts: Partial<Pod['status']>): PodBuilder;
  withCondition(type: string, status: PodCondition['status'], parts?: Partial<PodCondition>): PodBuilder;
  /** Bound to a Node. */
  on(node: string): PodBuilder;
  /** Not bound, pinned to a Node as the DaemonSet controller pins it. */
  pinnedTo(node: string): PodBuilder;
  ofRevision(hash: string): PodBuilder;
  ofTemplateGeneration(generation: number): PodBuilder;
  createdAt(time: string): PodBuilder;
  /** Running and Ready since the given time. */
  ready(since?: string): PodBuilder;
  /** Running, not Ready. */
  notReady(): PodBuilder;
  /** Pending, its container waiting with this reason. */
  waiting(reason: string, message?: string): PodBuilder;
  unschedulable(message: string): PodBuilder;
  inPhase(phase: PodPhase, reason?: string): PodBuilder;
  /** Deletion was asked for; the grace period ends at this time. */
  terminating(until?: string): PodBuilder;
  build(): Pod;
}

/** A daemon Pod of this DaemonSet, of revision `hash1`, Running and Ready on `node-1`. */
export function aPod(daemonSet: DaemonSet, name = `${daemonSet.metadata.name}-1`): PodBuilder {
  const { namespace = 'default', name: owner, uid } = daemonSet.metadata;
  const { containers } = daemonSet.spec.template.spec;
  const pod: Pod = {
    metadata: {
      ...metaOf('pod', { name, namespace }),
      labels: { ...daemonSet.spec.template.metadata?.labels, [REVISION_HASH_LABEL]: 'hash1' },
      ownerReferences: [daemonSetOwner({ name: owner, uid })],
    },
    spec: { nodeName: 'node-1', containers },
    status: { phase: 'Running' },
  };
  return builderOf(pod).ready();
}

function builderOf(pod: Pod): PodBuilder {
  const { metadata, spec, status } = pod;
  const withMeta = (parts: Partial<ObjectMeta>): PodBuilder => builderOf({ ...pod, metadata: { ...metadata, ...parts } });
  const withSpec = (parts: Partial<PodSpec>): PodBuilder => builderOf({ ...pod, spec: { ...spec, ...parts } });
  const withStatus = (parts: Partial<Pod['status']>): PodBuilder => builderOf({ ...pod, status: { ...status, ...parts } });
  const withLabel = (key: string, value: string): PodBuilder => withMeta({ labels: { ...metadata.labels, [key]: value } });
  const conditionsWith = (condition: PodCondition): PodCondition[] => [
    ...(status.conditions ?? []).filter(({ type }) => type !== condition.type),
    condition,
  ];
  const containers = (parts: Partial<ContainerStatus>): ContainerStatus[] =>
    spec.containers.map(({ name }) => ({ name, ready: false, restartCount: 0, ...parts }));
  const running = (ready: boolean, since: string): PodBuilder =>
    withStatus({
      phase: 'Running',
      conditions: conditionsWith({ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: since }),
      containerStatuses: containers({ ready, started: true, state: { running: { startedAt: metadata.creationTimestamp } } }),
    });
  return {
    withMeta,
    withLabel,
    withSpec,
    withStatus,
    withCondition: (type, conditionStatus, parts = {}) =>
      withStatus({ conditions: conditionsWith({ type, status: conditionStatus, ...parts }) }),
    on: (nodeName) => withSpec({ nodeName }),
    pinnedTo: (node) => unbound(pod, node),
    ofRevision: (hash) => withLabel(REVISION_HASH_LABEL, hash),
    ofTemplateGeneration: (generation) => withLabel(TEMPLATE_GENERATION_LABEL, String(generation)),
    createdAt: (time) => withMeta({ creationTimestamp: time }),
    ready: (since = BUILT_AT) => running(true, since),
    notReady: () => running(false, BUILT_AT),
    waiting: (reason, message) =>
      withStatus({
        phase: 'Pending',
        conditions: conditionsWith({ type: 'Ready', status: 'False' }),
        containerStatuses: containers({ state: { waiting: message === undefined ? { reason } : { reason, message } } }),
      }),
    unschedulable: (message) =>
      withStatus({
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
        containerStatuses: [],
      }),
    inPhase: (phase, reason) =>
      withStatus({
        phase,
        ...(reason === undefined ? {} : { reason }),
        conditions: conditionsWith({ type: 'Ready', status: 'False' }),
        containerStatuses: [],
      }),
    terminating: (until = BUILT_AT) => withMeta({ deletionTimestamp: until, deletionGracePeriodSeconds: 30 }),
    build: () => structuredClone(pod),
  };
}

function unbound(pod: Pod, node: string): PodBuilder {
  const { nodeName: _, ...spec } = pod.spec;
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const required = { nodeSelectorTerms: [{ matchFields }] };
  return builderOf({
    ...pod,
    spec: { ...spec, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } } },
    status: { phase: 'Pending', conditions: [], containerStatuses: [] },
  });
}
