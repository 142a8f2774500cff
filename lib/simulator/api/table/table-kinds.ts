import { controllerOf } from '#lib/kubernetes/object-meta.ts';
import { objectOr, objectsOf, stringMap, stringOr, valueAt } from '../json.ts';
import type { StoredObject } from '../object-store.ts';
import { eventCells } from './event-cells.ts';
import { since } from './human-duration.ts';
import { nodeCells } from './node-cells.ts';
import { podCells } from './pod-cells.ts';

/** A column: name, type, and whether only `-o wide` shows it. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}

export interface TableKind {
  readonly columns: readonly TableColumn[];
  readonly cells: (object: StoredObject, now: number) => readonly unknown[];
}

const INTEGER_COLUMNS = new Set(['Desired', 'Current', 'Ready', 'Up-to-date', 'Available', 'Allowed Disruptions', 'Value']);

/** Columns by name; those after `|` are wide ones. `integers` names the kind's columns of numbers. */
function columns(names: string, integers: ReadonlySet<string> = new Set()): readonly TableColumn[] {
  const [narrow = '', wide = ''] = names.split('|');
  const make = (priority: number) => (name: string) => ({
    name,
    type: integers.has(name) ? 'integer' : 'string',
    format: name === 'Name' ? 'name' : '',
    description: '',
    priority,
  });
  const split = (text: string) => text.split(',').filter((name) => name !== '');
  return [...split(narrow).map(make(0)), ...split(wide).map(make(1))];
}

const labelsText = (labels: unknown) =>
  Object.entries(stringMap(labels))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',') || '<none>';

function selectorText(selector: unknown): string {
  const equalities = Object.entries(stringMap(valueAt(selector, 'matchLabels'))).map(([key, value]) => ({
    key,
    text: `${key}=${value}`,
  }));
  const sets = objectsOf(valueAt(selector, 'matchExpressions')).map((requirement) => {
    const key = stringOr(requirement.key);
    const values = (Array.isArray(requirement.values) ? [...requirement.values].map(String).sort() : []).join(',');
    const text = { In: `${key} in (${values})`, NotIn: `${key} notin (${values})`, Exists: key, DoesNotExist: `!${key}` };
    return { key, text: text[stringOr(requirement.operator) as keyof typeof text] ?? key };
  });
  const parts = [...equalities, ...sets].sort((left, right) => (left.key < right.key ? -1 : 1));
  return parts.map(({ text }) => text).join(',') || '<none>';
}

const age = (object: StoredObject, now: number) => since(object.metadata.creationTimestamp, now);

function daemonSetCells(daemonSet: StoredObject, now: number): readonly unknown[] {
  const count = (member: string) => Number(valueAt(daemonSet.status, member) ?? 0);
  const containers = objectsOf(valueAt(daemonSet.spec, 'template', 'spec', 'containers'));
  return [
    daemonSet.metadata.name,
    count('desiredNumberScheduled'),
    count('currentNumberScheduled'),
    count('numberReady'),
    count('updatedNumberScheduled'),
    count('numberAvailable'),
    labelsText(valueAt(daemonSet.spec, 'template', 'spec', 'nodeSelector')),
    age(daemonSet, now),
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image).join(','),
    selectorText(valueAt(daemonSet.spec, 'selector')),
  ];
}

function controllerName(revision: StoredObject): string {
  const owner = controllerOf(revision);
  if (!owner) return '<none>';
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
  return `${`${owner.kind}${group}`.toLowerCase()}/${owner.name}`;
}

function quotaCells(quota: StoredObject, now: number): readonly unknown[] {
  const used = objectOr(valueAt(quota.status, 'used'));
  const lines = Object.entries(objectOr(valueAt(quota.status, 'hard'))).sort(([left], [right]) => (left < right ? -1 : 1));
  const column = (limits: boolean) =>
    lines
      .filter(([name]) => name.startsWith('limits.') === limits)
      .map(([name, hard]) => `${name}: ${used[name] ?? '0'}/${hard}`)
      .join(', ');
  return [quota.metadata.name, column(false), column(true), age(quota, now)];
}

