import 'server-only';
import type { Clock } from './clock.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import type { ReadOperations } from './operations.ts';

/** As long as the API servers' own caches of such answers. */
const HOLDS_MS = 10_000;

/**
 * The same reads, of which those over the whole cluster ask RBAC first: who has rights in one Namespace only is told so,
 * and the API server's audit log shows nobody who tries more. Throws `forbidden` then.
 */
export function askingFirst(operations: ReadOperations, clock: Pick<Clock, 'now'>): ReadOperations {
  const known = new Map<string, { readonly allowed: Promise<boolean>; readonly until: number }>();
  const requireList = async (resource: string): Promise<void> => {
    const kept = known.get(resource);
    const isKept = kept !== undefined && clock.now() < kept.until;
    const allowed = isKept ? kept.allowed : operations.reviewAccess({ verb: 'list', resource }).then((answer) => answer.allowed);
    if (!isKept) known.set(resource, { allowed, until: clock.now() + HOLDS_MS });
    if (await allowed.catch((thrown: unknown) => forgetting(resource, thrown))) return;
    throw new KubernetesApiError('forbidden', `RBAC does not permit to list ${resource} in the whole cluster.`, { status: 403 });
  };
  const forgetting = (resource: string, thrown: unknown): never => {
    known.delete(resource); // no answer is no answer for ten seconds
    throw thrown;
  };
  return {
    ...operations,
    async listPodsOnNode(node) {
      await requireList('pods');
      return operations.listPodsOnNode(node);
    },
    async listEvents(target) {
      if (target.namespace === undefined) await requireList('events');
      return operations.listEvents(target);
    },
    async listNamespaces() {
      await requireList('namespaces');
      return operations.listNamespaces();
    },
  };
}
