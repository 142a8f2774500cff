import { beforeAll, expect, it } from 'vitest';
import { type DaemonSet, REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest, imagePatch } from './manifests.ts';
import { doubled, isServing } from './recount.ts';
import { daemonSetsOf, type NodePool, type ObjectList, podsOf, type World } from './world.ts';

const NODES = 5;

/** Update strategies, watched Pod by Pod. */
export function daemonUpdateLaws(world: () => World): void {
  let namespace = '';
  let pool: NodePool = { names: [], selector: {} };
  const path = (name: string) => `${daemonSetsOf(namespace)}/${name}`;
  const podsPath = (name: string) => `${podsOf(namespace)}?labelSelector=app%3D${name}`;
  const create = async (rollingUpdate: object | undefined, spec: object = {}) => {
    const name = world().name('update');
    const updateStrategy = rollingUpdate ? { type: 'RollingUpdate', rollingUpdate } : { type: 'OnDelete' };
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } }, ...spec });
    const body = { ...manifest, spec: { ...manifest.spec, updateStrategy } };
    return world().settled(await world().created(daemonSetsOf(namespace), body), NODES);
  };
  const setImage = async (name: string, image: string) =>
    world().accepted(await world().api.patch<DaemonSet>(path(name), imagePatch(image), 'strategic-merge-patch'));
  const served = (pods: readonly Pod[]) => new Set(pods.filter(isServing).map((pod) => pod.spec.nodeName)).size;
  const imagesOf = (pods: readonly Pod[]) => pods.map((pod) => pod.spec.containers[0]?.image?.split(':')[1] ?? '').sort();
  /** Follows a roll-out to `image` until every Node serves it, and returns the least and the most that was seen. */
  const follow = async (daemonSet: DaemonSet, image: string) => {
    const extremes = { fewestServed: NODES, mostDoubled: 0 };
    const changed = setImage(daemonSet.metadata.name, image);
    await world().until<Pod>(podsPath(daemonSet.metadata.name), `all pods at ${image}`, (pods) => {
      extremes.fewestServed = Math.min(extremes.fewestServed, served(pods));
      extremes.mostDoubled = Math.max(extremes.mostDoubled, doubled(pods));
      return pods.length === NODES && pods.every((pod) => pod.spec.containers[0]?.image === image && isServing(pod));
    });
    await world().settled(await changed, NODES);
    return extremes;
  };

  beforeAll(async () => {
    namespace = await world().namespace();
    pool = await world().nodes(NODES);
  });

  it('[CONTRACT-165] a rolling update ends and never leaves more than maxUnavailable Nodes without a ready Pod', async () => {
    const daemonSet = await create({ maxUnavailable: 2 });
    const { fewestServed, mostDoubled } = await follow(daemonSet, 'registry.example/app:2');
    expect(fewestServed).toBeGreaterThanOrEqual(NODES - 2);
    expect(fewestServed).toBeLessThan(NODES);
    expect(mostDoubled).toBe(0);
  });

  it('[CONTRACT-166] a percentage of Nodes is rounded up: 30 % of five are two', async () => {
    const daemonSet = await create({ maxUnavailable: '30%' });
    await setImage(daemonSet.metadata.name, 'registry.example/app:broken');
    const stuck = await stuckAt(daemonSet, 2);
    expect(stuck).toEqual(['1', '1', '1', 'broken', 'broken']);
  });

  it('[CONTRACT-167] a surge puts the new Pod beside the old one, on no more than maxSurge Nodes until it is ready, and no Node is ever without', async () => {
    const daemonSet = await create({ maxUnavailable: 0, maxSurge: 2 });
    const { fewestServed, mostDoubled } = await follow(daemonSet, 'registry.example/app:2');
    expect(fewestServed).toBe(NODES);
    expect(mostDoubled).toBeGreaterThanOrEqual(1);
    expect(mostDoubled).toBeLessThanOrEqual(2);
  });

  it('[CONTRACT-168] a surge of Pods that never become ready stops at maxSurge, with every old Pod in place', async () => {
    // A second between old and new: the status counts the oldest Pod, and age is told in whole seconds.
    const daemonSet = await create({ maxUnavailable: 0, maxSurge: 1 }, { minReadySeconds: 1 });
    const changed = await setImage(daemonSet.metadata.name, 'registry.example/app:unready');
    await world().until<Pod>(podsPath(daemonSet.metadata.name), 'one surge pod', (pods) => doubled(pods) === 1);
    const { status } = await observed(changed);
    expect(status).toMatchObject({
      desiredNumberScheduled: NODES,
      currentNumberScheduled: NODES,
      numberReady: NODES,
      numberAvailable: NODES,
    });
    expect(status?.updatedNumberScheduled ?? 0).toBe(0);
    const { body } = await world().api.get<ObjectList<Pod>>(podsPath(daemonSet.metadata.name));
    expect(imagesOf(body.items)).toEqual(['1', '1', '1', '1', '1', 'unready']);
  });

  it('[CONTRACT-169] a bad image stops at maxUnavailable; mending it replaces the broken Pods and goes on', async () => {
    const daemonSet = await create({ maxUnavailable: 1 });
    await setImage(daemonSet.metadata.name, 'registry.example/app:broken');
    expect(await stuckAt(daemonSet, 1)).toEqual(['1', '1', '1', '1', 'broken']);
    await world().settled(await setImage(daemonSet.metadata.name, 'registry.example/app:3'), NODES);
    const { body } = await world().api.get<ObjectList<Pod>>(podsPath(daemonSet.metadata.name));
    expect(imagesOf(body.items)).toEqual(['3', '3', '3', '3', '3']);
  });

  it('[CONTRACT-170] old Pods that are not available are replaced at once, whatever the budget', async () => {
    const name = world().name('update');
    const manifest = daemonSetManifest(name, {
      pod: { nodeSelector: { ...pool.selector } },
      image: 'registry.example/app:unready',
    });
    await world().created(daemonSetsOf(namespace), manifest);
    await world().until<Pod>(
      podsPath(name),
      'unready pods',
      (pods) => pods.length === NODES && pods.every((pod) => pod.status.phase === 'Running'),
    );
    await setImage(name, 'registry.example/app:broken');
    await world().until<Pod>(
      podsPath(name),
      'all pods new',
      (pods) => imagesOf(pods).join() === Array(NODES).fill('broken').join(),
    );
  });

  it('[CONTRACT-171] OnDelete leaves Pods alone, and gives the newest template to each that is deleted', async () => {
    const daemonSet = await create(undefined);
    const { name } = daemonSet.metadata;
    const before = (await world().api.get<ObjectList<Pod>>(podsPath(name))).body.items;
    const changed = await setImage(name, 'registry.example/app:2');
    const { status } = await observed(changed);
    expect(status?.updatedNumberScheduled ?? 0).toBe(0);
    expect(status).toMatchObject({ desiredNumberScheduled: NODES, numberReady: NODES, numberAvailable: NODES });
    const after = (await world().api.get<ObjectList<Pod>>(podsPath(name))).body.items;
    expect(after.map((pod) => pod.metadata.uid)).toEqual(before.map((pod) => pod.metadata.uid));
    await world().api.delete(`${podsOf(namespace)}/${before[0]?.metadata.name}`);
    await world().untilObject<DaemonSet>(
      daemonSetsOf(namespace),
      name,
      'one updated',
      (current) => current.status?.updatedNumberScheduled === 1 && current.status.numberAvailable === NODES,
    );
    const mixed = (await world().api.get<ObjectList<Pod>>(podsPath(name))).body.items;
    expect(imagesOf(mixed)).toEqual(['1', '1', '1', '1', '2']);
  });

  it('[CONTRACT-172] minReadySeconds: ready first, available later', async () => {
    const name = world().name('update');
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } }, minReadySeconds: 3 });
    const daemonSet = await world().created<DaemonSet>(daemonSetsOf(namespace), manifest);
    const early = await world().untilObject<DaemonSet>(
      daemonSetsOf(namespace),
      name,
      'all ready',
      ({ status }) => status?.numberReady === NODES,
    );
    expect(early.status?.numberAvailable ?? 0).toBe(0);
    expect(early.status?.numberUnavailable).toBe(NODES);
    const settled = await world().settled(daemonSet, NODES);
    expect(settled.status).not.toHaveProperty('numberUnavailable');
  });

  it('[CONTRACT-173] pausing with OnDelete stops a rolling update where it is; RollingUpdate resumes it', async () => {
    const daemonSet = await create({ maxUnavailable: 1 });
    const { name } = daemonSet.metadata;
    const strategy = { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } };
    await world().api.patch(path(name), strategy);
    const changed = await setImage(name, 'registry.example/app:2');
    expect((await observed(changed)).status?.updatedNumberScheduled ?? 0).toBe(0);
    const resumed = await world().api.patch<DaemonSet>(path(name), { spec: { updateStrategy: { type: 'RollingUpdate' } } });
    await world().settled(resumed.body, NODES);
  });

  it('[CONTRACT-174] while an update runs, the status’s updated Nodes are those whose Pod has the newest hash', async () => {
    const daemonSet = await create({ maxUnavailable: 1 });
    await setImage(daemonSet.metadata.name, 'registry.example/app:unready');
    expect(await stuckAt(daemonSet, 1)).toEqual(['1', '1', '1', '1', 'unready']);
    const { body } = await world().api.get<ObjectList<Pod>>(podsPath(daemonSet.metadata.name));
    const hashes = new Set(body.items.map((pod) => pod.metadata.labels?.[REVISION_HASH_LABEL]));
    expect(hashes.size).toBe(2);
    const current = await world().api.get<DaemonSet>(path(daemonSet.metadata.name));
    expect(current.body.status).toMatchObject({ updatedNumberScheduled: 1, numberReady: NODES - 1, numberUnavailable: 1 });
  });

  const observed = ({ metadata }: DaemonSet) =>
    world().untilObject<DaemonSet>(
      daemonSetsOf(namespace),
      metadata.name,
      'observed',
      (current) => (current.status?.observedGeneration ?? 0) >= (metadata.generation ?? 0),
    );
  /** Waits until `broken` Nodes have a new Pod that does not get ready, and returns the tags of all Pods. */
  const stuckAt = async ({ metadata }: DaemonSet, broken: number) => {
    await world().untilObject<DaemonSet>(
      daemonSetsOf(namespace),
      metadata.name,
      `${broken} updated`,
      ({ status }) => status?.updatedNumberScheduled === broken && status.numberUnavailable === broken,
    );
    const pods = await world().until<Pod, readonly Pod[]>(
      podsPath(metadata.name),
      'every node with a pod',
      (all) => all.length === NODES && all.filter(isServing).length === NODES - broken && all,
    );
    return imagesOf(pods);
  };
}
