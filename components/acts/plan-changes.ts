import type { ActPlan } from '#lib/feed/act.ts';

export interface PlanChanges {
  /** Names of objects that the earlier plan named and this one does not. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  readonly countBefore: number;
  readonly countAfter: number;
}

/** What is different between two plans of one act, by uid: an object made anew under its old name is another one. */
export function planChanges(before: ActPlan, after: ActPlan): PlanChanges {
  const missingIn = (list: ActPlan['objects']) => {
    const uids = new Set(list.map(({ uid }) => uid));
    return ({ uid }: ActPlan['objects'][number]) => !uids.has(uid);
  };
  return {
    gone: before.objects.filter(missingIn(after.objects)).map(({ name }) => name),
    added: after.objects.filter(missingIn(before.objects)).map(({ name }) => name),
    countBefore: before.objectCount,
    countAfter: after.objectCount,
  };
}
