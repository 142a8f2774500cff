import 'server-only';
import type { ActAnswer } from '#lib/feed/act.ts';
import { identityOf } from '#lib/server/acts/access-reviews.ts';
import { readActRequest } from '#lib/server/acts/act-request.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { oncePerClick } from '#lib/server/acts/answered-acts.ts';
import { performAct, requireRights } from '#lib/server/acts/perform-act.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import { freshnessOf, lookAt } from '#lib/server/acts/scene.ts';
import { type DaemonSetParams, findDaemonSet } from './find-daemon-set.ts';
import { findHub } from './find-hub.ts';
import { readJsonBody } from './read-body.ts';
import { readName, readNamespace } from './read-names.ts';
import { readQuery } from './read-query.ts';
import { Refusal } from './refusal.ts';

const HOW_TO_WRITE = {
  flag: 'This server was started with --read-only and refuses every act; start it without, or with ROLLCALL_READ_ONLY=false.',
  inCluster: 'In a cluster this server refuses every act unless it is started with ROLLCALL_READ_ONLY=false.',
} as const;

/** One act, or with `dryRun` what it would do. Throws Refusal. */
export async function actsAnswer(request: Request, params: DaemonSetParams): Promise<ActAnswer> {
  readQuery(request, []);
  const place = { namespace: readNamespace(params.namespace), name: readName(params.name) };
  const hub = findHub(params.cluster);
  const readOnly = readOnlyReason(params.cluster);
  if (readOnly !== null) throw new Refusal('readOnly.refused', HOW_TO_WRITE[readOnly]);
  const asked = readActRequest(await readJsonBody(request));
  freshnessOf(hub);
  const actor = actorOf(request, hub);
  const perform = async () => {
    const found = await findDaemonSet(params);
    await requireRights(actor, asked, place);
    return performAct(await lookAt(found, actor, asked), asked);
  };
  const { requestId } = asked;
  if (asked.dryRun || requestId === undefined) return perform();
  const { username } = await identityOf(actor.operations);
  return oncePerClick({ requestId, scope: [hub.slug, username, place.namespace, place.name], asked }, perform);
}
