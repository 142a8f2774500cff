import 'server-only';
import type { StraysAnswer } from '#lib/feed/strays.ts';
import { TEMPLATE_GENERATION_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { labelSelectorText } from '#lib/kubernetes/label-selector-text.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { toRefusal } from './outward-error.ts';
import { requireLive } from './require-live.ts';

/** All viewers of a DaemonSet share one look at every Pod in this time. */
const KEPT_MS = 5_000;

interface Kept {
  readonly at: number;
  readonly answer: Promise<StraysAnswer>;
}

/** By the model that it was made from, so that it goes with it. */
const kept = new WeakMap<object, Map<string, Kept>>();

/** Unplaced, duplicate, orphaned and foreign Pods and those on Nodes that are gone, each by name. */
export function straysAnswer(found: FoundDaemonSet): Promise<StraysAnswer> {
  const { hub, uid } = found;
  const now = hub.clusterNow();
  const ofModel = kept.get(hub.rollout) ?? new Map<string, Kept>();
  kept.set(hub.rollout, ofModel);
  const known = ofModel.get(uid);
  if (known !== undefined && now >= known.at && now < known.at + KEPT_MS) return known.answer;
  const answer = look(found, now);
  ofModel.set(uid, { at: now, answer });
  answer.catch(() => ofModel.delete(uid));
  return answer;
}

async function look({ hub, uid, daemonSet }: FoundDaemonSet, now: number): Promise<StraysAnswer> {
  const unwatched = await unlabelledPods({ hub, daemonSet });
  return {
    asOf: new Date(now).toISOString(),
    strays: hub.rollout.strays(uid, unwatched.pods),
    problem: unwatched.problem,
  };
}

/** What the selector matches and the watch of labelled Pods leaves out: Pods that somebody made by hand, or another controller. */
async function unlabelledPods({
  hub,
  daemonSet: { metadata, spec },
}: Pick<FoundDaemonSet, 'hub' | 'daemonSet'>): Promise<{ readonly pods: readonly Pod[]; readonly problem: string | null }> {
  const selector = labelSelectorText(spec.selector);
  if (selector === '') return { pods: [], problem: null };
  try {
    requireLive(hub);
    const { operations } = hub.connection;
    const pods = await operations.listPodsMatching(metadata.namespace ?? '', `${selector},!${TEMPLATE_GENERATION_LABEL}`);
    return {
      pods: pods.filter(({ metadata: { labels = {} } }) => !Object.hasOwn(labels, TEMPLATE_GENERATION_LABEL)),
      problem: null,
    };
  } catch (thrown) {
    const refusal = toRefusal(thrown);
    if (refusal === null) throw thrown;
    return { pods: [], problem: refusal.message };
  }
}
