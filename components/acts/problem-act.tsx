'use client';
import { useTranslations } from 'use-intl';
import type { DaemonSetDetail, Problem } from '#lib/rollout/summary.ts';
import { ActButton } from './act-button.tsx';
import { RoomAct } from './room-act.tsx';

interface ProblemActProps {
  readonly problem: Problem;
  readonly detail: DaemonSetDetail;
}

/** The act that fits a cause; nothing where no act of ours helps. */
export function ProblemAct({ problem, detail }: ProblemActProps) {
  const t = useTranslations();
  const { title, step, states, nodes, nodeCount } = problem;
  const previous = detail.revisions.find(({ current }) => !current)?.revision;
  const className = 'h-6 px-2 text-xs';
  if (BY_SELECTOR.has(title.code)) {
    return (
      <ActButton act="clearProjectNodeSelector" className={className} intent={() => ({ act: 'clearProjectNodeSelector' })}>
        {t('acts.open.clearProjectNodeSelector')}
      </ActButton>
    );
  }
  if (ROOM_STEPS.has(step.code)) return <RoomAct problem={problem} />;
  if (UNDO_STEPS.has(step.code) && previous !== undefined) {
    return (
      <ActButton act="undo" className={className} intent={() => ({ act: 'undo', revision: previous })}>
        {t('acts.open.undo')}
      </ActButton>
    );
  }
  if (POD_STEPS.has(step.code)) {
    const force = FORCED_STEPS.has(step.code);
    return (
      <ActButton act="deletePod" className={className} intent={() => ({ act: 'deletePod', on: nodes, force })}>
        {t(`acts.open.${force ? 'forceDeletePod' : 'deleteAPod'}`)}
      </ActButton>
    );
  }
  if (states.every((state) => state === 'outdated') && nodeCount === nodes.length) {
    return (
      <ActButton act="deleteStale" className={className} intent={() => ({ act: 'deleteStale', nodes })}>
        {t('acts.open.deleteStale')}
      </ActButton>
    );
  }
  return null;
}

/** Steps that end when another Pod leaves. */
const ROOM_STEPS: ReadonlySet<string> = new Set(['step.makeRoom', 'step.podsOnNode']);
/** Steps after which one may want the template back that did not have the trouble. */
const UNDO_STEPS: ReadonlySet<string> = new Set(['step.image', 'step.logs', 'step.probe', 'step.memoryLimit', 'step.runAsUser']);
/** Steps that end with the deletion of a Pod. */
const POD_STEPS: ReadonlySet<string> = new Set(['step.deletePods', 'step.mayStay', 'step.forceDelete', 'step.silentKubelet']);
const FORCED_STEPS: ReadonlySet<string> = new Set(['step.forceDelete', 'step.silentKubelet']);

/** Causes that an empty node selector of the Namespace takes away. */
const BY_SELECTOR: ReadonlySet<string> = new Set([
  'problem.projectNodeSelector',
  'problem.selectorExcludes',
  'problem.nodeSelectorConflict',
]);
