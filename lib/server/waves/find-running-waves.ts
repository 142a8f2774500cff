import 'server-only';
import type { Lease } from '#lib/kubernetes/lease.ts';
import type { WaveCluster } from './wave-cluster.ts';
import { reasonOf, WAVE_LABEL } from './wave-lease.ts';

const RUNNING = { key: WAVE_LABEL, value: 'running' };
const LOOKS_BETWEEN_REFUSALS = 30;

/**
 * Finds the Leases of running waves: in the whole cluster, or, where RBAC does not permit that, in each namespace that
 * has a DaemonSet and permits it. What was refused is not asked again for a while.
 */
export function createWaveFinder(cluster: WaveCluster): () => Promise<readonly Lease[]> {
  const refused = new Map<string, number>();
  let looks = 0;
  const ask = async (namespace: string | undefined): Promise<readonly Lease[] | null> => {
    const key = namespace ?? '';
    if ((refused.get(key) ?? Number.NEGATIVE_INFINITY) + LOOKS_BETWEEN_REFUSALS > looks) return null;
    try {
      return await cluster.leases.listLeases(namespace, RUNNING);
    } catch (thrown) {
      if (reasonOf(thrown) !== 'forbidden') throw thrown;
      refused.set(key, looks);
      return null;
    }
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
