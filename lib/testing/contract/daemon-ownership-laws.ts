import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest, podManifest } from './manifests.ts';
import { daemonSetsOf, type NodePool, type ObjectList, podsOf, type World } from './world.ts';

/** Which Pods belong to a DaemonSet, and what happens when it may not create them. */
export function daemonOwnershipLaws(world: () => World): void {
  let namespace = '';
  let pool: NodePool = { names: [], selector: {} };
  const create = async (prefix: string) => {
    const name = world().name(prefix);
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } } });
    return world().created<DaemonSet>(daemonSetsOf(namespace), manifest);
  };
  const podsPath = ({ metadata }: DaemonSet) => `${podsOf(namespace)}?labelSelector=app%3D${metadata.name}`;
  const pods = async (daemonSet: DaemonSet) => (await world().api.get<ObjectList<Pod>>(podsPath(daemonSet))).body.items;

  beforeAll(async () => {
    namespace = await world().namespace();
    pool = await world().nodes(2);
  });

  it('[CONTRACT-141] a Pod that loses the selector’s labels is released, keeps running, and is replaced', async () => {
    const daemonSet = await world().settled(await create('released'), 2);
    const [pod] = await pods(daemonSet);
    const path = `${podsOf(namespace)}/${pod?.metadata.name}`;
    await world().api.patch(path, { metadata: { labels: { app: 'debugged' } } });
    await world().until<Pod>(
      podsPath(daemonSet),
      'a replacement',
      (all) => all.length === 2 && all.every((other) => other.status.phase === 'Running'),
    );
    const released = await world().untilObject<Pod>(
      podsOf(namespace),
      pod?.metadata.name ?? '',
      'no owner',
      ({ metadata }) => !metadata.ownerReferences,
    );
    expect(released.metadata).toMatchObject({ uid: pod?.metadata.uid });
    expect(released.metadata.deletionTimestamp).toBeUndefined();
  });

  it('[CONTRACT-142] a Pod without a controller that the selector matches is adopted; of two on a Node the older stays', async () => {
    const daemonSet = await world().settled(await create('adopter'), 2);
    const before = (await pods(daemonSet)).map(({ metadata }) => metadata.uid).sort();
    const name = world().name('stray');
    // Pods are told apart by whole seconds of age, then by name; this name comes last.
    const stray = podManifest(`zz-${name}`, { nodeName: pool.names[0] ?? '', labels: { app: daemonSet.metadata.name } });
    const { metadata } = await world().created<Pod>(podsOf(namespace), {
      ...stray,
      metadata: { ...stray.metadata, name: `zz-${name}` },
    });
    await world().until<Pod>(podsPath(daemonSet), 'the stray gone', (all) =>
      all.every((pod) => pod.metadata.uid !== metadata.uid),
    );
    await world().settled(daemonSet, 2);
    expect((await pods(daemonSet)).map((pod) => pod.metadata.uid).sort()).toEqual(before);
  });

  it('[CONTRACT-143] Pods that a quota refuses are a warning on the DaemonSet, in the API server’s words', async () => {
    const narrow = await world().namespace();
    const quotas = `/api/v1/namespaces/${narrow}/resourcequotas`;
    await world().created(quotas, {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'one-pod' },
      spec: { hard: { pods: '1' } },
    });
    await world().until<Quota>(quotas, 'a counted quota', (all) => all[0]?.status?.used?.pods === '0');
    const manifest = daemonSetManifest('refused', { pod: { nodeSelector: { ...pool.selector } } });
    const { metadata } = await world().created<DaemonSet>(daemonSetsOf(narrow), manifest);
    const selector = encodeURIComponent(`involvedObject.uid=${metadata.uid},reason=FailedCreate`);
    const event = await world().until<KubernetesEvent, KubernetesEvent>(
      `/api/v1/namespaces/${narrow}/events?fieldSelector=${selector}`,
      'FailedCreate',
      (events) => events[0],
    );
    expect(event).toMatchObject({ type: 'Warning', involvedObject: { kind: 'DaemonSet', name: 'refused' } });
    expect(event.message).toMatch(
      /^Error creating: pods "refused-[a-z0-9]*" is forbidden: exceeded quota: one-pod, requested: pods=1, used: pods=1, limited: pods=1$/,
    );
    await world().untilObject<DaemonSet>(
      daemonSetsOf(narrow),
      'refused',
      'one of two',
      ({ status }) => status?.desiredNumberScheduled === 2 && status.currentNumberScheduled === 1,
    );
  });
}

type Quota = Pod & { status?: { used?: { pods?: string } } };
