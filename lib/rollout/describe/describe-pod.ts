import type { Tree } from '../template-diff-tree.ts';
import { containersGroup } from './describe-containers.ts';
import { controlledBy, deletion, labelsAndAnnotations, tolerationLines } from './describe-metadata.ts';
import { type DescribedField, field, fieldOf, group, table } from './description.ts';
import { at, entries, list, pairs, text } from './fields.ts';

/**
 * A Pod, what may be a secret already hidden, as `kubectl describe pod` says it and in its order.
 * Mirrors kubernetes/kubectl pkg/describe/describe.go describePod, v0.36.
 */
export function describePod(pod: Tree): readonly DescribedField[] {
  const node = text(pod, 'spec', 'nodeName');
  const host = text(pod, 'status', 'hostIP');
  return [
    ...field('Name', text(pod, 'metadata', 'name')),
    ...field('Namespace', text(pod, 'metadata', 'namespace')),
    ...field('Priority', text(pod, 'spec', 'priority')),
    ...field('Priority Class Name', text(pod, 'spec', 'priorityClassName')),
    ...field('Runtime Class Name', text(pod, 'spec', 'runtimeClassName')),
    ...field('Service Account', text(pod, 'spec', 'serviceAccountName')),
    fieldOf('Node', node === '' ? [] : [host === '' ? node : `${node}/${host}`]),
    ...field('Start Time', text(pod, 'status', 'startTime')),
    ...labelsAndAnnotations(pod),
    ...deletion(pod),
    ...field('Status', text(pod, 'status', 'phase')),
    ...field('Reason', text(pod, 'status', 'reason')),
    ...field('Message', text(pod, 'status', 'message')),
    fieldOf(
      'IPs',
      list(pod, 'status', 'podIPs').map((address) => text(address, 'ip')),
    ),
    ...controlledBy(pod),
    ...podContainers(pod),
    conditionsField(pod),
    group('Volumes', list(pod, 'spec', 'volumes').map(volumeField)),
    ...field('QoS Class', text(pod, 'status', 'qosClass')),
    fieldOf('Node-Selectors', pairs(pod, ['spec', 'nodeSelector'])),
    fieldOf('Tolerations', tolerationLines(at(pod, 'spec'))),
  ];
}

function podContainers(pod: Tree): readonly DescribedField[] {
  const statuses = (member: string) => list(pod, 'status', member);
  return [
    ...containersGroup('Init Containers', list(pod, 'spec', 'initContainers'), statuses('initContainerStatuses')),
    ...containersGroup('Containers', list(pod, 'spec', 'containers'), statuses('containerStatuses')),
    ...containersGroup('Ephemeral Containers', list(pod, 'spec', 'ephemeralContainers'), statuses('ephemeralContainerStatuses')),
  ];
}

function conditionsField(pod: Tree): DescribedField {
  const rows = list(pod, 'status', 'conditions').map((condition) => [
    text(condition, 'type'),
    text(condition, 'status'),
    [text(condition, 'reason'), text(condition, 'message')].filter(Boolean).join(': '),
  ]);
  return table('Conditions', ['Type', 'Status', 'Reason'], rows);
}

function volumeField(volume: Tree): DescribedField {
  const [kind = '', source] = entries(volume).find(([key]) => key !== 'name') ?? [];
  const facts = entries(source).flatMap(([key, value]) =>
    typeof value === 'object' || value === '' ? [] : [`${key} ${String(value)}`],
  );
  return { name: text(volume, 'name'), values: [[kind, ...facts].join(', ')] };
}
