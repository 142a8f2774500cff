import { type DaemonSet, PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import {
  type ActView,
  budgetWarnings,
  daemonSetObject,
  nodeNames,
  observationWarnings,
  type PlannedAct,
  type SenselessAct,
} from './act-plan.ts';
import { budgetLimit, configuredBudget } from './budget.ts';
import type { Message } from './message.ts';
import { modelMessage } from './message-codes.ts';
import { isPaused, pauseMemory, pauseMemoryText, type UpdateBudget } from './pause-memory.ts';

/** A plan with the merge patch that carries it out. */
export interface PatchPlan extends PlannedAct {
  readonly patch: Readonly<Record<string, unknown>>;
}

/**
 * DaemonSets know no pause: OnDelete keeps the controller from deleting stale Pods, and an annotation remembers the
 * budget and the time, `at` (RFC 3339). Senseless under an OnDelete that somebody else chose.
 */
export function planPause(view: ActView, at: string): PatchPlan | SenselessAct {
  const { daemonSet, detail } = view;
  const budget = configuredBudget(daemonSet);
  if (budget === null && !isPaused(daemonSet)) {
    return { senseless: 'The update strategy is OnDelete: there is no rolling update to pause.' };
  }
  const remembered = budget ?? pauseMemory(daemonSet)?.budget ?? null;
  const memory = remembered === null ? null : pauseMemoryText({ budget: remembered, pausedAt: at });
  const metadata = { annotations: { [PAUSED_ANNOTATION]: memory } };
  const effects = [modelMessage('act.pauses', { stale: detail.stale }), ...budgetEffect('act.remembers', remembered)];
  const patch = { metadata, spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } };
  return strategyPlan(view, { effects, patch, already: budget === null });
}

/** Back to the rolling update with the budget that the pause remembered. */
export function planResume(view: ActView): PatchPlan | SenselessAct {
  const { daemonSet, detail } = view;
  if (!isPaused(daemonSet)) return { senseless: 'The rolling update is not paused.' };
  const rollingUpdate = pauseMemory(daemonSet)?.budget ?? null;
  if (rollingUpdate === null) {
    return { senseless: `The annotation ${PAUSED_ANNOTATION} does not hold a budget; set one with setBudget first.` };
  }
  const patch = {
    metadata: { annotations: { [PAUSED_ANNOTATION]: null } },
    spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
  };
  const resumed = withBudget(daemonSet, rollingUpdate);
  const { limit, kind } = budgetLimit(resumed, detail.desired);
  const replaced: readonly Message[] =
    detail.stale === 0 ? [] : [modelMessage('act.replacesPods', { nodes: detail.stale, limit, budget: kind })];
  const warnings = budgetWarnings(resumed, { limit, desired: detail.desired });
  const plan = strategyPlan(view, { effects: [...budgetEffect('act.resumes', rollingUpdate), ...replaced], patch, warnings });
  return { ...plan, nodes: nodeNames(view.rollouts.filter(({ counts, placement }) => placement.shouldRun && counts.stale > 0)) };
}

/** Another budget, now or, while paused, for later. Senseless under an OnDelete that somebody else chose. */
export function planSetBudget(view: ActView, budget: UpdateBudget): PatchPlan | SenselessAct {
  const { daemonSet, detail } = view;
  const configured = configuredBudget(daemonSet);
  const changed = withBudget(daemonSet, budget);
  const { limit, kind } = budgetLimit(changed, detail.desired);
  const value = String(kind === 'maxSurge' ? budget.maxSurge : budget.maxUnavailable);
  const warnings = [...budgetWarnings(changed, { limit, desired: detail.desired }), ...surgeWarnings(daemonSet, kind)];
  if (configured !== null) {
    const effects = [modelMessage('act.setsBudget', { budget: kind, value, limit, desired: detail.desired })];
    const patch = { spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: budget } } };
    return strategyPlan(view, { effects, patch, warnings, already: isSame(configured, budget) });
  }
  if (!isPaused(daemonSet)) return { senseless: 'The update strategy is OnDelete, which has no budget.' };
  const memory = pauseMemory(daemonSet);
  const text = pauseMemoryText({ budget, pausedAt: memory?.pausedAt ?? null });
  const patch = { metadata: { annotations: { [PAUSED_ANNOTATION]: text } } };
  const effects = [modelMessage('act.setsRemembered', { budget: kind, value })];
  return strategyPlan(view, { effects, patch, warnings, already: memory !== null && isSame(memory.budget, budget) });
}

function strategyPlan(
  { daemonSet }: ActView,
  change: Pick<PatchPlan, 'effects' | 'patch'> & { readonly warnings?: readonly Message[]; readonly already?: boolean },
): PatchPlan {
  const { effects, patch, warnings = [], already = false } = change;
  const { uid, generation = 0 } = daemonSet.metadata;
  return {
    objects: [daemonSetObject(daemonSet)],
    nodes: [],
    effects: already ? [modelMessage('act.alreadySo', {})] : effects,
    warnings: already ? [] : [...warnings, ...observationWarnings(daemonSet)],
    confirmation: null,
    basis: [uid, generation, daemonSet.metadata.annotations?.[PAUSED_ANNOTATION] ?? ''],
    patch,
    ...(already ? { already } : {}),
  };
}

function budgetEffect(code: 'act.remembers' | 'act.resumes', budget: UpdateBudget | null): readonly Message[] {
  if (budget === null) return [];
  return [modelMessage(code, { maxUnavailable: String(budget.maxUnavailable), maxSurge: String(budget.maxSurge) })];
}

/** Two Pods of one Node cannot hold the same port of the Node. */
function surgeWarnings({ spec }: DaemonSet, kind: string): readonly Message[] {
  const { containers, hostNetwork } = spec.template.spec;
  const takesPort = hostNetwork === true || containers.some(({ ports }) => ports?.some(({ hostPort }) => (hostPort ?? 0) > 0));
  return kind === 'maxSurge' && takesPort ? [modelMessage('act.surgeHostPort', {})] : [];
}

function withBudget(daemonSet: DaemonSet, rollingUpdate: UpdateBudget): DaemonSet {
  return { ...daemonSet, spec: { ...daemonSet.spec, updateStrategy: { type: 'RollingUpdate', rollingUpdate } } };
}

function isSame(a: UpdateBudget, b: UpdateBudget): boolean {
  return a.maxUnavailable === b.maxUnavailable && a.maxSurge === b.maxSurge;
}
