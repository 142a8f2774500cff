import {
  type DaemonSet,
  REVISION_HASH_LABEL,
  TEMPLATE_GENERATION_ANNOTATION,
  TEMPLATE_GENERATION_LABEL,
} from '#lib/kubernetes/daemon-set.ts';
import type { OwnerReference } from '#lib/kubernetes/object-meta.ts';
import type { Affinity, Pod, Toleration } from '#lib/kubernetes/pod.ts';

/** The controller reference that a DaemonSet puts on what it makes. */
export function controllerReference(daemonSet: DaemonSet): OwnerReference {
  const { name, uid } = daemonSet.metadata;
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid, controller: true, blockOwnerDeletion: true };
}

/** The template generation as a decimal, or undefined when the annotation is no whole number. */
export function templateGeneration(daemonSet: DaemonSet): string | undefined {
  const value = daemonSet.metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION];
  return value !== undefined && /^[+-]?\d+$/.test(value) ? BigInt(value).toString() : undefined;
}

/** Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go IsPodUpdated, v1.36. */
export function isPodUpdated(pod: Pod, daemonSet: DaemonSet, hash: string): boolean {
  const labels = pod.metadata.labels ?? {};
  const generation = templateGeneration(daemonSet);
  return (
    (hash !== '' && labels[REVISION_HASH_LABEL] === hash) ||
    (generation !== undefined && labels[TEMPLATE_GENERATION_LABEL] === generation)
  );
}

/**
 * The Pod that the controller asks the API server for, pinned to one Node.
 * Mirrors kubernetes/kubernetes pkg/controller/daemon/util/daemonset_util.go CreatePodTemplate and
 * ReplaceDaemonSetPodNodeNameNodeAffinity, v1.36.
 */
export function daemonPod(daemonSet: DaemonSet, node: string, hash: string) {
  const { template } = daemonSet.spec;
  const generation = templateGeneration(daemonSet);
  const { spec } = template;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${daemonSet.metadata.name}-`,
      namespace: daemonSet.metadata.namespace ?? 'default',
      labels: {
        ...template.metadata?.labels,
        ...(generation === undefined ? {} : { [TEMPLATE_GENERATION_LABEL]: generation }),
        ...(hash === '' ? {} : { [REVISION_HASH_LABEL]: hash }),
      },
      ...(template.metadata?.annotations ? { annotations: { ...template.metadata.annotations } } : {}),
      ownerReferences: [controllerReference(daemonSet)],
    },
    spec: {
      ...spec,
      affinity: pinnedAffinity(spec.affinity, node),
      tolerations: withDaemonTolerations(spec.tolerations ?? [], spec.hostNetwork === true),
    },
  };
}

function pinnedAffinity(affinity: Affinity | null | undefined, node: string): Affinity {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const required = { nodeSelectorTerms: [{ matchFields }] };
  return {
    ...affinity,
    nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required },
  };
}

const DAEMON_TAINTS = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
] as const;

function withDaemonTolerations(tolerations: readonly Toleration[], hostNetwork: boolean): Toleration[] {
  const taints = hostNetwork ? [...DAEMON_TAINTS, ['network-unavailable', 'NoSchedule'] as const] : DAEMON_TAINTS;
  const result = [...tolerations];
  for (const [name, effect] of taints) {
    const added = { key: `node.kubernetes.io/${name}`, operator: 'Exists', effect };
    const same = result.findIndex((own) => own.key === added.key && own.effect === effect && isBareExists(own));
    if (same >= 0) result[same] = added;
    else result.push(added);
  }
  return result;
}

function isBareExists(toleration: Toleration): boolean {
  return toleration.operator === 'Exists' && (toleration.value ?? '') === '';
}
