'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { shortAmount } from '#lib/feed/short-amount.ts';
import type { MovablePod } from '#lib/rollout/node-room.ts';

interface MovableListProps {
  readonly movable: readonly MovablePod[];
  readonly count: number;
  /** What can be done about one of them. */
  readonly acts?: ((pod: MovablePod) => ReactNode) | undefined;
}

/** The Pods that could leave, each with what that frees and what its budgets say. */
export function MovableList({ movable, count, acts }: MovableListProps) {
  const t = useTranslations();
  return (
    <div>
      <h4 className="text-xs font-semibold">{t('room.movable')}</h4>
      <ul className="mt-1 flex flex-col gap-1.5">
        {movable.map((pod) => (
          <MovableItem key={pod.uid} pod={pod} acts={acts} />
        ))}
      </ul>
      {count > movable.length && <p className="mt-1 text-xs text-mute">{t('room.more', { count: count - movable.length })}</p>}
    </div>
  );
}

function MovableItem({ pod, acts }: { readonly pod: MovablePod; readonly acts: MovableListProps['acts'] }) {
  const t = useTranslations();
  const budgetWords = useBudgetWords();
  const { namespace, name, owner, frees, enough, priority } = pod;
  const amounts = frees.map(({ resource, amount }) => `${resource} ${shortAmount(resource, amount)}`).join(', ');
  const facts = [
    owner === null ? t('room.unowned') : visibleText(`${owner.kind}/${owner.name}`),
    ...(priority === 0 ? [] : [t('room.priority', { priority })]),
    budgetWords(pod.budgets),
  ];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 border-t border-line pt-1.5 text-xs first:border-t-0 first:pt-0">
      <p className="flex min-w-0 leading-5">
        <MiddleText text={`${namespace}/${name}`} className="font-mono" />
      </p>
      <div className="row-span-2">{acts?.(pod)}</div>
      <p className="flex min-w-0 flex-wrap gap-x-2">
        {amounts !== '' && <span className="tabular-nums">{t('room.frees', { amounts: visibleText(amounts) })}</span>}
        {enough && <b className="text-available-text">{t('room.enough')}</b>}
      </p>
      <p className="col-span-2 break-words text-mute">{facts.join(' · ')}</p>
    </li>
  );
}

/** What PodDisruptionBudgets mean for an eviction; never a promise, since they change by the second. */
function useBudgetWords(): (budgets: MovablePod['budgets']) => string {
  const t = useTranslations();
  return (budgets) => {
    const [budget] = budgets ?? [];
    if (budgets === null) return t('room.budget.unknown');
    if (budget === undefined) return t('room.budget.none');
    if (budgets.length > 1) {
      return t('room.budget.several', { names: visibleText(budgets.map(({ name }) => name).join(', ')) });
    }
    const name = visibleText(budget.name);
    const { disruptionsAllowed: count } = budget;
    return count > 0 ? t('room.budget.allows', { name, count }) : t('room.budget.refuses', { name });
  };
}
