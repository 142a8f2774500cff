import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node, Taint } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest } from './manifests.ts';
import { daemonSetsOf, type NodePool, type ObjectList, type PoolOptions, podsOf, type World } from './world.ts';

/** Which Nodes the DaemonSet controller serves, while labels and taints change. */
export function daemonPlacementLaws(world: () => World): void {
  let namespace = '';
  const patchNode = async (name: string | undefined, body: unknown) =>
    world().accepted(await world().api.patch<Node>(`/api/v1/nodes/${name}`, body));
  const taint = (name: string | undefined, taints: Taint[] | null) => patchNode(name, { spec: { taints } });
  const served = async (app: string) => {
    const { body } = await world().api.get<ObjectList<Pod>>(`${podsOf(namespace)}?labelSelector=app%3D${app}`);
    return body.items.map((pod) => pod.spec.nodeName).sort();
  };
  const status = (name: string, what: string, condition: (status: NonNullable<DaemonSet['status']>) => boolean) =>
    world().untilObject<DaemonSet>(daemonSetsOf(namespace), name, what, (daemonSet) => condition(daemonSet.status ?? {}));
  /** Taints a Node and returns when the controller has seen it: it then serves a witness whose label came with the taint. */
  const taintSeen = async (node: string | undefined, taints: Taint[]) => {
    const witness = world().name('witness');
    const { daemonSet } = await scene(0, () => ({ nodeSelector: { witness }, tolerations: [{ operator: 'Exists' }] }));
    await world().settled(daemonSet, 0);
    await patchNode(node, { metadata: { labels: { witness } }, spec: { taints } });
    await world().settled(daemonSet, 1);
  };
  /** Any change of a DaemonSet makes the controller look at it. */
  const sync = (name: string) =>
    world().api.patch(`${daemonSetsOf(namespace)}/${name}`, { metadata: { annotations: { look: 'again' } } });
  const scene = async (count: number, pod: (pool: NodePool) => object = () => ({}), options: PoolOptions = {}) => {
    const pool = await world().nodes(count, options);
    const name = world().name('placed');
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector }, ...pod(pool) } });
    const daemonSet = await world().created<DaemonSet>(daemonSetsOf(namespace), manifest);
    return { pool, name, daemonSet };
  };

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-145] a Node that gets the label gets a Pod, one that loses it loses its Pod', async () => {
    const { pool, name, daemonSet } = await scene(3, (nodes) => ({ nodeSelector: { ...nodes.selector, role: 'edge' } }));
    await world().settled(daemonSet, 0);
    await patchNode(pool.names[0], { metadata: { labels: { role: 'edge' } } });
    await patchNode(pool.names[1], { metadata: { labels: { role: 'edge' } } });
    await world().settled(daemonSet, 2);
    expect(await served(name)).toEqual(pool.names.slice(0, 2));
    await patchNode(pool.names[0], { metadata: { labels: { role: null } } });
    await world().until<Pod>(`${podsOf(namespace)}?labelSelector=app%3D${name}`, 'one pod', (pods) => pods.length === 1);
    await world().settled(daemonSet, 1);
    expect(await served(name)).toEqual([pool.names[1]]);
  });

  it('[CONTRACT-146] an untolerated NoSchedule taint lets a running Pod stay, and the next sync counts it as misscheduled', async () => {
    const { pool, name, daemonSet } = await scene(2);
    await world().settled(daemonSet, 2);
    await taintSeen(pool.names[0], [{ key: 'law', value: '146', effect: 'NoSchedule' }]);
    await sync(name);
    const after = await status(name, 'one misscheduled', ({ numberMisscheduled }) => numberMisscheduled === 1);
    expect(after.status).toMatchObject({
      desiredNumberScheduled: 1,
      currentNumberScheduled: 1,
      numberMisscheduled: 1,
      numberReady: 1,
    });
    expect(await served(name)).toEqual(pool.names);
  });

  it('[CONTRACT-153] such a taint alone is no reason to sync: until there is another, the status keeps its old counts', async () => {
    const { pool, name, daemonSet } = await scene(2);
    await world().settled(daemonSet, 2);
    await taintSeen(pool.names[0], [{ key: 'law', value: '153', effect: 'NoSchedule' }]);
    const { body } = await world().api.get<DaemonSet>(`${daemonSetsOf(namespace)}/${name}`);
    expect(body.status).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 0 });
  });

  it('[CONTRACT-154] once misscheduled Pods are counted, the end of the taint is a reason to sync', async () => {
    const { pool, name, daemonSet } = await scene(2);
    await world().settled(daemonSet, 2);
    await taintSeen(pool.names[0], [{ key: 'law', value: '154', effect: 'NoSchedule' }]);
    await sync(name);
    await status(name, 'one misscheduled', ({ numberMisscheduled }) => numberMisscheduled === 1);
    await taint(pool.names[0], null);
    await world().settled(daemonSet, 2);
  });

  it('[CONTRACT-147] an untolerated NoExecute taint takes the Pod away; PreferNoSchedule does nothing', async () => {
    const { pool, name, daemonSet } = await scene(2);
    await world().settled(daemonSet, 2);
    await taint(pool.names[0], [{ key: 'law', value: '147', effect: 'PreferNoSchedule' }]);
    await taint(pool.names[1], [{ key: 'law', value: '147', effect: 'NoExecute' }]);
    await world().until<Pod>(`${podsOf(namespace)}?labelSelector=app%3D${name}`, 'one pod', (pods) => pods.length === 1);
    await world().settled(daemonSet, 1);
    expect(await served(name)).toEqual([pool.names[0]]);
  });

  it('[CONTRACT-148] a taint that the template tolerates does not matter', async () => {
    const tolerations = [{ key: 'law', operator: 'Equal', value: '148', effect: 'NoSchedule' }];
    const taints = [{ key: 'law', value: '148', effect: 'NoSchedule' }];
    const { pool, name, daemonSet } = await scene(1, () => ({ tolerations }), { taints });
    await world().settled(daemonSet, 1);
    expect(await served(name)).toEqual(pool.names);
  });

  it('[CONTRACT-149] a cordoned Node is tainted unschedulable and served all the same', async () => {
    const pool = await world().nodes(1);
    await patchNode(pool.names[0], { spec: { unschedulable: true } });
    await world().untilObject<Node>('/api/v1/nodes', pool.names[0] ?? '', 'the unschedulable taint', (node) =>
      node.spec.taints?.some(({ key, effect }) => key === 'node.kubernetes.io/unschedulable' && effect === 'NoSchedule'),
    );
    const name = world().name('cordoned');
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } } });
    await world().settled(await world().created(daemonSetsOf(namespace), manifest), 1);
    expect(await served(name)).toEqual(pool.names);
    await patchNode(pool.names[0], { spec: { unschedulable: null } });
    await world().untilObject<Node>('/api/v1/nodes', pool.names[0] ?? '', 'no taint', (node) => !node.spec.taints?.length);
  });

  it('[CONTRACT-150] required node affinity: one of the terms, all of a term', async () => {
    const require = (key: string, operator: string, values?: string[]) => ({ key, operator, ...(values && { values }) });
    const { pool, name, daemonSet } = await scene(3, (nodes) => ({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchFields: [require('metadata.name', 'In', [nodes.names[0] ?? ''])] },
              { matchExpressions: [require('rank', 'Gt', ['5']), require('spare', 'DoesNotExist')] },
            ],
          },
        },
      },
    }));
    await world().settled(daemonSet, 1);
    await patchNode(pool.names[1], { metadata: { labels: { rank: '6' } } });
    await patchNode(pool.names[2], { metadata: { labels: { rank: '6', spare: '' } } });
    await world().settled(daemonSet, 2);
    expect(await served(name)).toEqual(pool.names.slice(0, 2));
  });

  it('[CONTRACT-151] a Node that joins gets a Pod', async () => {
    const { pool, name, daemonSet } = await scene(1);
    await world().settled(daemonSet, 1);
    const late = await world().nodes(1, { labels: pool.selector });
    await world().settled(daemonSet, 2);
    expect(await served(name)).toEqual([...pool.names, ...late.names].sort());
  });

  it('[CONTRACT-152] a changed nodeSelector moves the Pods', async () => {
    const { pool, name, daemonSet } = await scene(2);
    await world().settled(daemonSet, 2);
    const selector = { nodeSelector: { 'kubernetes.io/hostname': pool.names[1] } };
    const { body } = await world().api.patch<DaemonSet>(`${daemonSetsOf(namespace)}/${name}`, {
      spec: { template: { spec: selector } },
    });
    await world().until<Pod>(`${podsOf(namespace)}?labelSelector=app%3D${name}`, 'one pod', (pods) => pods.length === 1);
    await world().settled(body, 1);
    expect(await served(name)).toEqual([pool.names[1]]);
  });
}