function serviceCells(service: StoredObject, now: number): readonly unknown[] {
  const ports = objectsOf(valueAt(service.spec, 'ports')).map((port) =>
    port.nodePort ? `${port.port}:${port.nodePort}/${port.protocol}` : `${port.port}/${port.protocol}`,
  );
  return [
    service.metadata.name,
    stringOr(valueAt(service.spec, 'type')),
    stringOr(valueAt(service.spec, 'clusterIP')) || '<none>',
    valueAt(service.spec, 'type') === 'LoadBalancer' ? '<pending>' : '<none>',
    ports.join(',') || '<none>',
    age(service, now),
    labelsText(valueAt(service.spec, 'selector')),
  ];
}

const text = (value: unknown, otherwise: string) => (value === undefined || value === null ? otherwise : String(value));

/** The columns and cells that the API server prints per kind. pkg/printers/internalversion/printers.go, v1.36. */
const KINDS: Record<string, TableKind> = {
  DaemonSet: {
    columns: columns(
      'Name,Desired,Current,Ready,Up-to-date,Available,Node Selector,Age|Containers,Images,Selector',
      INTEGER_COLUMNS,
    ),
    cells: daemonSetCells,
  },
  Pod: { columns: columns('Name,Ready,Status,Restarts,Age|IP,Node,Nominated Node,Readiness Gates'), cells: podCells },
  Node: {
    columns: columns('Name,Status,Roles,Age,Version|Internal-IP,External-IP,OS-Image,Kernel-Version,Container-Runtime'),
    cells: nodeCells,
  },
  Namespace: {
    columns: columns('Name,Status,Age'),
    cells: (namespace, now) => [namespace.metadata.name, stringOr(valueAt(namespace.status, 'phase')), age(namespace, now)],
  },
  ControllerRevision: {
    columns: columns('Name,Controller,Revision,Age'),
    cells: (revision, now) => [
      revision.metadata.name,
      controllerName(revision),
      Number(revision.revision ?? 0),
      age(revision, now),
    ],
  },
  PodDisruptionBudget: {
    columns: columns('Name,Min Available,Max Unavailable,Allowed Disruptions,Age', INTEGER_COLUMNS),
    cells: (budget, now) => [
      budget.metadata.name,
      text(valueAt(budget.spec, 'minAvailable'), 'N/A'),
      text(valueAt(budget.spec, 'maxUnavailable'), 'N/A'),
      Number(valueAt(budget.status, 'disruptionsAllowed') ?? 0),
      age(budget, now),
    ],
  },
  ResourceQuota: { columns: columns('Name,Request,Limit,Age'), cells: quotaCells },
  Service: { columns: columns('Name,Type,Cluster-IP,External-IP,Port(s),Age|Selector'), cells: serviceCells },
  ServiceAccount: {
    columns: columns('Name,Secrets,Age'),
    cells: (account, now) => [account.metadata.name, String(objectsOf(account.secrets).length), age(account, now)],
  },
  ConfigMap: {
    columns: columns('Name,Data,Age'),
    cells: (map, now) => [map.metadata.name, String(Object.keys(objectOr(map.data)).length), age(map, now)],
  },
  PriorityClass: {
    columns: columns('Name,Value,Global-Default,Age|PreemptionPolicy', INTEGER_COLUMNS),
    cells: (one, now) => [
      one.metadata.name,
      Number(one.value ?? 0),
      one.globalDefault === true,
      age(one, now),
      text(one.preemptionPolicy, ''),
    ],
  },
  Lease: {
    columns: columns('Name,Holder,Age'),
    cells: (lease, now) => [lease.metadata.name, stringOr(valueAt(lease.spec, 'holderIdentity')), age(lease, now)],
  },
  Event: {
    // Here the order of narrow and wide columns is mixed.
    columns: columns('Last Seen,Type,Reason,Object,Subobject,Source,Message,First Seen,Count,Name').map((column) => ({
      ...column,
      priority: ['Subobject', 'Source', 'First Seen', 'Count', 'Name'].includes(column.name) ? 1 : 0,
    })),
    cells: eventCells,
  },
};

const GENERIC: TableKind = {
  columns: columns('Name,Created At'),
  cells: (object) => [object.metadata.name, object.metadata.creationTimestamp],
};

/** How objects of a kind are printed; name and creation time for kinds without a printer. */
export function tableKind(kind: string): TableKind {
  return KINDS[kind] ?? GENERIC;
}
