import { objectsOf, stringOr, valueAt } from '../json.ts';
import type { StoredObject } from '../object-store.ts';
import { since } from './human-duration.ts';

function status(node: StoredObject): string {
  const ready = objectsOf(valueAt(node.status, 'conditions')).find((condition) => condition.type === 'Ready');
  const word = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  return valueAt(node.spec, 'unschedulable') === true ? `${word},SchedulingDisabled` : word;
}

const ROLE_PREFIX = 'node-role.kubernetes.io/';

function roles(node: StoredObject): string {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(node.metadata.labels ?? {})) {
    if (key.startsWith(ROLE_PREFIX) && key.length > ROLE_PREFIX.length) found.add(key.slice(ROLE_PREFIX.length));
    else if (key === 'kubernetes.io/role' && value !== '') found.add(value);
  }
  return [...found].sort().join(',') || '<none>';
}

const address = (node: StoredObject, type: string) =>
  stringOr(objectsOf(valueAt(node.status, 'addresses')).find((one) => one.type === type)?.address) || '<none>';

/** The cells of one Node, wide ones included. Mirrors pkg/printers/internalversion/printers.go printNode, v1.36. */
export function nodeCells(node: StoredObject, now: number): readonly unknown[] {
  const info = (member: string) => stringOr(valueAt(node.status, 'nodeInfo', member));
  const kernel = info('kernelVersion') || '<unknown>';
  return [
    node.metadata.name,
    status(node),
    roles(node),
    since(node.metadata.creationTimestamp, now),
    info('kubeletVersion'),
    address(node, 'InternalIP'),
    address(node, 'ExternalIP'),
    info('osImage') || '<unknown>',
    info('architecture') === '' ? kernel : `${kernel} (${info('architecture')})`,
    info('containerRuntimeVersion') || '<unknown>',
  ];
}
