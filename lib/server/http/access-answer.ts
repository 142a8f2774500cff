import 'server-only';
import type { ActAccess, MissingRight } from '#lib/feed/act.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import { GRANTED, missingRight, rightsFor } from '#lib/server/acts/rights.ts';
import type { AccessQuestion, ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { type DaemonSetParams, findDaemonSet } from './find-daemon-set.ts';
import { readQuery } from './read-query.ts';
import { requireLive } from './require-live.ts';

/** What the caller may do to the DaemonSet, and which right each other act lacks. Throws Refusal. */
export async function accessAnswer(request: Request, params: DaemonSetParams): Promise<ActAccess> {
  readQuery(request, []);
  const { hub, daemonSet } = await findDaemonSet(params);
  requireLive(hub);
  const { operations } = actorOf(request, hub);
  const { namespace = '', name } = daemonSet.metadata;
  const granted = GRANTED.map(async (act) => {
    const ways = await Promise.all(rightsFor(act, { namespace, name }).map((rights) => missingOf(operations, rights)));
    const allowed = ways.some((missing) => missing.length === 0);
    return [act, { allowed, missing: allowed ? [] : (ways[0] ?? []) }] as const;
  });
  const [{ username, groups }, acts] = await Promise.all([identityOf(operations), Promise.all(granted)]);
  return {
    username,
    groups,
    readOnly: readOnlyReason(params.cluster),
    acts: Object.fromEntries(acts) as unknown as ActAccess['acts'],
  };
}

async function missingOf(operations: ReadOperations, rights: readonly AccessQuestion[]): Promise<readonly MissingRight[]> {
  const allowed = await Promise.all(rights.map((right) => isAllowed(operations, right)));
  return rights.filter((_, index) => allowed[index] !== true).map(missingRight);
}
