import { beforeAll, expect, it } from 'vitest';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest } from './manifests.ts';
import { daemonSetsOf, podsOf, type World } from './world.ts';

const AS_TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

interface Table {
  readonly kind: string;
  readonly apiVersion: string;
  readonly columnDefinitions: readonly { readonly name: string; readonly priority: number }[];
  readonly rows: readonly {
    readonly cells: readonly unknown[];
    readonly object: { readonly kind: string; readonly metadata: { readonly name: string } };
  }[];
}

/** What `kubectl get` prints: the server makes it. */
export function tableLaws(world: () => World): void {
  let namespace = '';
  let node = '';
  const table = async (path: string) => (await world().api.send<Table>({ path, accept: AS_TABLE })).body;
  const columns = (body: Table, priority: number) =>
    body.columnDefinitions.filter((column) => column.priority === priority).map((column) => column.name);

  beforeAll(async () => {
    namespace = await world().namespace();
    const pool = await world().nodes(1, { labels: { 'node-role.kubernetes.io/worker': '' } });
    [node = ''] = pool.names;
    const manifest = daemonSetManifest('shown', { pod: { nodeSelector: pool.selector } });
    await world().settled(await world().created(daemonSetsOf(namespace), manifest), 1);
  });

  it('[CONTRACT-40] DaemonSets as a Table', async () => {
    const body = await table(daemonSetsOf(namespace));
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    expect(columns(body, 0)).toEqual(['Name', 'Desired', 'Current', 'Ready', 'Up-to-date', 'Available', 'Node Selector', 'Age']);
    expect(columns(body, 1)).toEqual(['Containers', 'Images', 'Selector']);
    expect(body.rows[0]?.cells.slice(0, 6)).toEqual(['shown', 1, 1, 1, 1, 1]);
    expect(body.rows[0]?.cells[6]).toMatch(/^pool=/);
    expect(body.rows[0]?.cells.slice(8)).toEqual(['main', 'registry.example/app:1', 'app=shown']);
    expect(body.rows[0]?.object).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'shown', namespace } });
  });

  it('[CONTRACT-41] Pods as a Table', async () => {
    const body = await table(podsOf(namespace));
    expect(columns(body, 0)).toEqual(['Name', 'Ready', 'Status', 'Restarts', 'Age']);
    expect(columns(body, 1)).toEqual(['IP', 'Node', 'Nominated Node', 'Readiness Gates']);
    const cells = body.rows[0]?.cells ?? [];
    expect(cells.slice(1, 3)).toEqual(['1/1', 'Running']);
    expect(String(cells[3])).toBe('0');
    expect(cells[6]).toBe(node);
    expect(cells.slice(7)).toEqual(['<none>', '<none>']);
  });

  it('[CONTRACT-42] Nodes as a Table', async () => {
    const body = await table(`/api/v1/nodes?fieldSelector=metadata.name%3D${node}`);
    expect(columns(body, 0)).toEqual(['Name', 'Status', 'Roles', 'Age', 'Version']);
    expect(columns(body, 1)).toEqual(['Internal-IP', 'External-IP', 'OS-Image', 'Kernel-Version', 'Container-Runtime']);
    expect(body.rows[0]?.cells.slice(0, 3)).toEqual([node, 'Ready', 'worker']);
  });

  it('[CONTRACT-43] one object as a Table, with the whole object on demand', async () => {
    const body = await table(`${daemonSetsOf(namespace)}/shown?includeObject=Object`);
    expect(body.rows).toHaveLength(1);
    expect(body.rows[0]?.object).toMatchObject({
      kind: 'DaemonSet',
      metadata: { name: 'shown' },
      spec: { revisionHistoryLimit: 10 },
    });
  });

  it('[CONTRACT-44] a cordoned Node’s status says so', async () => {
    await world().api.patch(`/api/v1/nodes/${node}`, { spec: { unschedulable: true } });
    const body = await table(`/api/v1/nodes?fieldSelector=metadata.name%3D${node}`);
    expect(body.rows[0]?.cells[1]).toBe('Ready,SchedulingDisabled');
  });

  it('[CONTRACT-45] a watch can send rows; only the first has the columns', async () => {
    const response = await world().api.send<string>({
      path: `${podsOf(namespace)}?watch=true&timeoutSeconds=1`,
      accept: AS_TABLE,
    });
    const text = typeof response.body === 'string' ? response.body : JSON.stringify(response.body);
    const first = JSON.parse(text.split('\n')[0] ?? '') as { type: string; object: Table };
    expect(first).toMatchObject({ type: 'ADDED', object: { kind: 'Table' } });
    expect(first.object.columnDefinitions[0]?.name).toBe('Name');
    const pods = await world().api.get<{ items: Pod[] }>(podsOf(namespace));
    expect(first.object.rows[0]?.cells[0]).toBe(pods.body.items[0]?.metadata.name);
  });
}
