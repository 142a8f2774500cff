import 'server-only';
import { ACT_NAMES, type ActAccess, type ActRight, type MissingRight } from '#lib/feed/act.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import { missingRight, rightsFor, rightsForWave } from '#lib/server/acts/rights.ts';
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
  const place = { namespace, name };
  const right = async (rights: readonly AccessQuestion[]): Promise<ActRight> => {
    const missing = await missingOf(operations, rights);
    return { allowed: missing.length === 0, missing };
  };
  const [{ username, groups }, byDeletion, byEviction, ...acts] = await Promise.all([
    identityOf(operations),
    right(rightsForWave('delete', place)),
    right(rightsForWave('eviction', place)),
    ...ACT_NAMES.map(async (act) => [act, await right(rightsFor(act, place))] as const),
  ]);
  const wave = byEviction.allowed ? byEviction : byDeletion;
  return {
    username,
    groups,
    readOnly: readOnlyReason(params.cluster),
    acts: Object.fromEntries([...acts, ['wave', wave]]) as unknown as ActAccess['acts'],
    waves: { delete: byDeletion, eviction: byEviction },
  };
}

async function missingOf(operations: ReadOperations, rights: readonly AccessQuestion[]): Promise<readonly MissingRight[]> {
  const allowed = await Promise.all(rights.map((right) => isAllowed(operations, right)));
  return rights.filter((_, index) => allowed[index] !== true).map(missingRight);
}
