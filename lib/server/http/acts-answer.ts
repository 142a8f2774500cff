import 'server-only';
import type { ActAnswer, ActRequest, NodeActRequest } from '#lib/feed/act.ts';
import { identityOf } from '#lib/server/acts/access-reviews.ts';
import { readActRequest, readNodeActRequest } from '#lib/server/acts/act-request.ts';
import { daemonSetStage, nodeStage } from '#lib/server/acts/act-stages.ts';
import { type Actor, actorOf } from '#lib/server/acts/actor.ts';
import { oncePerClick } from '#lib/server/acts/answered-acts.ts';
import { type ActStage, performAct, requireRights } from '#lib/server/acts/perform-act.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import { rightsOfNodeRequest, rightsOfRequest } from '#lib/server/acts/rights.ts';
import { freshnessOf, lookAt } from '#lib/server/acts/scene.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { type DaemonSetParams, findDaemonSet } from './find-daemon-set.ts';
import { findHub } from './find-hub.ts';
import { findNode } from './find-node.ts';
import { readJsonBody } from './read-body.ts';
import { readName, readNamespace } from './read-names.ts';
import { readQuery } from './read-query.ts';
import { Refusal } from './refusal.ts';

const HOW_TO_WRITE = {
  flag: 'This server was started with --read-only and refuses every act; start it without, or with ROLLCALL_READ_ONLY=false.',
  inCluster: 'In a cluster this server refuses every act unless it is started with ROLLCALL_READ_ONLY=false.',
} as const;

/** What is particular to the acts of one path. */
interface ActPath<Asked, Found> {
  readonly cluster: string;
  /** Names the object in the cluster. */
  readonly scope: readonly string[];
  /** Throws Refusal. */
  readonly read: (body: Readonly<Record<string, unknown>>) => Asked;
  /** Throws Refusal. */
  readonly find: () => Promise<Found>;
  readonly rights: (asked: Asked) => readonly AccessQuestion[];
  /** Looks at the object. Throws Refusal. */
  readonly stage: (found: Found, actor: Actor, asked: Asked) => Promise<ActStage>;
}

/** One act on a DaemonSet, its Pods or Nodes, or with `dryRun` what it would do. Throws Refusal. */
export async function actsAnswer(request: Request, params: DaemonSetParams): Promise<ActAnswer> {
  const place = { namespace: readNamespace(params.namespace), name: readName(params.name) };
  return answerAct(request, {
    cluster: params.cluster,
    scope: [place.namespace, place.name],
    read: readActRequest,
    find: () => findDaemonSet(params),
    rights: (asked) => rightsOfRequest(asked, place),
    stage: async (found, actor, asked) => daemonSetStage(await lookAt(found, actor, asked), asked),
  });
}

/** One act on a Node or on a Pod there, or with `dryRun` what it would do. Throws Refusal. */
export async function nodeActsAnswer(
  request: Request,
  params: { readonly cluster: string; readonly node: string },
): Promise<ActAnswer> {
  const node = readName(params.node, 'node');
  return answerAct(request, {
    cluster: params.cluster,
    scope: [node],
    read: readNodeActRequest,
    find: () => findNode(params),
    rights: rightsOfNodeRequest,
    stage: nodeStage,
  });
}

async function answerAct<Asked extends ActRequest | NodeActRequest, Found>(
  request: Request,
  path: ActPath<Asked, Found>,
): Promise<ActAnswer> {
  readQuery(request, []);
  const hub = findHub(path.cluster);
  const readOnly = readOnlyReason(path.cluster);
  if (readOnly !== null) throw new Refusal('readOnly.refused', HOW_TO_WRITE[readOnly]);
  const asked = path.read(await readJsonBody(request));
  freshnessOf(hub);
  const actor = actorOf(request, hub);
  const perform = async () => {
    const found = await path.find();
    await requireRights(actor, path.rights(asked));
    return performAct(await path.stage(found, actor, asked), asked);
  };
  const { requestId } = asked;
  if (asked.dryRun || requestId === undefined) return perform();
  const { username } = await identityOf(actor.operations);
  return oncePerClick({ requestId, scope: [hub.slug, username, ...path.scope], asked }, perform);
}
