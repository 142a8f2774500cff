import { beforeAll, expect, it } from 'vitest';
import type { ContainerStatus, Pod } from '#lib/kubernetes/pod.ts';
import { podManifest } from './manifests.ts';
import { isPodReady } from './recount.ts';
import { podsOf, type World } from './world.ts';

/** How Pods fare on their Nodes, by the tags of their images: the same manifests behave alike on both clusters. */
export function kubeletLaws(world: () => World): void {
  let namespace = '';
  let node = '';
  const run = async (tag: string, what: string, condition: (status: ContainerStatus, pod: Pod) => boolean) => {
    const name = world().name('run');
    const containers = [{ name: 'main', image: `registry.example/app:${tag}` }];
    await world().created(podsOf(namespace), podManifest(name, { nodeName: node, containers }));
    return world().untilObject<Pod>(podsOf(namespace), name, what, (pod) => {
      const [status] = pod.status.containerStatuses ?? [];
      return status && condition(status, pod);
    });
  };

  beforeAll(async () => {
    namespace = await world().namespace();
    [node = ''] = (await world().nodes(1)).names;
  });

  it('[CONTRACT-180] a Pod runs and is ready, with addresses and times', async () => {
    const pod = await run('1', 'running', (_, { status }) => status.phase === 'Running');
    expect(isPodReady(pod)).toBe(true);
    expect(pod.status).toMatchObject({
      podIP: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      startTime: expect.any(String),
      containerStatuses: [
        {
          name: 'main',
          image: 'registry.example/app:1',
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: expect.any(String) } },
        },
      ],
    });
    const types = pod.status.conditions?.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['Initialized', 'Ready', 'ContainersReady']));
  });

  it('[CONTRACT-181] an image that cannot be pulled: Pending, ImagePullBackOff, its message naming the image', async () => {
    const pod = await run('broken', 'ImagePullBackOff', ({ state }) => state?.waiting?.reason === 'ImagePullBackOff');
    expect(pod.status.phase).toBe('Pending');
    expect(pod.status.containerStatuses?.[0]?.state?.waiting?.message).toContain(
      'Back-off pulling image "registry.example/app:broken"',
    );
    expect(isPodReady(pod)).toBe(false);
  });

  it('[CONTRACT-182] a container that crashes: Running, CrashLoopBackOff with its last exit, then restarts', async () => {
    const pod = await run('crash', 'CrashLoopBackOff', ({ state }) => state?.waiting?.reason === 'CrashLoopBackOff');
    expect(pod.status.phase).toBe('Running');
    expect(pod.status.containerStatuses?.[0]).toMatchObject({
      ready: false,
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    });
    const again = await world().untilObject<Pod>(
      podsOf(namespace),
      pod.metadata.name,
      'a restart',
      ({ status }) => (status.containerStatuses?.[0]?.restartCount ?? 0) >= 1,
    );
    expect(isPodReady(again)).toBe(false);
  });

  it('[CONTRACT-183] a container that is never ready: Running, condition Ready False with its reason', async () => {
    const pod = await run('unready', 'running', (_, { status }) => status.phase === 'Running');
    const ready = pod.status.conditions?.find(({ type }) => type === 'Ready');
    expect(ready).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [main]',
    });
  });

  it('[CONTRACT-184] a container that starts slowly: Pending, ContainerCreating, then ready', async () => {
    const name = world().name('run');
    const annotations = { 'simulator.rollcall.dev/behaviour': 'slow-start', 'simulator.rollcall.dev/start-seconds': '1' };
    await world().created(podsOf(namespace), podManifest(name, { nodeName: node, annotations }));
    const creating = await world().untilObject<Pod>(podsOf(namespace), name, 'ContainerCreating', ({ status }) =>
      status.containerStatuses?.some(({ state }) => state?.waiting?.reason === 'ContainerCreating'),
    );
    expect(creating.status.phase).toBe('Pending');
    expect(isPodReady(creating)).toBe(false);
    await world().untilObject<Pod>(podsOf(namespace), name, 'ready', isPodReady);
  });
}
