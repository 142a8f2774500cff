import type { FakeApiServer } from '../../lib/testing/fake-api-server.ts';
import type { FakeObjects } from '../../lib/testing/fake-api-server-objects.ts';

const HASH = 'hash1';
const LABELS = { app: 'agent' };
const CREATED = '2026-01-01T00:00:00Z';
const CONTAINERS = [{ name: 'main', image: 'registry.example/agent:1' }];
const READY = [{ type: 'Ready', status: 'True', lastTransitionTime: CREATED }];

interface Owner {
  readonly uid: string;
  readonly controller?: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** A UUID for the n-th thing of a row. */
export const uidOf = (row: number, nth = 0): string => `00000000-0000-4000-8000-${String(row * 1000 + nth).padStart(12, '0')}`;

const template = (spec: Fields = {}) => ({ metadata: { labels: LABELS }, spec: { containers: CONTAINERS, ...spec } });

/** A DaemonSet called `agent` in the namespace of a row, with its revision. */
function aDaemonSet(
  objects: FakeObjects,
  row: number,
  fields: { spec?: Fields; status?: unknown; metadata?: Fields } = {},
): void {
  const namespace = `row-${row}`;
  const metadata = { uid: uidOf(row), generation: 1, ...fields.metadata };
  const spec = {
    selector: { matchLabels: LABELS },
    template: template(),
    updateStrategy: { type: 'RollingUpdate' },
    ...fields.spec,
  };
  objects.put('daemonsets', 'agent', { namespace, metadata, spec, status: fields.status ?? { observedGeneration: 1 } });
  aRevision(objects, row, { name: 'agent-1', revision: 1, data: { spec: { template: spec.template } } });
}

function aRevision(
  objects: FakeObjects,
  row: number,
  { name, labels, ...fields }: Fields & { name: string; labels?: Record<string, string> },
) {
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: uidOf(row), controller: true };
  objects.put('controllerrevisions', name, {
    namespace: `row-${row}`,
    labels: labels ?? { ...LABELS, 'controller-revision-hash': HASH },
    metadata: { ownerReferences: [owner] },
    ...fields,
  });
}

/** A Pod in the namespace of a row; `owners` are references to DaemonSets called `agent`. */
function aPod(
  objects: FakeObjects,
  row: number,
  {
    name,
    nth,
    owners,
    spec,
    status,
    metadata,
  }: { name: string; nth: number; owners?: readonly Owner[]; spec?: Fields; status?: unknown; metadata?: Fields },
): void {
  const references = (owners ?? [{ uid: uidOf(row) }]).map((owner) => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    name: 'agent',
    controller: true,
    ...owner,
  }));
  objects.put('pods', name, {
    namespace: `row-${row}`,
    labels: { ...LABELS, 'controller-revision-hash': HASH },
    metadata: { uid: uidOf(row, nth), ownerReferences: references, ...metadata },
    spec: spec ?? { nodeName: 'n1', containers: CONTAINERS },
    status: status === undefined ? { phase: 'Running', conditions: READY } : status,
  });
}

function aNode(objects: FakeObjects, name: string, fields: Fields = {}): void {
  objects.put('nodes', name, { labels: { 'kubernetes.io/hostname': name }, status: { conditions: READY }, ...fields });
}

/** What no API server would let pass, or only just; each row of the matrix in a namespace of its own. */
export function plantOddObjects(objects: FakeObjects): void {
  aNode(objects, 'n1');
  aNode(objects, 'n2');
  plant59(objects);
  plant60(objects);
  plant61(objects);
  plant62(objects);
  plant63(objects);
  plant64(objects);
  plant65(objects);
  plant66(objects);
  plant67(objects);
  plant68(objects);
  plant70(objects);
}

function plant59(objects: FakeObjects): void {
  aDaemonSet(objects, 59, { metadata: { annotations: { note: '😀\u202e' } } });
  const strange = ['a\u202eb', 'a\u200bb', 'שלום', 'مرحبا'];
  for (const [index, name] of strange.entries())
    objects.put('daemonsets', name, {
      namespace: 'row-59',
      metadata: { uid: uidOf(59, index + 1) },
      spec: { selector: { matchLabels: { app: `x${index}` } }, template: template() },
    });
}

function plant60(objects: FakeObjects): void {
  const annotations = { large: 'x'.repeat(256 * 1024 - 5) };
  const env = Array.from({ length: 1_000 }, (_, index) => ({ name: `V${index}`, value: 'y'.repeat(1_200) }));
  const big = template({ containers: [{ name: 'main', image: 'registry.example/agent:2', env }] });
  aDaemonSet(objects, 60, { metadata: { annotations } });
  aRevision(objects, 60, {
    name: 'agent-2',
    revision: 2,
    labels: { ...LABELS, 'controller-revision-hash': 'hash2' },
    data: { spec: { template: big } },
  });
  aPod(objects, 60, { name: 'large', nth: 1, metadata: { annotations: { huge: 'z'.repeat(3 * 1024 * 1024) } } });
}

function plant61(objects: FakeObjects): void {
  aDaemonSet(objects, 61);
  aPod(objects, 61, { name: 'owned', nth: 1 });
  aPod(objects, 61, {
    name: 'many',
    nth: 2,
    owners: Array.from({ length: 64 }, (_, index) => ({ uid: uidOf(61, 100 + index), controller: false })),
  });
  aPod(objects, 61, { name: 'elsewhere', nth: 3, owners: [{ uid: uidOf(61, 99) }] });
  aPod(objects, 61, { name: 'twice', nth: 4, owners: [{ uid: uidOf(61, 98) }, { uid: uidOf(61) }] });
  aPod(objects, 61, { name: 'orphan', nth: 5, owners: [] });
}

