import type { ControllerRevision } from '#lib/kubernetes/controller-revision.ts';
import { REVISION_HASH_LABEL } from '#lib/kubernetes/daemon-set.ts';
import { digestOfDaemonSet, digestOfRevision } from '#lib/kubernetes/template-digest.ts';
import {
  type ActView,
  daemonSetObject,
  nameForPods,
  nodeNames,
  observationWarnings,
  type PlannedAct,
  replacementMessages,
  type SenselessAct,
} from './act-plan.ts';
import { modelMessage } from './message-codes.ts';
import type { NodeRollout } from './node-rollout.ts';

/** The annotation of the template by which `kubectl rollout restart` makes it another one. */
const RESTARTED_AT_ANNOTATION = 'kubectl.kubernetes.io/restartedAt';

/** The strategic merge patch of `kubectl rollout restart`: kubernetes/kubectl pkg/polymorphichelpers/objectrestarter.go, v0.36. */
export function restartPatch(now: number): Readonly<Record<string, unknown>> {
  const restartedAt = `${new Date(now).toISOString().slice(0, 19)}Z`;
  return { spec: { template: { metadata: { annotations: { [RESTARTED_AT_ANNOTATION]: restartedAt } } } } };
}

/** Every Pod is replaced, the way the update strategy says. */
export function planRestart(view: ActView): PlannedAct {
  return planTemplate(view, view.rollouts.filter(hasPodToReplace), [modelMessage('act.restarts', {})]);
}

/**
 * Back to the template of this revision. Senseless when the template is that one already, as kubectl skips it.
 * Mirrors kubernetes/kubectl pkg/polymorphichelpers/rollback.go DaemonSetRollbacker, v0.36.
 */
export function planUndo(view: ActView, revision: ControllerRevision): PlannedAct | SenselessAct {
  const { daemonSet } = view;
  if (digestOfRevision(revision) === digestOfDaemonSet(daemonSet)) {
    return { senseless: `The template is that of revision ${revision.revision} already.` };
  }
  const hash = revision.metadata.labels?.[REVISION_HASH_LABEL] ?? revision.metadata.name;
  const holders = view.rollouts.filter(hasPodToReplace);
  const replaced = holders.filter(({ pods }) => pods.some((pod) => pod.revisionHash !== hash && pod.terminatingUntil === null));
  const kept = holders.length - replaced.length;
  const plan = planTemplate(view, replaced, [
    modelMessage('act.undoes', { revision: revision.revision }),
    ...(kept === 0 ? [] : [modelMessage('act.keepsPods', { nodes: kept })]),
  ]);
  return { ...plan, basis: [...plan.basis, revision.metadata.uid] };
}

function planTemplate(view: ActView, replaced: readonly NodeRollout[], first: PlannedAct['effects']): PlannedAct {
  const { daemonSet } = view;
  const { uid, generation = 0 } = daemonSet.metadata;
  const { effects, warnings } = replacementMessages(view, replaced);
  const moves = daemonSet.spec.updateStrategy?.type !== 'OnDelete';
  return {
    objects: [daemonSetObject(daemonSet)],
    nodes: moves ? nodeNames(replaced) : [],
    effects: [...first, ...effects],
    warnings: [...warnings, ...observationWarnings(daemonSet)],
    // Not by the Pods of this moment: while a rollout moves, their number would change below the person who reads the plan.
    confirmation: moves ? nameForPods(daemonSet, view.detail.desired) : null,
    basis: [uid, generation],
  };
}

/** The controller replaces Pods only where the DaemonSet should run; elsewhere it deletes them anyway. */
function hasPodToReplace({ pods, placement }: NodeRollout): boolean {
  return placement.shouldRun && pods.some((pod) => pod.terminatingUntil === null);
}
