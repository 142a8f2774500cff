import { beforeAll, expect, it } from 'vitest';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest, podManifest } from './manifests.ts';
import { daemonSetsOf, podsOf, type World } from './world.ts';

const NOT_READY = 'node.kubernetes.io/not-ready';
const DOWN = 'simulator.rollcall.dev/not-ready';

/** What happens to Nodes, and to their Pods with them. */
export function nodeLaws(world: () => World): void {
  let namespace = '';
  const annotate = (node: string, value: string | null) =>
    world().api.patch<Node>(`/api/v1/nodes/${node}`, { metadata: { annotations: { [DOWN]: value } } });

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-188] a NoExecute taint evicts Pods that do not tolerate it, and leaves those that do', async () => {
    const [node = ''] = (await world().nodes(1)).names;
    const pod = (name: string, tolerations: object[]) =>
      world().created<Pod>(podsOf(namespace), {
        ...podManifest(name, { nodeName: node, tolerations, terminationGracePeriodSeconds: 1 }),
      });
    await pod('evicted', []);
    await pod('tolerant', [{ key: 'law', operator: 'Exists', effect: 'NoExecute' }]);
    await world().until<Pod>(
      podsOf(namespace),
      'both running',
      (pods) => pods.filter(({ status }) => status.phase === 'Running').length === 2,
    );
    await world().api.patch(`/api/v1/nodes/${node}`, { spec: { taints: [{ key: 'law', value: '188', effect: 'NoExecute' }] } });
    await world().until<Pod>(podsOf(namespace), 'one evicted', (pods) =>
      pods.every(({ metadata }) => metadata.name !== 'evicted'),
    );
    const stays = await world().api.get<Pod>(`${podsOf(namespace)}/tolerant`);
    expect(stays.body.metadata.deletionTimestamp).toBeUndefined();
    await world().api.delete(`${podsOf(namespace)}/tolerant`, { gracePeriodSeconds: 0 });
  });

  it('[CONTRACT-189] a Node that is not ready is tainted so, keeps its daemon Pods, and loses the taints when it is ready again', async () => {
    const pool = await world().nodes(1);
    const [node = ''] = pool.names;
    const name = world().name('loyal');
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } } });
    await world().settled(await world().created(daemonSetsOf(namespace), manifest), 1);
    await annotate(node, 'container runtime is down');
    const down = await world().untilObject<Node>('/api/v1/nodes', node, 'tainted', ({ spec }) =>
      ['NoSchedule', 'NoExecute'].every((effect) =>
        spec.taints?.some((taint) => taint.key === NOT_READY && taint.effect === effect),
      ),
    );
    expect(down.status.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
      status: 'False',
      reason: 'KubeletNotReady',
      message: 'container runtime is down',
    });
    const { body } = await world().api.get<{ items: Pod[] }>(`${podsOf(namespace)}?labelSelector=app%3D${name}`);
    expect(body.items.map(({ metadata }) => metadata.deletionTimestamp)).toEqual([undefined]);
    await annotate(node, null);
    await world().untilObject<Node>('/api/v1/nodes', node, 'untainted', ({ spec }) => !spec.taints?.length);
  });

  it('[CONTRACT-190] a Node can be deleted, and created again under its name', async () => {
    const pool = await world().nodes(1);
    const [node = ''] = pool.names;
    const before = (await world().api.get<Node>(`/api/v1/nodes/${node}`)).body;
    expect(await world().api.delete(`/api/v1/nodes/${node}`)).toMatchObject({
      status: 200,
      body: { kind: 'Status', status: 'Success' },
    });
    expect((await world().api.get(`/api/v1/nodes/${node}`)).status).toBe(404);
    const { labels, annotations } = before.metadata;
    await world().created('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: node, labels, annotations } });
    const again = await world().untilObject<Node>('/api/v1/nodes', node, 'ready', ({ status }) =>
      status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True'),
    );
    expect(again.metadata.uid).not.toBe(before.metadata.uid);
  });
}
