import 'server-only';
import type { Lease } from '#lib/kubernetes/lease.ts';
import type { WaveCluster } from './wave-cluster.ts';
import { reasonOf, WAVE_LABEL } from './wave-lease.ts';

const RUNNING = { key: WAVE_LABEL, value: 'running' };
const LOOKS_BETWEEN_REFUSALS = 30;

/**
 * Finds the Leases of running waves: in the whole cluster, or, where RBAC does not permit that, in each namespace that
 * has a DaemonSet and permits it. RBAC is asked before the first list; what it refuses is not asked again for a while.
 */
export function createWaveFinder(cluster: WaveCluster): () => Promise<readonly Lease[]> {
  const refused = new Map<string, number>();
  const permitted = new Set<string>();
  let looks = 0;
  const isPermitted = async (namespace: string | undefined): Promise<boolean> => {
    if (permitted.has(namespace ?? '')) return true;
    const question = { verb: 'list', group: 'coordination.k8s.io', resource: 'leases' };
    const { allowed } = await cluster.reads.reviewAccess(namespace === undefined ? question : { ...question, namespace });
    if (allowed) permitted.add(namespace ?? '');
    return allowed;
  };
  const list = async (namespace: string | undefined): Promise<readonly Lease[] | null> => {
    if (!(await isPermitted(namespace))) return null;
    try {
      return await cluster.leases.listLeases(namespace, RUNNING);
    } catch (thrown) {
      if (reasonOf(thrown) !== 'forbidden') throw thrown;
      permitted.delete(namespace ?? '');
      return null;
    }
  };
  const ask = async (namespace: string | undefined): Promise<readonly Lease[] | null> => {
    const key = namespace ?? '';
    if ((refused.get(key) ?? Number.NEGATIVE_INFINITY) + LOOKS_BETWEEN_REFUSALS > looks) return null;
    const leases = await list(namespace);
    if (leases === null) refused.set(key, looks);
    return leases;
  };
  return async () => {
    looks += 1;
    const everywhere = await ask(undefined);
    if (everywhere !== null) return everywhere;
    const found: Lease[] = [];
    for (const namespace of cluster.namespaces()) found.push(...((await ask(namespace)) ?? []));
    return found;
  };
}
