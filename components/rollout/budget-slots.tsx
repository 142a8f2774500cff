'use client';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { ageOf } from '#components/ui/age.ts';
import { clockTime } from '#components/ui/age-text.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Budget, BudgetSlot } from '#lib/rollout/summary.ts';

interface BudgetSlotsProps {
  readonly budget: Budget;
  readonly onNode: (node: string) => void;
}

/** More squares than this say no more than the numbers beside them. */
const MOST_SQUARES = 22;

/** The update budget: one square per slot, drawn as the Node that uses it; what frees it shows on hover and focus. */
export function BudgetSlots({ budget, onNode }: BudgetSlotsProps) {
  const t = useTranslations();
  const wordsOf = useSlotWords();
  const [shown, setShown] = useState<string | null>(null);
  if (budget.kind === 'none') return <p className="max-w-80 text-2xs text-mute">{t('budget.none')}</p>;
  const squares = Math.min(MOST_SQUARES, Math.max(budget.limit, budget.slots.length));
  const over = budget.used > budget.limit;
  const slot = budget.slots.find(({ node }) => node === shown);
  return (
    <div className="relative flex max-w-[340px] flex-col gap-1">
      <p className="text-2xs text-mute">
        <span className="tracking-wide">{t('budget.title')}</span>{' '}
        <span className="text-ink">
          {budget.kind} {visibleText(budget.configured)}
        </span>{' '}
        {t('budget.use', { limit: budget.limit, used: budget.used })}
        {over && <span className="text-failing-text"> {t('budget.over')}</span>}
      </p>
      <div className="flex h-3.5 items-center gap-[3px]">
        {Array.from({ length: squares }, (_, index) => {
          const user = budget.slots[index];
          // biome-ignore lint/suspicious/noArrayIndexKey: a free slot is nothing but its place
          if (!user) return <span key={index} className="size-[11px] rounded-[2px] border border-line bg-off" />;
          return (
            <button
              key={user.node}
              type="button"
              aria-label={wordsOf(user)}
              onClick={() => onNode(user.node)}
              onMouseEnter={() => setShown(user.node)}
              onMouseLeave={() => setShown(null)}
              onFocus={() => setShown(user.node)}
              onBlur={() => setShown(null)}
            >
              <CellIcon state={user.state} size={11} />
            </button>
          );
        })}
        {budget.limit > MOST_SQUARES && (
          <span className="text-2xs text-mute">{t('budget.more', { count: budget.limit - squares })}</span>
        )}
      </div>
      {slot && (
        <p
          role="tooltip"
          className="card pointer-events-none absolute top-full right-0 z-20 mt-1 w-80 px-3 py-2 text-xs break-words shadow-lg"
        >
          {wordsOf(slot)}
        </p>
      )}
    </div>
  );
}

/** A slot in one sentence: the Node, its state, since when it is used, what frees it. */
function useSlotWords(): (slot: BudgetSlot) => string {
  const t = useTranslations();
  const locale = useLocale();
  const wording = useWording();
  const now = useNow();
  return ({ node, state, reason, since, frees }) => {
    const times = ['at', 'until'].flatMap((name) => {
      const value = frees.params[name];
      return typeof value === 'string' ? [[name, clockTime(value, locale)] as const] : [];
    });
    const age = ageOf(Date.parse(since ?? ''), now);
    const facts = [visibleText(node), wording.state(state), visibleText(reason)].filter(Boolean).join(', ');
    return t('budget.slot', {
      facts,
      known: age.kind === 'age' ? 'yes' : 'no',
      age: age.kind === 'age' ? age.text : '',
      frees: wording.message({ ...frees, params: { ...frees.params, ...Object.fromEntries(times) } }),
    });
  };
}
