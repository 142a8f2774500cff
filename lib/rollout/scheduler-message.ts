import type { NodeRollout } from './node-rollout.ts';

/** Why the scheduler refused one Node; `unknown` keeps the scheduler's own words. */
export type SchedulerReason =
  | { readonly code: 'insufficient'; readonly resource: string }
  | { readonly code: 'untoleratedTaint'; readonly key: string; readonly value: string }
  | { readonly code: 'tooManyPods' | 'ports' | 'nodeAffinity' | 'podAffinity' | 'topologySpread' | 'noNodes' }
  | { readonly code: 'volume' | 'unknown'; readonly text: string };

const HEAD = /^0\/\d+ nodes are available:\s*/;
const POST = /(?:^|\s)(?:no new claims to deallocate, )?preemption: .*$/is;
const POST_ALONE = /\.\s+(?:no new claims to deallocate|still not schedulable).*$/is;
const OTHER_NODES =
  /^node\(s\) (?:didn't match Pod's node affinity\/selector|didn't satisfy plugin\(s\) \[[^\]]*\bNodeAffinity\b[^\]]*\])$/i;

const FIXED: readonly (readonly [
  RegExp,
  SchedulerReason['code'] & ('tooManyPods' | 'ports' | 'podAffinity' | 'topologySpread' | 'unschedulable'),
])[] = [
  [/^Too many pods$/i, 'tooManyPods'],
  [/^node\(s\) didn't have free ports for the requested pod ports$/i, 'ports'],
  [/^node\(s\) (?:didn't match pod (?:anti-)?affinity rules|didn't satisfy existing pods anti-affinity rules)/i, 'podAffinity'],
  [/^node\(s\) didn't match pod topology spread constraints/i, 'topologySpread'],
];

const VOLUME =
  /volume node affinity conflict|persistent ?volume|persistentvolumeclaim|enough free storage|bound to non-existent pv|max volume count|volume limit|node\(s\) had no available volume zone/i;

/**
 * What the scheduler's message says about the one Node that a daemon Pod is pinned to: its reasons in the message's
 * order. Reasons about the other Nodes (all of them NodeAffinity's) and the preemption part are left out; when nothing
 * else is left, the target itself does not match. Words that are not known stay verbatim; '' gives no reason.
 * Mirrors kubernetes/kubernetes pkg/scheduler/framework/types.go FitError.Error and the filter plugins, v1.33 to v1.36.
 */
export function schedulerReasons(message: string): readonly SchedulerReason[] {
  const text = message.trim();
  if (text === '') {
    return [];
  }
  if (/^no nodes available to schedule pods/i.test(text)) {
    return [{ code: 'noNodes' }];
  }
  if (!HEAD.test(text)) {
    return [reasonOf(withoutEnd(text))];
  }
  const body = text.replace(HEAD, '').replace(POST, '').replace(POST_ALONE, '');
  const items = body
    .split(/, (?=\d+ )/)
    .map((item) => withoutEnd(item.replace(/^\d+ /, '')))
    .filter((item) => item !== '');
  const own = items.filter((item) => !OTHER_NODES.test(item));
  return own.length === 0 ? [{ code: 'nodeAffinity' }] : own.map(reasonOf);
}

/** Why the scheduler does not place the Pod that waits for this Node; nothing when none waits, or it has not said. */
export function schedulerReasonsOf({ pods }: Pick<NodeRollout, 'pods'>): readonly SchedulerReason[] {
  const waiting = pods.find((pod) => pod.pending && pod.terminatingUntil === null && pod.message !== null);
  return schedulerReasons(waiting?.message ?? '');
}

function reasonOf(text: string): SchedulerReason {
  const insufficient = /^Insufficient (\S+)$/i.exec(text);
  if (insufficient?.[1] !== undefined) {
    return { code: 'insufficient', resource: insufficient[1] };
  }
  const taint =
    /^node\(s\) had (?:untolerated )?taint(?:\(s\))?(?: \{([^:}]*): ?([^}]*)\})?(?:, that the pod didn't tolerate)?$/i.exec(text);
  if (taint !== null) {
    return { code: 'untoleratedTaint', key: taint[1] ?? '', value: taint[2] ?? '' };
  }
  const fixed = FIXED.find(([pattern]) => pattern.test(text));
  if (fixed !== undefined) {
    return { code: fixed[1] };
  }
  return { code: VOLUME.test(text) ? 'volume' : 'unknown', text };
}

function withoutEnd(text: string): string {
  return text.trim().replace(/\.+$/, '');
}
