import 'server-only';
import { isKubernetesApiError } from '#lib/server/http/outward-error.ts';
import type { WriteOperations } from '#lib/server/kubernetes/operations.ts';

const LONGEST = 160;

/**
 * Why the PodDisruptionBudget can allow nothing at all, in the words of its controller, or '' when it can or cannot be
 * read. One that counts in maxUnavailable or per cent asks for a scale, which a DaemonSet has not: the API server then
 * says for ever that it is still being processed, and only its condition tells why.
 * Mirrors kubernetes/kubernetes pkg/controller/disruption/disruption.go failSafe, v1.36.
 */
export async function budgetProblem(
  writes: Pick<WriteOperations, 'listPodDisruptionBudgets'>,
  namespace: string,
  budget: string,
): Promise<string> {
  try {
    const found = (await writes.listPodDisruptionBudgets(namespace)).find(({ metadata }) => metadata.name === budget);
    const allowed = found?.status?.conditions?.find(({ type }) => type === 'DisruptionAllowed');
    return allowed?.status === 'False' && allowed.reason === 'SyncFailed' ? (allowed.message ?? '').slice(0, LONGEST) : '';
  } catch (thrown) {
    if (isKubernetesApiError(thrown)) return '';
    throw thrown;
  }
}
