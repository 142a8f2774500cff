import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import { type Lease, pruneLease } from '#lib/kubernetes/lease.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { type PodDisruptionBudget, prunePodDisruptionBudget } from '#lib/kubernetes/pod-disruption-budget.ts';
import { pruneControllerRevision, pruneDaemonSet, pruneNode, prunePod } from '#lib/kubernetes/prune.ts';
import type { ClusterRollout } from '#lib/rollout/cluster-rollout.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { WaveCluster } from '#lib/server/waves/wave-cluster.ts';
import { ApiError, type ClusterApi, type Resource, type WatchEvent } from '#lib/simulator/cluster-api.ts';
import { RESOURCES } from '#lib/simulator/resources.ts';

/** What becomes of a request: it is answered, lost on its way there or back, or refused. */
export type Intervention = (call: string, index: number) => 'pass' | 'lostBefore' | 'lostAfter' | KubernetesApiError;

/** The line between one server and the cluster. */
export interface RequestLine {
  /** What was asked so far. */
  readonly calls: string[];
  readonly intervene: Intervention;
  /** Delays everything. */
  readonly breathe: () => Promise<void>;
}

/** What a server asks of the simulated cluster; `note` sees each Pod before its deletion. */
export function rigPort(
  api: ClusterApi,
  line: RequestLine,
  note: (pod: Pod) => void,
): Pick<WaveCluster, 'leases' | 'reads' | 'writes'> {
  const call = <T>(name: string, act: () => T): Promise<T> => request(line, name, act);
  const find = <T extends KubernetesObject>(resource: Resource, namespace: string, name: string): T => {
    const found = api.get<T>(resource, namespace, name);
    if (found === undefined) throw new ApiError(404, 'NotFound', `${name} not found`);
    return found;
  };
  const remove = (namespace: string, name: string, { uid }: { readonly uid: string }): void => {
    note(find<Pod>(RESOURCES.pods, namespace, name));
    api.delete(RESOURCES.pods, namespace, name, { preconditions: { uid } });
  };
  return {
    leases: rigLeases(api, call, find),
    reads: {
      getPod: (namespace, name) => call('getPod', () => prunePod(find(RESOURCES.pods, namespace, name))),
      getDaemonSet: (namespace, name) =>
        call('getDaemonSet', () => pruneDaemonSet(find<DaemonSet>(RESOURCES.daemonSets, namespace, name))),
      reviewAccess: async () => ({ allowed: true, reason: '' }),
    },
    writes: {
      deletePod: (namespace, name, options) => call('deletePod', () => remove(namespace, name, options)),
      evictPod: (namespace, name, options) => call('evictPod', () => remove(namespace, name, options)),
      createEvent: async () => undefined,
      listPodDisruptionBudgets: async (namespace) =>
        api.list<PodDisruptionBudget>(RESOURCES.podDisruptionBudgets, namespace).map(prunePodDisruptionBudget),
    },
  };
}

/** Keeps the model as the watches of a server would, without their delay. */
export function followRig(api: ClusterApi, rollout: ClusterRollout): void {
  const follow = <T extends KubernetesObject>(
    resource: Resource,
    set: (object: T) => void,
    remove: (object: T) => void,
  ): void => {
    api.watch<T>(resource, ({ type, object }: WatchEvent<T>) => (type === 'DELETED' ? remove(object) : set(object)));
  };
  follow(
    RESOURCES.nodes,
    (node) => rollout.setNode(pruneNode(node)),
    ({ metadata }) => rollout.deleteNode(metadata.name),
  );
  follow(
    RESOURCES.pods,
    (pod) => rollout.setPod(prunePod(pod)),
    ({ metadata }) => rollout.deletePod(metadata.uid),
  );
  follow(
    RESOURCES.daemonSets,
    (daemonSet) => rollout.setDaemonSet(pruneDaemonSet(daemonSet)),
    ({ metadata }) => rollout.deleteDaemonSet(metadata.uid),
  );
  follow(
    RESOURCES.controllerRevisions,
    (revision) => rollout.setControllerRevision(pruneControllerRevision(revision)),
    ({ metadata }) => rollout.deleteControllerRevision(metadata.uid),
  );
}

function rigLeases(
  api: ClusterApi,
  call: <T>(name: string, act: () => T) => Promise<T>,
  find: <T extends KubernetesObject>(resource: Resource, namespace: string, name: string) => T,
): WaveCluster['leases'] {
  return {
    getLease: (namespace, name) => call('getLease', () => pruneLease(find(RESOURCES.leases, namespace, name))),
    listLeases: (namespace, { key, value }) =>
      call('listLeases', () =>
        api
          .list<Lease>(RESOURCES.leases, namespace)
          .flatMap((lease) => (lease.metadata.labels?.[key] === value ? [pruneLease(lease)] : [])),
      ),
    createLease: (lease) => call('createLease', () => pruneLease(api.create(RESOURCES.leases, lease))),
    updateLease: (lease) =>
      call('updateLease', () => pruneLease(api.update(RESOURCES.leases, structuredClone(lease) as unknown as Lease))),
  };
}

async function request<T>({ calls, intervene, breathe }: RequestLine, name: string, act: () => T): Promise<T> {
  await breathe(); // no request is answered in the same breath
  const fate = intervene(name, calls.push(name) - 1);
  if (fate instanceof KubernetesApiError) throw fate;
  if (fate === 'lostBefore') return new Promise<never>(() => undefined);
  const result = answered(act);
  await breathe();
  return fate === 'lostAfter' ? new Promise<never>(() => undefined) : result;
}

function answered<T>(act: () => T): T {
  try {
    return act();
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    const reasons: Record<number, 'notFound' | 'conflict' | 'forbidden'> = { 404: 'notFound', 409: 'conflict', 403: 'forbidden' };
    throw new KubernetesApiError(reasons[thrown.code] ?? 'rejected', thrown.message, { status: thrown.code });
  }
}
