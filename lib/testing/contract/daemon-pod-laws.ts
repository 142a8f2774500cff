import { beforeAll, expect, it } from 'vitest';
import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { type DaemonSet, REVISION_HASH_LABEL, TEMPLATE_GENERATION_LABEL } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { AUTOMATIC_TOLERATIONS } from './automatic-tolerations.ts';
import { daemonSetManifest, imagePatch } from './manifests.ts';
import { recountedStatus, targetOf } from './recount.ts';
import { daemonSetsOf, type NodePool, type ObjectList, podsOf, revisionsOf, type World } from './world.ts';

/** What the DaemonSet controller makes, and that it makes it again. */
export function daemonPodLaws(world: () => World): void {
  let namespace = '';
  let pool: NodePool = { names: [], selector: {} };
  let daemonSet: DaemonSet;
  const pods = async () =>
    (await world().api.get<ObjectList<Pod>>(`${podsOf(namespace)}?labelSelector=app%3D${daemonSet.metadata.name}`)).body.items;

  beforeAll(async () => {
    namespace = await world().namespace();
    pool = await world().nodes(3);
    const tolerations = [{ key: 'own', operator: 'Exists' }];
    const manifest = daemonSetManifest('roll', { pod: { nodeSelector: { ...pool.selector }, tolerations } });
    daemonSet = await world().settled(await world().created(daemonSetsOf(namespace), manifest), 3);
  });

  it('[CONTRACT-130] the first revision: named and labelled by its hash, numbered 1, owned, with the template', async () => {
    const { body } = await world().api.get<ObjectList<ControllerRevision>>(revisionsOf(namespace));
    expect(body.items).toHaveLength(1);
    const [revision] = body.items;
    const hash = revision?.metadata.labels?.[REVISION_HASH_LABEL];
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]+$/);
    expect(revision).toMatchObject({
      metadata: {
        name: `roll-${hash}`,
        labels: { app: 'roll', [REVISION_HASH_LABEL]: hash },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'DaemonSet',
            name: 'roll',
            uid: daemonSet.metadata.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      revision: 1,
      data: {
        spec: { template: { $patch: 'replace', spec: { containers: [{ name: 'main', image: 'registry.example/app:1' }] } } },
      },
    });
  });

  it('[CONTRACT-131] one Pod per eligible Node, bound to it', async () => {
    const bound = (await pods()).map((pod) => pod.spec.nodeName);
    expect(bound.sort()).toEqual([...pool.names]);
  });

  it('[CONTRACT-132] a daemon Pod’s name, labels and owner', async () => {
    const { body } = await world().api.get<ObjectList<ControllerRevision>>(revisionsOf(namespace));
    for (const pod of await pods()) {
      expect(pod.metadata).toMatchObject({
        generateName: 'roll-',
        name: expect.stringMatching(/^roll-[a-z0-9]{5}$/),
        labels: {
          app: 'roll',
          [REVISION_HASH_LABEL]: body.items[0]?.metadata.labels?.[REVISION_HASH_LABEL],
          [TEMPLATE_GENERATION_LABEL]: '1',
        },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'DaemonSet',
            name: 'roll',
            uid: daemonSet.metadata.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      });
    }
  });

  it('[CONTRACT-133] a daemon Pod’s affinity is its Node’s name and nothing else', async () => {
    for (const pod of await pods()) {
      expect(pod.spec.affinity).toEqual({
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [pod.spec.nodeName] }] }],
          },
        },
      });
    }
  });

  it('[CONTRACT-134] a daemon Pod tolerates what its template tolerates and the six automatic taints', async () => {
    const [pod] = await pods();
    expect(pod?.spec.tolerations).toEqual([{ key: 'own', operator: 'Exists' }, ...AUTOMATIC_TOLERATIONS]);
  });

  it('[CONTRACT-135] hostNetwork adds the seventh toleration', async () => {
    const pod = { nodeSelector: { ...pool.selector }, hostNetwork: true };
    const manifest = daemonSetManifest('host', { pod });
    await world().settled(await world().created(daemonSetsOf(namespace), manifest), 3);
    const { body } = await world().api.get<ObjectList<Pod>>(`${podsOf(namespace)}?labelSelector=app%3Dhost&limit=1`);
    const seventh = { key: 'node.kubernetes.io/network-unavailable', operator: 'Exists', effect: 'NoSchedule' };
    expect(body.items[0]?.spec.tolerations).toEqual([...AUTOMATIC_TOLERATIONS, seventh]);
    await world().api.delete(`${daemonSetsOf(namespace)}/host`);
  });

  it('[CONTRACT-136] the settled status is what a recount of Pods gives', async () => {
    const { body } = await world().api.get<DaemonSet>(`${daemonSetsOf(namespace)}/roll`);
    expect(body.status).toEqual({ ...recountedStatus(pool.names, await pods()), observedGeneration: 1 });
  });

  it('[CONTRACT-137] a Pod that is deleted is replaced on its Node by another', async () => {
    const [victim] = await pods();
    await world().api.delete(`${podsOf(namespace)}/${victim?.metadata.name}`);
    const successor = await world().until<Pod, Pod>(
      `${podsOf(namespace)}?labelSelector=app%3Droll`,
      'a ready successor',
      (all) =>
        all.length === 3 &&
        all.find(
          (pod) =>
            pod.spec.nodeName === victim?.spec.nodeName &&
            pod.metadata.uid !== victim?.metadata.uid &&
            pod.status.phase === 'Running',
        ),
    );
    expect(successor.metadata.name).not.toBe(victim?.metadata.name);
    await world().settled(daemonSet, 3);
  });

  it('[CONTRACT-138] a Pod that terminates slowly blocks its Node until it is gone', async () => {
    const annotations = { 'simulator.rollcall.dev/behaviour': 'slow-stop' };
    const manifest = daemonSetManifest('stubborn', {
      pod: { nodeSelector: { ...pool.selector }, terminationGracePeriodSeconds: 2 },
    });
    const template = { ...manifest.spec.template, metadata: { ...manifest.spec.template.metadata, annotations } };
    const slow = await world().created<DaemonSet>(daemonSetsOf(namespace), { ...manifest, spec: { ...manifest.spec, template } });
    await world().settled(slow, 3);
    const collection = `${podsOf(namespace)}?labelSelector=app%3Dstubborn`;
    const [victim] = (await world().api.get<ObjectList<Pod>>(collection)).body.items;
    await world().api.delete(`${podsOf(namespace)}/${victim?.metadata.name}`);
    const onNode = (all: readonly Pod[]) => all.filter((pod) => targetOf(pod) === victim?.spec.nodeName);
    let most = 0;
    await world().until<Pod>(collection, 'a successor', (all) => {
      most = Math.max(most, onNode(all).length);
      return onNode(all).some((pod) => pod.metadata.uid !== victim?.metadata.uid);
    });
    expect(most).toBe(1);
    await world().api.delete(`${daemonSetsOf(namespace)}/stubborn`);
  });

  it('[CONTRACT-139] a failed Pod is deleted, with a warning on the DaemonSet, and replaced', async () => {
    const [victim] = await pods();
    const path = `${podsOf(namespace)}/${victim?.metadata.name}/status`;
    const failed = { status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' } };
    expect((await world().api.patch(path, failed)).status).toBe(200);
    await world().until<Pod>(
      `${podsOf(namespace)}?labelSelector=app%3Droll`,
      'a successor',
      (all) =>
        all.length === 3 && all.every((pod) => pod.metadata.uid !== victim?.metadata.uid && pod.status.phase === 'Running'),
    );
    const { name } = victim?.metadata ?? {};
    const event = await eventAbout('FailedDaemonPod');
    expect(event).toMatchObject({
      type: 'Warning',
      message: `Found failed daemon pod ${namespace}/${name} on node ${victim?.spec.nodeName}, will try to kill it`,
    });
  });

  it('[CONTRACT-140] events say which Pod was created and deleted', async () => {
    expect(await eventAbout('SuccessfulCreate')).toMatchObject({
      type: 'Normal',
      message: expect.stringMatching(/^Created pod: roll-[a-z0-9]{5}$/),
      involvedObject: { kind: 'DaemonSet', namespace, name: 'roll', uid: daemonSet.metadata.uid },
      source: { component: 'daemonset-controller' },
    });
    const path = `${daemonSetsOf(namespace)}/roll`;
    const changed = await world().api.patch<DaemonSet>(path, imagePatch('registry.example/app:2'), 'strategic-merge-patch');
    await world().settled(changed.body, 3);
    expect((await eventAbout('SuccessfulDelete')).message).toMatch(/^Deleted pod: roll-[a-z0-9]{5}$/);
  });

  const eventAbout = (reason: string) => {
    const selector = encodeURIComponent(`involvedObject.uid=${daemonSet.metadata.uid},reason=${reason}`);
    return world().until<KubernetesEvent, KubernetesEvent>(
      `/api/v1/namespaces/${namespace}/events?fieldSelector=${selector}`,
      `an event ${reason}`,
      (events) => events[0],
    );
  };
}
