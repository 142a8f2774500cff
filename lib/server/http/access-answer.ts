import 'server-only';
import { ACT_NAMES, type ActAccess, type ActRight, type NodeAccess, type PodRights } from '#lib/feed/act.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { actorOf } from '#lib/server/acts/actor.ts';
import { readOnlyReason } from '#lib/server/acts/read-only.ts';
import { missingRight, rightsFor, rightsForNode, rightsForPods, rightsForWave } from '#lib/server/acts/rights.ts';
import type { AccessQuestion, ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { type DaemonSetParams, findDaemonSet } from './find-daemon-set.ts';
import { findNode } from './find-node.ts';
import { readNamespace } from './read-names.ts';
import { readQuery } from './read-query.ts';
import { Refusal } from './refusal.ts';
import { requireLive } from './require-live.ts';

/** Namespaces of the Pods on one Node; a kubelet runs some 110 Pods. */
const MOST_NAMESPACES = 100;
const NODE_ACTS = ['cordon', 'uncordon', 'deleteNode'] as const;
const POD_ACTS = ['deletePod', 'evictPod'] as const;

/** What the caller may do to the DaemonSet, and which right each other act lacks. Throws Refusal. */
export async function accessAnswer(request: Request, params: DaemonSetParams): Promise<ActAccess> {
  readQuery(request, []);
  const { hub, daemonSet } = await findDaemonSet(params);
  requireLive(hub);
  const { operations } = actorOf(request, hub);
  const { namespace = '', name } = daemonSet.metadata;
  const place = { namespace, name };
  const [who, byDeletion, byEviction, acts] = await Promise.all([
    whoIs(operations, params.cluster),
    rightTo(operations, rightsForWave('delete', place)),
    rightTo(operations, rightsForWave('eviction', place)),
    rightsByName(operations, ACT_NAMES, (act) => rightsFor(act, place)),
  ]);
  const wave = byEviction.allowed ? byEviction : byDeletion;
  return { ...who, acts: { ...acts, wave }, waves: { delete: byDeletion, eviction: byEviction } };
}

/** What the caller may do to the Node, and to Pods in each `namespace` of the query. Throws Refusal. */
export async function nodeAccessAnswer(
  request: Request,
  params: { readonly cluster: string; readonly node: string },
): Promise<NodeAccess> {
  const namespaces = [...new Set(readQuery(request, ['namespace'], ['namespace']).getAll('namespace'))];
  if (namespaces.length > MOST_NAMESPACES)
    throw new Refusal('query.invalid', `namespace may be given ${MOST_NAMESPACES} times.`, { field: 'namespace' });
  for (const namespace of namespaces) readNamespace(namespace);
  const { hub } = await findNode(params);
  requireLive(hub);
  const { operations } = actorOf(request, hub);
  const [who, acts, pods] = await Promise.all([
    whoIs(operations, params.cluster),
    rightsByName(operations, NODE_ACTS, rightsForNode),
    Promise.all(namespaces.map(async (namespace) => [namespace, await podRights(operations, namespace)] as const)),
  ]);
  return { ...who, acts, pods: Object.fromEntries(pods) };
}

/** Who may do it everywhere is asked about no single Namespace. */
function podRights(operations: ReadOperations, namespace: string): Promise<PodRights> {
  return rightsByName(operations, POD_ACTS, async (act) => {
    const everywhere = rightsForPods(act, '');
    const { allowed } = await rightTo(operations, everywhere);
    return allowed ? everywhere : rightsForPods(act, namespace);
  });
}

async function whoIs(operations: ReadOperations, cluster: string) {
  const { username, groups } = await identityOf(operations);
  return { username, groups, readOnly: readOnlyReason(cluster) };
}

async function rightsByName<Name extends string>(
  operations: ReadOperations,
  names: readonly Name[],
  rightsOf: (name: Name) => readonly AccessQuestion[] | Promise<readonly AccessQuestion[]>,
): Promise<Readonly<Record<Name, ActRight>>> {
  const rights = names.map(async (name) => [name, await rightTo(operations, await rightsOf(name))] as const);
  return Object.fromEntries(await Promise.all(rights)) as Record<Name, ActRight>;
}

async function rightTo(operations: ReadOperations, rights: readonly AccessQuestion[]): Promise<ActRight> {
  const allowed = await Promise.all(rights.map((right) => isAllowed(operations, right)));
  const missing = rights.filter((_, index) => allowed[index] !== true).map(missingRight);
  return { allowed: missing.length === 0, missing };
}
