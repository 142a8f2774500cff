import { beforeAll, expect, it } from 'vitest';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { podManifest } from './manifests.ts';
import { podsOf, type World } from './world.ts';

type Budget = KubernetesObject & { status?: { observedGeneration?: number; disruptionsAllowed?: number } };

/** The eviction subresource, and what a PodDisruptionBudget does to it. */
export function evictionLaws(world: () => World): void {
  let namespace = '';
  let node = '';
  const path = (name: string) => `${podsOf(namespace)}/${name}`;
  const evict = <T = KubernetesObject>(name: string, query = '') =>
    world().api.post<T>(`${path(name)}/eviction${query}`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name, namespace },
    });
  const runningPod = async (prefix: string, labels: Record<string, string> = {}) => {
    const name = world().name(prefix);
    await world().created(podsOf(namespace), podManifest(name, { nodeName: node, labels, terminationGracePeriodSeconds: 1 }));
    return world().untilObject<Pod>(podsOf(namespace), name, `${name} ready`, (pod) =>
      pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
    );
  };
  const budget = async (minAvailable: number, labels: Record<string, string>, allowed: number) => {
    const name = world().name('budget');
    const budgets = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
    const spec = { minAvailable, selector: { matchLabels: labels } };
    await world().created(budgets, { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name }, spec });
    await world().untilObject<Budget>(
      budgets,
      name,
      `${allowed} disruptions allowed`,
      ({ status }) => status?.observedGeneration === 1 && status.disruptionsAllowed === allowed,
    );
  };

  beforeAll(async () => {
    namespace = await world().namespace();
    [node = ''] = (await world().nodes(1)).names;
  });

  it('[CONTRACT-95] without a budget an eviction deletes the Pod', async () => {
    const pod = await runningPod('free');
    expect(await evict(pod.metadata.name)).toMatchObject({ status: 201, body: { kind: 'Status', status: 'Success' } });
    await world().until(podsOf(namespace), 'the pod gone', (pods) =>
      pods.every((other) => other.metadata.uid !== pod.metadata.uid),
    );
  });

  it('[CONTRACT-96] an eviction that a budget does not allow answers 429 and the Pod stays', async () => {
    const pod = await runningPod('needed', { app: 'needed' });
    await budget(1, { app: 'needed' }, 0);
    const answer = await evict(pod.metadata.name);
    expect(answer).toMatchObject({
      status: 429,
      body: {
        kind: 'Status',
        reason: 'TooManyRequests',
        message: "Cannot evict pod as it would violate the pod's disruption budget.",
        details: { causes: [{ reason: 'DisruptionBudget' }] },
      },
    });
    expect((await world().api.get<Pod>(path(pod.metadata.name))).body.metadata.deletionTimestamp).toBeUndefined();
  });

  it('[CONTRACT-97] a budget allows as many evictions as it has disruptions', async () => {
    const pods = await Promise.all([1, 2].map(() => runningPod('pair', { app: 'pair' })));
    await budget(1, { app: 'pair' }, 1);
    expect((await evict(pods[0]?.metadata.name ?? '')).status).toBe(201);
    expect((await evict(pods[1]?.metadata.name ?? '')).status).toBe(429);
  });

  it('[CONTRACT-98] a dry run evicts nothing; a missing Pod answers 404', async () => {
    const pod = await runningPod('rehearsed');
    expect((await evict(pod.metadata.name, '?dryRun=All')).status).toBe(201);
    expect((await world().api.get<Pod>(path(pod.metadata.name))).body.metadata.deletionTimestamp).toBeUndefined();
    expect(await evict('absent')).toMatchObject({
      status: 404,
      body: { reason: 'NotFound', message: 'pods "absent" not found' },
    });
  });
}
