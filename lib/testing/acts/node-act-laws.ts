import { beforeAll, expect, it, vi } from 'vitest';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { podManifest } from '#lib/testing/contract/manifests.ts';
import { podsOf } from '#lib/testing/contract/world.ts';
import type { ActCluster, Answered } from './act-cluster.ts';

/** The model hears of new Nodes a moment later. */
const WAIT = { timeout: 30_000, interval: 50 };
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Acts on a Node by its own path, where there need be no DaemonSet. */
export function nodeActLaws(cluster: () => ActCluster): void {
  let namespace = '';
  const outcomes = ({ body }: Answered) => body.results?.map(({ outcome }) => outcome);
  const read = (name: string) => cluster().world.api.get<Node>(`/api/v1/nodes/${name}`);
  /** A Node that the product has seen, and how acts are sent to it. */
  const aNode = async () => {
    const [node = ''] = (await cluster().world.nodes(1)).names;
    const { uid } = (await read(node)).body.metadata;
    const act = (body: object) => cluster().postToNode(node, JSON.stringify({ uid, ...body }));
    await vi.waitFor(async () => expect((await act({ act: 'cordon', dryRun: true })).status).toBe(200), WAIT);
    return { node, uid, act };
  };

  beforeAll(async () => {
    namespace = await cluster().world.namespace();
  });

  it('[ACTS-40] a Node is cordoned and uncordoned by its own path; a dry run changes nothing, another Node of that name is refused', async () => {
    const { node, act } = await aNode();
    expect(await act({ act: 'cordon', uid: NOBODY })).toMatchObject({
      status: 409,
      body: { error: { code: 'target.changed', field: 'uid' } },
    });
    const rehearsed = await act({ act: 'cordon', dryRun: true });
    expect([outcomes(rehearsed), rehearsed.body.kubectl]).toEqual([['wouldDo'], `kubectl cordon ${node}`]);
    expect((await read(node)).body.spec.unschedulable).toBeUndefined();
    expect(outcomes(await act({ act: 'cordon', plan: rehearsed.body.plan?.fingerprint }))).toEqual(['done']);
    expect((await read(node)).body.spec.unschedulable).toBe(true);
    expect(outcomes(await act({ act: 'cordon' }))).toEqual(['alreadyDone']);
    expect(outcomes(await act({ act: 'uncordon' }))).toEqual(['done']);
    expect((await read(node)).body.spec).not.toHaveProperty('unschedulable');
  });

  it('[ACTS-41] its object is deleted once its name was typed; afterwards there is none of that uid', async () => {
    const { node, uid, act } = await aNode();
    expect(await act({ act: 'deleteNode' })).toMatchObject({ status: 400, body: { error: { code: 'confirmation.required' } } });
    expect(await act({ act: 'deleteNode', confirm: `${node}x` })).toMatchObject({ status: 400 });
    expect(outcomes(await act({ act: 'deleteNode', confirm: node }))).toEqual(['done']);
    const again = await read(node);
    expect(again.status === 404 || again.body.metadata.uid !== uid).toBe(true);
  });

  it('[ACTS-42] a Pod there is evicted; one of another Node is refused', async () => {
    const [here, other] = [await aNode(), await aNode()];
    const { world } = cluster();
    const name = world.name('guest');
    await world.created(podsOf(namespace), podManifest(name, { nodeName: here.node, terminationGracePeriodSeconds: 1 }));
    const { uid } = world.accepted(await world.api.get<Pod>(`${podsOf(namespace)}/${name}`)).metadata;
    const pod = { name, namespace, uid };
    expect(await other.act({ act: 'evictPod', pod })).toMatchObject({
      status: 409,
      body: { error: { code: 'target.changed', field: 'pod.name' } },
    });
    expect(outcomes(await here.act({ act: 'evictPod', pod }))).toEqual(['done']);
    await world.until<Pod>(podsOf(namespace), 'the Pod gone', (pods) => pods.every(({ metadata }) => metadata.uid !== uid));
  });

  it('[ACTS-43] who may do everything is told so, for the Node and for Pods of each Namespace', async () => {
    const { node } = await aNode();
    const { readOnly, acts, pods } = await cluster().nodeAccess(node, [namespace, 'default']);
    expect([readOnly, Object.keys(acts).sort(), Object.keys(pods).sort()]).toEqual([
      null,
      ['cordon', 'deleteNode', 'uncordon'],
      [namespace, 'default'].sort(),
    ]);
    const rights = [...Object.values(acts), ...Object.values(pods).flatMap((ofOne) => Object.values(ofOne))];
    expect(rights.filter(({ allowed, missing }) => !allowed || missing.length > 0)).toEqual([]);
  });
}
