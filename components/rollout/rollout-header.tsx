'use client';
import { memo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { PhaseWord } from '#components/node-cell/phase-badge.tsx';
import { kubectlAge } from '#components/ui/age.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { BudgetSlots } from './budget-slots.tsx';
import { CountsRow } from './counts-row.tsx';
import { ProgressBar } from './progress-bar.tsx';

interface RolloutHeaderProps {
  readonly detail: DaemonSetDetail;
  readonly onStates: (states: readonly NodeRolloutState[]) => void;
  readonly onStale: () => void;
  readonly onNode: (node: string) => void;
  /** What can be done with it. */
  readonly acts?: ReactNode;
}

/** The top of a DaemonSet page: name, phase, the sentence, the bar, the counts, the budget. */
export const RolloutHeader = memo(function RolloutHeader(props: RolloutHeaderProps) {
  const { detail, onStates, onStale, onNode, acts } = props;
  const t = useTranslations();
  const wording = useWording();
  const evidence = useEvidence(detail);
  const sentence = wording.message(detail.sentence);
  return (
    <div className="flex flex-col gap-2.5">
      <div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="group flex min-w-0 items-center gap-1 text-xl font-semibold tracking-tight">
            <span className="shrink-0 font-normal text-faint">
              <MiddleText text={detail.namespace} /> /
            </span>
            <MiddleText text={detail.name} />
            <CopyButton text={`${detail.namespace}/${detail.name}`} />
          </h1>
          <PhaseWord phase={detail.phase} badge />
          {detail.flags.includes('misscheduled') && detail.misscheduled > 0 && (
            <span className="font-medium text-misscheduled-text">{t('flags.misscheduled', { count: detail.misscheduled })}</span>
          )}
          {acts && <div className="ml-auto">{acts}</div>}
        </div>
        <p className="mt-1 text-mute" data-testid="sentence">
          <span className="text-ink">{sentence}</span>
          {evidence !== '' && evidence !== sentence && ` · ${evidence}`}
          {detail.pace !== null && (
            <span className="whitespace-nowrap">
              {' · '}
              {t('pace.left', { least: kubectlAge(detail.pace.left.least), most: kubectlAge(detail.pace.left.most) })}
            </span>
          )}
        </p>
      </div>
      <ProgressBar summary={detail} onChoose={(state) => onStates([state])} />
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
        <CountsRow summary={detail} onMisscheduled={() => onStates(['misscheduled'])} onStale={onStale} />
        <BudgetSlots budget={detail.budget} onNode={onNode} />
      </div>
    </div>
  );
});

/** What the phase rests on, without the numbers that the sentence has just said. */
function useEvidence({ reason, sentence, stale }: DaemonSetDetail): string {
  const t = useTranslations();
  const wording = useWording();
  if (reason.code === 'phase.updating' && sentence.code === 'sentence.updating')
    return t('progress.part', { count: stale, state: wording.state('outdated') });
  if (reason.code === 'phase.becomingAvailable' && sentence.code === 'sentence.availability') return '';
  return wording.message(reason);
}
