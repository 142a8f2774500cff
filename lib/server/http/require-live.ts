import 'server-only';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { Refusal } from './refusal.ts';

/** Throws Refusal unless the view is live: what pages ask again and again is not asked of an API server that is away. */
export function requireLive({ connection }: ClusterHub): void {
  const { state, problem } = connection.connection();
  if (state === 'live') return;
  const why = problem === null ? '' : ` ${problem}`;
  throw new Refusal('view.stale', `The view of the cluster is not live; this is asked when it is again.${why}`, {
    retryAfterSeconds: 5,
  });
}
