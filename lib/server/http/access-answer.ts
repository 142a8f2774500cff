import 'server-only';
import type { ActAccess } from '#lib/feed/act.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import { GRANTED, missingRight, rightsFor } from '#lib/server/acts/rights.ts';
import { type DaemonSetParams, findDaemonSet } from './find-daemon-set.ts';
import { readQuery } from './read-query.ts';

/** What the caller may do to the DaemonSet, and which right each other act lacks. Throws Refusal. */
export async function accessAnswer(request: Request, params: DaemonSetParams): Promise<ActAccess> {
  readQuery(request, []);
  const { hub, daemonSet } = await findDaemonSet(params);
  const { operations } = actorOf(request, hub);
  const { namespace = '', name } = daemonSet.metadata;
  const granted = GRANTED.map(async (act) => {
    const questions = rightsFor(act, { namespace, name });
    const allowed = await Promise.all(questions.map((question) => isAllowed(operations, question)));
    const missing = questions.filter((_, index) => allowed[index] !== true).map(missingRight);
    return [act, { allowed: missing.length === 0, missing }] as const;
  });
  const [{ username, groups }, acts] = await Promise.all([identityOf(operations), Promise.all(granted)]);
  return {
    username,
    groups,
    readOnly: readOnlyReason(params.cluster),
    acts: Object.fromEntries(acts) as unknown as ActAccess['acts'],
  };
}
