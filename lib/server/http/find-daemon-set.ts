import 'server-only';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { HubFeeds } from '#lib/server/hub/hub-feeds.ts';
import { findReadyHub } from './find-hub.ts';
import { readName, readNamespace } from './read-names.ts';
import { Refusal } from './refusal.ts';

/** The dynamic segments of every route below one DaemonSet. */
export interface DaemonSetParams {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** One DaemonSet of a listed cluster. */
export interface FoundDaemonSet {
  readonly hub: ClusterHub;
  readonly feeds: HubFeeds;
  readonly uid: string;
  readonly daemonSet: DaemonSet;
  readonly detail: DaemonSetDetail;
}

/** Finds the DaemonSet that the path names; throws Refusal. */
export async function findDaemonSet(params: DaemonSetParams): Promise<FoundDaemonSet> {
  const namespace = readNamespace(params.namespace);
  const name = readName(params.name);
  const { hub, feeds } = await findReadyHub(params.cluster);
  const uid = hub.rollout.uidOf(namespace, name);
  const daemonSet = uid === undefined ? undefined : hub.rollout.daemonSet(uid);
  const detail = uid === undefined ? undefined : hub.rollout.detail(uid);
  if (uid === undefined || !daemonSet || !detail) throw daemonSetNotFound(namespace, name);
  return { hub, feeds, uid, daemonSet, detail };
}

export function daemonSetNotFound(namespace: string, name: string): Refusal {
  return new Refusal('daemonset.notFound', `There is no DaemonSet ${name} in the namespace ${namespace}.`);
}