function plant62(objects: FakeObjects): void {
  aDaemonSet(objects, 62, { metadata: { generation: 3 }, status: { observedGeneration: 2 } });
  aPod(objects, 62, { name: 'bare', nth: 1, spec: { containers: CONTAINERS }, status: {} });
  aPod(objects, 62, { name: 'placed', nth: 2, status: { phase: 'Pending' } });
  aPod(objects, 62, { name: 'mute', nth: 3, spec: { nodeName: 'n2', containers: CONTAINERS }, status: null });
  objects.put('daemonsets', 'silent', { namespace: 'row-62', metadata: { uid: uidOf(62, 9), generation: 1 }, status: undefined });
}

function plant63(objects: FakeObjects): void {
  aDaemonSet(objects, 63, {
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: -1,
      numberReady: 99,
      numberAvailable: 2 ** 31,
      currentNumberScheduled: 1e300,
    },
  });
  aPod(objects, 63, { name: 'one', nth: 1 });
}

function plant64(objects: FakeObjects): void {
  const requests = { cpu: '1e', memory: '--5', 'example.com/a': '', 'ephemeral-storage': '1Ei', 'example.com/b': '0.1m' };
  const containers = [{ name: 'main', image: 'registry.example/agent:1', resources: { requests, limits: requests } }];
  aDaemonSet(objects, 64, { spec: { template: template({ containers }) } });
  aPod(objects, 64, { name: 'one', nth: 1, spec: { nodeName: 'n2', containers } });
  aNode(objects, 'n2', { status: { conditions: READY, allocatable: { cpu: '1e', memory: '', pods: '--5' } } });
}

function plant65(objects: FakeObjects): void {
  aDaemonSet(objects, 65, { metadata: { creationTimestamp: '9999-12-31T23:59:59Z' } });
  aPod(objects, 65, {
    name: 'future',
    nth: 1,
    metadata: { creationTimestamp: new Date(Date.now() + 3 * 3_600_000).toISOString() },
  });
  aPod(objects, 65, {
    name: 'zero',
    nth: 2,
    spec: { nodeName: 'n2', containers: CONTAINERS },
    metadata: { creationTimestamp: '0001-01-01T00:00:00Z' },
  });
  objects.put('daemonsets', 'timeless', { namespace: 'row-65', metadata: { uid: uidOf(65, 9), creationTimestamp: null } });
  objects.put('daemonsets', 'never', { namespace: 'row-65', metadata: { uid: uidOf(65, 8), creationTimestamp: 'yesterday' } });
}

function plant66(objects: FakeObjects): void {
  aDaemonSet(objects, 66);
  const other = (nth: number) => ({
    labels: { ...LABELS, 'controller-revision-hash': `hash${nth}` },
    name: `agent-${nth}`,
    revision: nth,
  });
  aRevision(objects, 66, { ...other(2), data: undefined });
  aRevision(objects, 66, { ...other(3), data: { kind: 'ConfigMap', data: { a: 'b' } } });
  aRevision(objects, 66, { ...other(4), data: { spec: { template: { $patch: 'replace' } } } });
  aRevision(objects, 66, { ...other(5), labels: LABELS, data: { spec: { template: template() } } });
  aRevision(objects, 66, { ...other(6), revision: 5, data: { spec: { template: template({ hostNetwork: true }) } } });
}

function plant67(objects: FakeObjects): void {
  aDaemonSet(objects, 67, { spec: { selector: {} } });
  aPod(objects, 67, { name: 'own', nth: 1 });
  aPod(objects, 67, { name: 'strange', nth: 2, owners: [], metadata: { labels: { app: 'other' } } });
  const nothing = { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] };
  objects.put('daemonsets', 'nothing', {
    namespace: 'row-67',
    metadata: { uid: uidOf(67, 9) },
    spec: { selector: nothing, template: template() },
  });
  objects.put('daemonsets', 'mismatch', {
    namespace: 'row-67',
    metadata: { uid: uidOf(67, 8) },
    spec: { selector: { matchLabels: { app: 'elsewhere' } }, template: template() },
  });
}

function plant68(objects: FakeObjects): void {
  aDaemonSet(objects, 68);
  const taints = Array.from({ length: 100 }, (_, index) => ({ key: `taint-${index}`, value: 'v', effect: 'NoSchedule' }));
  const labels = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`label-${index}`, `value-${index}`]));
  aNode(objects, 'crowded', { labels, spec: { taints } });
}

function plant70(objects: FakeObjects): void {
  aDaemonSet(objects, 70);
  const involvedObject = { kind: 'DaemonSet', namespace: 'row-70', name: 'agent', uid: uidOf(70) };
  for (let index = 0; index < 10_000; index += 1)
    objects.put('events', `repeat.${index}`, {
      namespace: 'row-70',
      involvedObject,
      type: 'Warning',
      reason: 'FailedCreate',
      message: 'exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0',
      series: null,
      count: null,
      lastTimestamp: null,
      eventTime: `2026-01-01T00:00:00.${String(index).padStart(6, '0')}Z`,
    });
}

/** Lets the product ask what it may do, and be told: everything. */
export function allowAll(api: FakeApiServer): void {
  const answers = {
    selfsubjectaccessreviews: { status: { allowed: true } },
    selfsubjectreviews: { status: { userInfo: { username: 'tester' } } },
  };
  for (const [name, body] of Object.entries(answers))
    api.script(({ path }) => path.endsWith(`/${name}`), { status: 201, body }, Number.POSITIVE_INFINITY);
}
