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
      <ul className="mt-1 flex flex-col gap-2">
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
    <li className="min-w-0 text-xs">
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="flex max-w-full min-w-0 font-mono">
          <MiddleText text={`${namespace}/${name}`} />
        </span>
        {amounts !== '' && <span className="tabular-nums">{t('room.frees', { amounts: visibleText(amounts) })}</span>}
        {enough && <b className="text-available-text">{t('room.enough')}</b>}
      </p>
      <p className="break-words text-mute">{facts.join(' · ')}</p>
      {acts?.(pod)}
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
