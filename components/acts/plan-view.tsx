'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { LookedUpPlan } from '#lib/client/acts-query.ts';
import { ApiRequestError } from '#lib/client/api-request.ts';
import type { Act, ActPlan } from '#lib/feed/act.ts';
import { ConfirmName } from './confirm-name.tsx';
import { KubectlCommands } from './kubectl-commands.tsx';
import { MessageList } from './message-list.tsx';
import { ObjectList } from './object-list.tsx';
import { SubjectCells } from './plan-cells.tsx';
import { planChanges } from './plan-changes.ts';
import { ResultList } from './result-list.tsx';
import type { Subject } from './subject.ts';
import { SubmitProblem } from './submit-problem.tsx';
import type { SubmitAct } from './use-submit-act.ts';

interface PlanViewProps {
  readonly act: Act | null;
  readonly plan: LookedUpPlan | undefined;
  /** The plan that was looked at before, when the state has changed since. */
  readonly before: ActPlan | null;
  readonly dimmed: boolean;
  readonly error: Error | null;
  readonly subject: Subject;
  readonly submit: SubmitAct;
  readonly onLookAgain: () => void;
}

/** What will happen: effects, Nodes, what could go wrong, the equal command, and the name to type. */
export function PlanView({ act, plan, before, dimmed, error, subject, submit, onLookAgain }: PlanViewProps) {
  if (act === null) return null;
  if (error !== null) return <PlanError error={error} onLookAgain={onLookAgain} />;
  if (plan === undefined) return <PlanSkeleton />;
  const { answer } = plan;
  const { confirmation, nodes, nodeCount, objectCount } = answer.plan;
  const problems = answer.results.filter(({ outcome }) => outcome !== 'wouldDo');
  return (
    <div className={`flex flex-col gap-4 transition-opacity ${dimmed ? 'opacity-50' : ''}`} aria-busy={dimmed}>
      <SubmitProblem submit={submit} onLookAgain={onLookAgain} />
      {before && !dimmed && <Changes before={before} after={answer.plan} />}
      <Effects act={act} plan={answer.plan} />
      {nodes.length > 0 && <SubjectCells nodes={nodes} nodeCount={nodeCount} subject={subject} />}
      {objectCount > 1 && <ObjectList objects={answer.plan.objects} objectCount={objectCount} />}
      <MessageList messages={answer.plan.warnings} kind="warning" />
      {problems.length > 0 && <ResultList results={problems} />}
      {answer.kubectl !== '' && <KubectlCommands commands={answer.kubectl} />}
      {confirmation !== null && objectCount > 0 && (
        <ConfirmName name={confirmation} typed={submit.typed} onType={submit.type} disabled={submit.stage === 'sending'} />
      )}
    </div>
  );
}

function Effects({ act, plan }: { readonly act: Act; readonly plan: ActPlan }) {
  const t = useTranslations();
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-mute">{t('acts.plan.happens')}</h3>
      {plan.objectCount === 0 && plan.effects.length === 0 && (
        <p>{t(act.act === 'deleteStale' ? 'acts.plan.nothingStale' : 'acts.plan.nothing')}</p>
      )}
      <MessageList messages={plan.effects} kind="effect" />
    </section>
  );
}

function Changes({ before, after }: { readonly before: ActPlan; readonly after: ActPlan }) {
  const t = useTranslations();
  const { gone, added, countBefore, countAfter } = planChanges(before, after);
  const names = (list: readonly string[]) => list.slice(0, NAMES_SHOWN).map(visibleText).join(', ');
  return (
    <section className="rounded-md border border-line bg-hover px-3 py-2" aria-label={t('acts.changed.title')}>
      <b>{t('acts.changed.title')}</b>
      <ul className="mt-1 list-disc pl-4 text-mute">
        {countBefore !== countAfter && <li>{t('acts.changed.count', { before: countBefore, after: countAfter })}</li>}
        {gone.length > 0 && (
          <li className="wrap-anywhere">{t('acts.changed.gone', { count: gone.length, names: names(gone) })}</li>
        )}
        {added.length > 0 && (
          <li className="wrap-anywhere">{t('acts.changed.added', { count: added.length, names: names(added) })}</li>
        )}
        {countBefore === countAfter && gone.length + added.length === 0 && <li>{t('acts.changed.other')}</li>}
      </ul>
    </section>
  );
}

const NAMES_SHOWN = 5;

function PlanError({ error, onLookAgain }: { readonly error: Error; readonly onLookAgain: () => void }) {
  const t = useTranslations();
  if (error instanceof ApiRequestError && error.problem.code === 'body.tooLarge') {
    return <p role="alert">{t('acts.problem.tooManyNames')}</p>;
  }
  return (
    <div role="alert" className="flex flex-col items-start gap-2">
      <p className="wrap-anywhere text-failing-text">{visibleText(error.message)}</p>
      <Button onClick={onLookAgain}>{t('acts.lookAgain')}</Button>
    </div>
  );
}

function PlanSkeleton() {
  const t = useTranslations();
  return (
    <div role="status" aria-label={t('acts.plan.asking')} className="flex flex-col gap-2.5" aria-busy="true">
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-8 w-full" />
    </div>
  );
}
