import 'server-only';
import type { VisibilityAnswer } from '#lib/feed/visibility.ts';
import { identityOf } from '#lib/server/acts/access-reviews.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';

/** What the API server hides from the connection that watches for everybody, and who that connection is. */
export async function visibilityAnswer({ connection }: Pick<ClusterHub, 'connection'>): Promise<VisibilityAnswer> {
  const hidden = connection.forbidden();
  return { hidden, username: hidden.length === 0 ? null : await watcherOf(connection.operations) };
}

/** Null when the API server does not say it: before 1.28 only some do, and the rights that are missing are shown all the same. */
async function watcherOf(operations: ClusterHub['connection']['operations']): Promise<string | null> {
  try {
    return (await identityOf(operations)).username || null;
  } catch (cause) {
    if (cause instanceof KubernetesApiError) return null;
    throw cause;
  }
}
