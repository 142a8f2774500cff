import { beforeAll, expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { daemonSetManifest } from './manifests.ts';
import { daemonSetsOf, podsOf, type World } from './world.ts';

/** What the scheduler says about a daemon Pod that does not fit. */
export function schedulerLaws(world: () => World): void {
  let namespace = '';
  const tooBig = async () => {
    const pool = await world().nodes(1, { memory: '1Gi' });
    const name = world().name('big');
    const containers = [{ name: 'main', image: 'registry.example/app:1', resources: { requests: { memory: '2Gi' } } }];
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector }, containers } });
    await world().created<DaemonSet>(daemonSetsOf(namespace), manifest);
    const pod = await world().until<Pod, Pod>(
      `${podsOf(namespace)}?labelSelector=app%3D${name}`,
      'an unschedulable pod',
      (pods) =>
        pods.find((candidate) =>
          candidate.status.conditions?.some(({ type, status }) => type === 'PodScheduled' && status === 'False'),
        ),
    );
    return { pod, name };
  };

  beforeAll(async () => {
    namespace = await world().namespace();
  });

  it('[CONTRACT-185] a daemon Pod whose Node is short of memory stays Pending, Unschedulable, and says why', async () => {
    const { pod, name } = await tooBig();
    expect(pod.status.phase).toBe('Pending');
    expect(pod.spec.nodeName).toBeUndefined();
    const condition = pod.status.conditions?.find(({ type }) => type === 'PodScheduled');
    expect(condition?.reason).toBe('Unschedulable');
    expect(condition?.message).toMatch(/^0\/\d+ nodes are available: /);
    expect(condition?.message).toContain('1 Insufficient memory');
    const stuck = await world().untilObject<DaemonSet>(
      daemonSetsOf(namespace),
      name,
      'counted',
      ({ status }) => status?.currentNumberScheduled === 1,
    );
    expect(stuck.status).toMatchObject({ desiredNumberScheduled: 1, numberReady: 0, numberUnavailable: 1 });
  });

  it('[CONTRACT-186] the event FailedScheduling carries the condition’s message', async () => {
    const { pod } = await tooBig();
    const condition = pod.status.conditions?.find(({ type }) => type === 'PodScheduled');
    const selector = encodeURIComponent(`involvedObject.uid=${pod.metadata.uid},reason=FailedScheduling`);
    const event = await world().until<KubernetesEvent, KubernetesEvent>(
      `/api/v1/namespaces/${namespace}/events?fieldSelector=${selector}`,
      'FailedScheduling',
      (events) => events[0],
    );
    expect(event.type).toBe('Warning');
    expect(event.message).toBe(condition?.message);
  });

  it('[CONTRACT-187] a daemon Pod that was placed has the condition PodScheduled True', async () => {
    const pool = await world().nodes(1);
    const name = world().name('small');
    const manifest = daemonSetManifest(name, { pod: { nodeSelector: { ...pool.selector } } });
    await world().settled(await world().created(daemonSetsOf(namespace), manifest), 1);
    const { body } = await world().api.get<{ items: Pod[] }>(`${podsOf(namespace)}?labelSelector=app%3D${name}`);
    expect(body.items[0]?.status.conditions?.find(({ type }) => type === 'PodScheduled')).toMatchObject({ status: 'True' });
  });
}
