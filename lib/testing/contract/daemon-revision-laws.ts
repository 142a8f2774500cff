import { beforeAll, expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, REVISION_HASH_LABEL, TEMPLATE_GENERATION_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest, imagePatch } from './manifests.ts';
import { daemonSetsOf, type NodePool, type ObjectList, podsOf, revisionsOf, type World } from './world.ts';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** History: what makes a revision, what renumbers it, what trims it. */
export function daemonRevisionLaws(world: () => World): void {
  let namespace = '';
  let pool: NodePool = { names: [], selector: {} };
  const path = (name: string) => `${daemonSetsOf(namespace)}/${name}`;
  const create = async (spec: object = {}) => {
    const name = world().name('history');
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } }, ...spec });
    return world().settled(await world().created(daemonSetsOf(namespace), manifest), pool.names.length);
  };
  const patch = async (name: string, body: unknown) => {
    const changed = world().accepted(await world().api.patch<DaemonSet>(path(name), body, 'strategic-merge-patch'));
    return world().settled(changed, pool.names.length);
  };
  const revisions = async ({ metadata }: DaemonSet) => {
    const { body } = await world().api.get<ObjectList<ControllerRevision>>(revisionsOf(namespace));
    const owned = body.items.filter((revision) => revision.metadata.ownerReferences?.[0]?.uid === metadata.uid);
    return owned.sort((a, b) => a.revision - b.revision);
  };
  const numbers = async (daemonSet: DaemonSet) => (await revisions(daemonSet)).map(({ revision }) => revision);
  const hashes = async (daemonSet: DaemonSet) =>
    (await revisions(daemonSet)).map(({ metadata }) => metadata.labels?.[REVISION_HASH_LABEL]);
  const podHashes = async ({ metadata }: DaemonSet) => {
    const { body } = await world().api.get<ObjectList<Pod>>(`${podsOf(namespace)}?labelSelector=app%3D${metadata.name}`);
    return new Set(body.items.map((pod) => pod.metadata.labels?.[REVISION_HASH_LABEL]));
  };

  beforeAll(async () => {
    namespace = await world().namespace();
    pool = await world().nodes(2);
  });

  it('[CONTRACT-155] a changed template makes the next revision, and the Pods become it', async () => {
    const daemonSet = await create();
    const changed = await patch(daemonSet.metadata.name, imagePatch('registry.example/app:2'));
    expect(await numbers(changed)).toEqual([1, 2]);
    const [first, second] = await hashes(changed);
    expect(second).not.toBe(first);
    expect(await podHashes(changed)).toEqual(new Set([second]));
    const { body } = await world().api.get<ObjectList<Pod>>(
      `${podsOf(namespace)}?labelSelector=app%3D${daemonSet.metadata.name}`,
    );
    expect(new Set(body.items.map((pod) => pod.metadata.labels?.[TEMPLATE_GENERATION_LABEL]))).toEqual(new Set(['2']));
  });

  it('[CONTRACT-156] a change outside the template makes none', async () => {
    const daemonSet = await create();
    const changed = await patch(daemonSet.metadata.name, { spec: { minReadySeconds: 1 } });
    expect(await numbers(changed)).toEqual([1]);
    expect(changed.status?.observedGeneration).toBe(2);
  });

  it('[CONTRACT-157] going back renumbers the old revision instead of adding one', async () => {
    const daemonSet = await create();
    const { name } = daemonSet.metadata;
    const [first] = await revisions(daemonSet);
    const changed = await patch(name, imagePatch('registry.example/app:2'));
    const [, second] = await hashes(changed);
    // What `kubectl rollout undo` sends.
    const undone = await patch(name, first?.data);
    expect(await numbers(undone)).toEqual([2, 3]);
    expect(await hashes(undone)).toEqual([second, first?.metadata.labels?.[REVISION_HASH_LABEL]]);
    expect(await podHashes(undone)).toEqual(new Set([first?.metadata.labels?.[REVISION_HASH_LABEL]]));
  });

  it('[CONTRACT-158] what kubectl rollout restart sends makes a new revision with the same image', async () => {
    const daemonSet = await create();
    const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' };
    const restarted = await patch(daemonSet.metadata.name, { spec: { template: { metadata: { annotations } } } });
    expect(await numbers(restarted)).toEqual([1, 2]);
    const images = (await revisions(restarted)).map(({ data }) => data?.spec?.template?.spec.containers[0]?.image);
    expect(images).toEqual(['registry.example/app:1', 'registry.example/app:1']);
  });

  it('[CONTRACT-159] revisions beyond revisionHistoryLimit go, the lowest first', async () => {
    const daemonSet = await create({ revisionHistoryLimit: 1 });
    for (const version of [2, 3, 4]) await patch(daemonSet.metadata.name, imagePatch(`registry.example/app:${version}`));
    await world().until<ControllerRevision>(
      revisionsOf(namespace),
      'two revisions',
      (all) => all.filter((revision) => revision.metadata.ownerReferences?.[0]?.uid === daemonSet.metadata.uid).length === 2,
    );
    expect(await numbers(daemonSet)).toEqual([3, 4]);
  });

  it('[CONTRACT-160] a revision takes the DaemonSet’s change-cause of its time', async () => {
    const daemonSet = await create();
    const cause = { metadata: { annotations: { [CHANGE_CAUSE]: 'two' } }, ...imagePatch('registry.example/app:2') };
    const changed = await patch(daemonSet.metadata.name, cause);
    expect((await revisions(changed)).map(({ metadata }) => metadata.annotations?.[CHANGE_CAUSE])).toEqual([undefined, 'two']);
  });
}
