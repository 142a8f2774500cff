import 'server-only';
import type { StraysAnswer } from '#lib/feed/strays.ts';
import type { StrayGroup } from '#lib/rollout/stray-pods.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';

/** All viewers of a DaemonSet share one look at every Pod in this time. */
const KEPT_MS = 2_000;

interface Kept {
  readonly at: number;
  readonly strays: readonly StrayGroup[];
}

/** By the model that it was made from, so that it goes with it. */
const kept = new WeakMap<object, Map<string, Kept>>();

/** Unplaced, duplicate, orphaned and foreign Pods and those on Nodes that are gone, each by name. */
export function straysAnswer({ hub, uid }: Pick<FoundDaemonSet, 'hub' | 'uid'>): StraysAnswer {
  const now = hub.clusterNow();
  const ofModel = kept.get(hub.rollout) ?? new Map<string, Kept>();
  kept.set(hub.rollout, ofModel);
  const known = ofModel.get(uid);
  const isFresh = known !== undefined && now >= known.at && now < known.at + KEPT_MS;
  const looked = isFresh ? known : { at: now, strays: hub.rollout.strays(uid) };
  ofModel.set(uid, looked);
  return { asOf: new Date(looked.at).toISOString(), strays: looked.strays };
}
