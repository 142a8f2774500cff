import 'server-only';
import type { Act } from '#lib/feed/act.ts';
import { isControlledBy } from '#lib/kubernetes/object-meta.ts';
import { pruneControllerRevision } from '#lib/kubernetes/prune.ts';
import { deleteDaemonSetCommand, patchCommand, restartCommand, undoCommand } from '#lib/rollout/act-command.ts';
import type { PlannedAct, SenselessAct } from '#lib/rollout/act-plan.ts';
import { planDeleteDaemonSet } from '#lib/rollout/act-removal.ts';
import { type PatchPlan, planPause, planResume, planSetBudget } from '#lib/rollout/act-strategy.ts';
import { planRestart, planUndo, restartPatch } from '#lib/rollout/act-template.ts';
import { Refusal } from '#lib/server/http/refusal.ts';
import { isRecord } from '#lib/server/kubernetes/answer-error.ts';
import { pruned } from '#lib/server/kubernetes/read-operations.ts';
import { RESOURCE_TYPES } from '#lib/server/kubernetes/resource-type.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import { type PreparedAct, unlessGone } from './act-step.ts';
import { deleteDaemonSetStep, patchDaemonSetStep } from './object-steps.ts';
import type { Scene } from './scene.ts';

type Asked<Name extends Act['act']> = Extract<Act, { act: Name }>;

/** As `kubectl rollout restart`. */
export function prepareRestart({ view, actor, place, owners, hub }: Scene): PreparedAct {
  const patch = { type: 'strategic', body: restartPatch(hub.clusterNow()) } as const;
  return {
    plan: withOwners(planRestart(view), owners),
    kubectl: restartCommand(place),
    steps: [patchDaemonSetStep(actor, view.daemonSet, patch)],
  };
}

/** As `kubectl rollout undo --to-revision`. Throws Refusal when the revision is gone, unreadable or what there is already. */
export async function prepareUndo({ view, actor, place, owners }: Scene, asked: Asked<'undo'>): Promise<PreparedAct> {
  const { daemonSet, detail } = view;
  const [listed, ...others] = detail.revisions.filter(({ revision }) => revision === asked.revision);
  if (listed && others.length > 0) {
    const names = [listed, ...others].map(({ name }) => name).join(', ');
    const sentence = `Several revisions have the number ${asked.revision}: ${names}; it does not say which one is meant.`;
    throw new Refusal('target.changed', sentence, { field: 'revision' });
  }
  const whole = listed && (await unlessGone(actor.writes.getWholeControllerRevision(place.namespace, listed.name)));
  const revision = whole && pruned(whole, RESOURCE_TYPES.controllerrevisions, pruneControllerRevision);
  if (!revision || revision.revision !== asked.revision || !isControlledBy(revision, daemonSet.metadata.uid)) {
    const there = detail.revisions.map((known) => known.revision).sort((a, b) => a - b);
    const limit = daemonSet.spec.revisionHistoryLimit ?? 10;
    const sentence = `Revision ${asked.revision} does not exist (any more); there are ${there.join(', ')} (history limit ${limit}).`;
    throw new Refusal('target.changed', sentence, { field: 'revision' });
  }
  const template = templateOf(whole, asked.revision);
  const plan = sensible(planUndo(view, revision));
  const patch = { type: 'strategic', body: { spec: { template: { ...template, $patch: 'replace' } } } } as const;
  return {
    plan: withOwners(plan, owners),
    kubectl: undoCommand(place, asked.revision),
    steps: [patchDaemonSetStep(actor, daemonSet, patch)],
  };
}

/** Nothing but the template is taken from a revision, whatever else somebody has put there. */
function templateOf({ data }: RawObject, revision: number): Readonly<Record<string, unknown>> {
  const spec = isRecord(data) ? data.spec : undefined;
  const template = isRecord(spec) ? spec.template : undefined;
  if (isRecord(template) && isRecord(template.spec)) return template;
  throw new Refusal('target.changed', `Revision ${revision} holds no template to go back to.`, { field: 'revision' });
}

/** OnDelete, with the budget and the time remembered. */
export function preparePause(scene: Scene): PreparedAct {
  return preparePatch(scene, planPause(scene.view, new Date(scene.hub.clusterNow()).toISOString()));
}

/** Back to the rolling update that was paused. */
export function prepareResume(scene: Scene): PreparedAct {
  return preparePatch(scene, planResume(scene.view));
}

/** One of both becomes the budget, the other 0, as the API asks for. */
export function prepareSetBudget(scene: Scene, { maxUnavailable, maxSurge }: Asked<'setBudget'>): PreparedAct {
  const budget = { maxUnavailable: maxUnavailable ?? 0, maxSurge: maxSurge ?? 0 };
  return preparePatch(scene, planSetBudget(scene.view, budget));
}

function preparePatch({ view, actor, place, owners }: Scene, planned: PatchPlan | SenselessAct): PreparedAct {
  const { patch, ...plan } = sensible(planned);
  return {
    plan: withOwners(plan, owners),
    kubectl: patchCommand(place, patch),
    steps: [patchDaemonSetStep(actor, view.daemonSet, { type: 'merge', body: patch })],
  };
}

/** The DaemonSet goes, with or without what it owns. */
export function prepareDeleteDaemonSet(
  { view, actor, place, owners }: Scene,
  { propagation }: Asked<'deleteDaemonSet'>,
): PreparedAct {
  return {
    plan: withOwners(planDeleteDaemonSet(view, propagation), owners),
    kubectl: deleteDaemonSetCommand(place, propagation),
    steps: [deleteDaemonSetStep(actor, view.daemonSet, propagation)],
  };
}

function withOwners<Plan extends PlannedAct>(plan: Plan, owners: Scene['owners']): Plan {
  return plan.already ? plan : { ...plan, warnings: [...plan.warnings, ...owners] };
}

function sensible<Plan extends PlannedAct>(planned: Plan | SenselessAct): Plan {
  if ('senseless' in planned) throw new Refusal('act.senseless', planned.senseless);
  return planned;
}
