import 'server-only';
import type { WavePacing } from '#lib/rollout/wave/wave-record.ts';
import type { AccessQuestion, ReadOperations } from '#lib/server/kubernetes/operations.ts';

/** What running a wave in this namespace takes, beside seeing the cluster. */
function waveRights(namespace: string, by: WavePacing['by']): readonly AccessQuestion[] {
  const lease = { group: 'coordination.k8s.io', resource: 'leases', namespace };
  const eviction: AccessQuestion = { verb: 'create', resource: 'pods', subresource: 'eviction', namespace };
  return [
    ...['get', 'create', 'update'].map((verb) => ({ verb, ...lease })),
    by === 'eviction' ? eviction : { verb: 'delete', resource: 'pods', namespace },
  ];
}

/** The first right that a wave would lack, or null. Throws KubernetesApiError. */
export async function missingWaveRight(
  operations: Pick<ReadOperations, 'reviewAccess'>,
  { namespace, by }: { readonly namespace: string; readonly by: WavePacing['by'] },
): Promise<AccessQuestion | null> {
  for (const right of waveRights(namespace, by)) {
    if (!(await operations.reviewAccess(right)).allowed) return right;
  }
  return null;
}
