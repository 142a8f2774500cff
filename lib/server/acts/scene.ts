import 'server-only';
import type { ActRequest } from '#lib/feed/act.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { OwnerReference } from '#lib/kubernetes/object-meta.ts';
import { pruneDaemonSet } from '#lib/kubernetes/prune.ts';
import { type ManagedMeta, ownerWarnings } from '#lib/rollout/act-owner.ts';
import type { ActView } from '#lib/rollout/act-plan.ts';
import type { Message } from '#lib/rollout/message.ts';
import { modelMessage } from '#lib/rollout/message-codes.ts';
import { daemonSetNotFound, type FoundDaemonSet } from '#lib/server/http/find-daemon-set.ts';
import { Refusal } from '#lib/server/http/refusal.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { isRecord } from '#lib/server/kubernetes/answer-error.ts';
import { pruned } from '#lib/server/kubernetes/read-operations.ts';
import { RESOURCE_TYPES } from '#lib/server/kubernetes/resource-type.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import { unlessGone } from './act-step.ts';
import type { Actor } from './actor.ts';
import { requireUid } from './object-steps.ts';
import type { ActPlace } from './rights.ts';

/** What every act is planned from, also one that is about no DaemonSet. */
export interface Ground {
  readonly hub: ClusterHub;
  readonly actor: Actor;
  /** A warning when the model is behind. */
  readonly freshness: readonly Message[];
}

/** Everything that an act on a DaemonSet is planned from: the DaemonSet read again just now, and the model. */
export interface Scene extends Ground {
  readonly place: ActPlace;
  readonly view: ActView;
  /** Who keeps the manifest and may undo a change of it. */
  readonly owners: readonly Message[];
}

/** Looks at the DaemonSet with the caller's identity. Throws Refusal when the view is stale or another one is there by now. */
export async function lookAt(found: FoundDaemonSet, actor: Actor, asked: Pick<ActRequest, 'uid'>): Promise<Scene> {
  const { hub } = found;
  const { namespace = '', name } = found.daemonSet.metadata;
  const freshness = freshnessOf(hub);
  const raw = await unlessGone(actor.writes.getWholeDaemonSet(namespace, name));
  if (raw === null) throw daemonSetNotFound(namespace, name);
  const daemonSet: DaemonSet = pruned(raw, RESOURCE_TYPES.daemonsets, pruneDaemonSet);
  requireUid(daemonSet, asked.uid, 'DaemonSet', 'uid');
  if (found.uid !== asked.uid)
    throw new Refusal('target.changed', 'The view of the cluster has not seen this DaemonSet yet; try again.', {
      retryAfterSeconds: 1,
    });
  const rollouts = [...hub.rollout.nodes().keys()].sort().flatMap((node) => hub.rollout.nodeRollout(found.uid, node) ?? []);
  const view = { daemonSet, detail: found.detail, rollouts };
  return { hub, actor, place: { namespace, name }, view, owners: ownerWarnings(managedMeta(raw)), freshness };
}

/** A warning when the view is being mended. Throws Refusal when it is stale: nobody acts on what may be long past. */
export function freshnessOf({ connection }: ClusterHub): readonly Message[] {
  const { state, lastProofAt, since, problem } = connection.connection();
  if (state === 'live') return [];
  if (state === 'reconnecting') return [modelMessage('act.viewOld', { since: lastProofAt ?? since })];
  const why = problem === null ? '' : ` ${problem}`;
  throw new Refusal('view.stale', `The view of the cluster is stale, and nothing is done on stale data.${why}`, {
    retryAfterSeconds: 5,
  });
}

function managedMeta({ metadata }: RawObject): ManagedMeta {
  const raw: Readonly<Record<string, unknown>> = metadata;
  const owners = Array.isArray(raw.ownerReferences) ? raw.ownerReferences.filter(isRecord) : [];
  const managed = Array.isArray(raw.managedFields) ? raw.managedFields.filter(isRecord) : [];
  return {
    labels: textsIn(raw.labels),
    annotations: textsIn(raw.annotations),
    ownerReferences: owners.map(({ kind, name }) => ({ kind: String(kind), name: String(name) }) as OwnerReference),
    managers: managed.flatMap(({ manager, subresource }) =>
      subresource === undefined && typeof manager === 'string' ? [manager] : [],
    ),
  };
}

function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
