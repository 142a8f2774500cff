'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { kubectlAge } from '#components/ui/age.ts';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { LookedUpWave } from '#lib/client/wave-query.ts';
import { ConfirmName } from './confirm-name.tsx';
import { KubectlCommands } from './kubectl-commands.tsx';
import { MessageList } from './message-list.tsx';
import { PlanCells } from './plan-cells.tsx';
import { pausesSeconds } from './wave-settings.ts';

interface WavePlanViewProps {
  readonly query: UseQueryResult<LookedUpWave>;
  readonly pauseSeconds: number;
  readonly dimmed: boolean;
  /** Why the start was refused, or null. */
  readonly error: Error | null;
  readonly live: LiveDaemonSet;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly locked: boolean;
  readonly onLookAgain: () => void;
}

/** What a wave will do: steps and time, the Nodes in their order, what could go wrong, the equal command. */
export function WavePlanView({ query, dimmed, error, live, onLookAgain, ...rest }: WavePlanViewProps) {
  const t = useTranslations();
  const { data } = query;
  const problem = error ?? query.error;
  return (
    <div className={`flex flex-col gap-4 transition-opacity ${dimmed && data ? 'opacity-50' : ''}`} aria-busy={dimmed}>
      {problem && (
        <div role="alert" className="flex flex-col items-start gap-2 rounded-md border border-failing bg-failing/10 px-3 py-2">
          <p className="wrap-anywhere">{visibleText(problem.message)}</p>
          <Button onClick={onLookAgain}>{t('acts.lookAgain')}</Button>
        </div>
      )}
      {!data && !problem && <Skeleton className="h-16 w-full" />}
      {data && <Plan {...rest} looked={data} live={live} />}
    </div>
  );
}

type PlanProps = Pick<WavePlanViewProps, 'pauseSeconds' | 'live' | 'typed' | 'onType' | 'locked'> & {
  readonly looked: LookedUpWave;
};

function Plan({ looked: { plan, kubectl }, pauseSeconds, live, typed, onType, locked }: PlanProps) {
  const t = useTranslations();
  const { nodes, nodeCount, steps, effects, warnings, confirmation } = plan;
  return (
    <>
      <section className="flex flex-col gap-1.5">
        <h3 className="text-xs font-semibold text-mute">{t('acts.plan.happens')}</h3>
        {nodeCount === 0 && warnings.length === 0 && <p>{t('acts.plan.nothingStale')}</p>}
        <MessageList messages={effects} kind="effect" />
        {steps > 1 && (
          <p className="text-mute">{t('acts.wave.time', { pauses: kubectlAge(pausesSeconds(steps, pauseSeconds)) })}</p>
        )}
      </section>
      {nodes.length > 0 && <PlanCells nodes={nodes} nodeCount={nodeCount} live={live} />}
      <MessageList messages={warnings} kind="warning" />
      {kubectl !== '' && <KubectlCommands commands={kubectl} />}
      {confirmation !== null && nodeCount > 0 && (
        <ConfirmName name={confirmation} typed={typed} onType={onType} disabled={locked} />
      )}
    </>
  );
}
