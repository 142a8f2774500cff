import type { Act, ActName } from '#lib/feed/act.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';

/** What a person wants when a dialog opens: an act, or one whose details the dialog asks for. */
export type Intent =
  | Exclude<Act, { act: 'deleteStale' | 'setBudget' | 'deleteDaemonSet' | 'clearProjectNodeSelector' }>
  /** `shown`, `selected`: the Nodes of the current filter and those that are chosen, offered beside all; `nodes`: these and no other. */
  | {
      readonly act: 'deleteStale' | 'wave';
      readonly nodes?: readonly string[];
      readonly shown?: readonly string[] | null;
      readonly selected?: readonly string[] | null;
    }
  /** One of the Pods on these Nodes, to be chosen. */
  | { readonly act: 'deletePod'; readonly on: readonly string[]; readonly force: boolean }
  | { readonly act: 'setBudget' | 'deleteDaemonSet' | 'clearProjectNodeSelector' };

/** The act that the dialog asks about first; null while it needs an answer from the person or the server. */
export function firstAct(intent: Intent, detail: DaemonSetDetail | null): Act | null {
  switch (intent.act) {
    case 'deleteStale': {
      const nodes = firstNodes(intent);
      return nodes === null ? { act: 'deleteStale' } : { act: 'deleteStale', nodes };
    }
    case 'setBudget':
      if (detail === null) return null;
      return detail.budget.kind === 'maxSurge'
        ? { act: 'setBudget', maxSurge: budgetValue(detail.maxSurge) ?? 1 }
        : { act: 'setBudget', maxUnavailable: budgetValue(detail.maxUnavailable) ?? 1 };
    case 'deleteDaemonSet':
      return { act: 'deleteDaemonSet', propagation: 'Background' };
    case 'deletePod':
      return 'on' in intent ? null : intent;
    case 'wave':
    case 'clearProjectNodeSelector':
      return null;
    default:
      return intent;
  }
}

/** The Nodes that an intent is about at first: who has chosen some means these. Null for all. */
export function firstNodes(intent: Intent): readonly string[] | null {
  return intent.act === 'deleteStale' || intent.act === 'wave' ? (intent.nodes ?? intent.selected ?? null) : null;
}

/** A budget as the API takes it: a count or a percentage; null when the text is neither. */
export function budgetValue(text: string): number | string | null {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  return /^(?:100|\d{1,2})%$/.test(text) ? text : null;
}

/** Acts that take something away: their button warns. */
export const DESTRUCTIVE: ReadonlySet<ActName | 'wave'> = new Set([
  'deleteStale',
  'deletePod',
  'evictPod',
  'deleteNode',
  'deleteDaemonSet',
  'wave',
]);

/** Acts on Nodes: with several of them they are about the cluster, not about an object of the DaemonSet. */
export const NODE_ACTS: ReadonlySet<Intent['act']> = new Set(['cordon', 'uncordon', 'deleteNode']);
