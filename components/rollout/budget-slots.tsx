'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Budget } from '#lib/rollout/summary.ts';

interface BudgetSlotsProps {
  readonly budget: Budget;
}

/** More squares than this say no more than the numbers beside them. */
const MOST_SQUARES = 22;

/** The update budget: one square per slot, drawn as the Node that uses it. */
export function BudgetSlots({ budget }: BudgetSlotsProps) {
  const t = useTranslations();
  const wording = useWording();
  if (budget.kind === 'none') return <p className="max-w-80 text-2xs text-mute">{t('budget.none')}</p>;
  const squares = Math.min(MOST_SQUARES, Math.max(budget.limit, budget.slots.length));
  const over = budget.used > budget.limit;
  return (
    <div className="flex max-w-[340px] flex-col gap-1">
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
          const slot = budget.slots[index];
          // biome-ignore lint/suspicious/noArrayIndexKey: a free slot is nothing but its place
          if (!slot) return <span key={index} className="size-[11px] rounded-[2px] border border-line bg-off" />;
          const words = [visibleText(slot.node), wording.state(slot.state), visibleText(slot.reason)].filter(Boolean).join(', ');
          return (
            <span key={slot.node} role="img" title={words} aria-label={words}>
              <CellIcon state={slot.state} size={11} />
            </span>
          );
        })}
        {budget.limit > MOST_SQUARES && (
          <span className="text-2xs text-mute">{t('budget.more', { count: budget.limit - squares })}</span>
        )}
      </div>
    </div>
  );
}
