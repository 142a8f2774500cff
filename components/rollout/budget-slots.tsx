'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { ageOf } from '#components/ui/age.ts';
import { useNow } from '#components/ui/use-now.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Budget, BudgetSlot } from '#lib/rollout/summary.ts';
import { useFreesWords } from './use-frees-words.ts';

interface BudgetSlotsProps {
  readonly budget: Budget;
  readonly onNode: (node: string) => void;
}

/** More squares than this say no more than the numbers beside them. */
const MOST_SQUARES = 22;

/** The update budget: one square per slot, drawn as the Node that uses it; what frees it shows on hover and focus. */
export function BudgetSlots({ budget, onNode }: BudgetSlotsProps) {
  const t = useTranslations();
  const [shown, setShown] = useState<string | null>(null);
  const wordsOf = useSlotWords();
  if (budget.kind === 'none') return <p className="max-w-80 text-2xs text-mute">{t('budget.none')}</p>;
  const over = budget.used > budget.limit;
  const slot = budget.slots.find(({ node }) => node === shown);
  return (
    <div className="relative flex max-w-[340px] flex-col">
      <p className="text-2xs text-mute tabular-nums">
        <span className="tracking-wide">{t('budget.title')}</span>{' '}
        <span className="text-ink">
          {budget.kind} {visibleText(budget.configured)}
        </span>{' '}
        {t('budget.use', { limit: budget.limit, used: budget.used })}
        {over && <span className="text-failing-text"> {t('budget.over')}</span>}
      </p>
      <SlotSquares budget={budget} shown={shown} onShow={setShown} onNode={onNode} />
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

interface SlotSquaresProps extends BudgetSlotsProps {
  readonly shown: string | null;
  readonly onShow: (node: string | null) => void;
}

/** One tab stop for all squares, since each alone is too small a target: arrows walk, Enter or a click opens the Node. */
function SlotSquares({ budget, shown, onShow, onNode }: SlotSquaresProps) {
  const t = useTranslations();
  const wordsOf = useSlotWords();
  const squares = Math.min(MOST_SQUARES, Math.max(budget.limit, budget.slots.length));
  const users = budget.slots.slice(0, squares);
  const at = users.findIndex(({ node }) => node === shown);
  const current = users[at];
  const walk = (step: number) => onShow(users[Math.min(users.length - 1, Math.max(0, at + step))]?.node ?? null);
  return (
    <button
      type="button"
      className="flex h-6 items-center gap-[3px]"
      disabled={users.length === 0}
      aria-label={current ? wordsOf(current) : t('budget.use', { limit: budget.limit, used: budget.used })}
      onClick={() => current && onNode(current.node)}
      onKeyDown={({ key }) => (key === 'ArrowRight' ? walk(1) : key === 'ArrowLeft' ? walk(-1) : undefined)}
      onMouseMove={({ target }) => onShow((target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset.node ?? null)}
      onMouseLeave={() => onShow(null)}
      onFocus={() => walk(0)}
      onBlur={() => onShow(null)}
    >
      {Array.from({ length: squares }, (_, index) => {
        const user = users[index];
        return user ? (
          <span key={user.node} data-node={user.node}>
            <CellIcon state={user.state} size={11} />
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a free slot is nothing but its place
          <span key={index} className="size-[11px] rounded-[2px] border border-line bg-off" />
        );
      })}
      {budget.limit > MOST_SQUARES && (
        <span className="text-2xs text-mute tabular-nums">{t('budget.more', { count: budget.limit - squares })}</span>
      )}
    </button>
  );
}

/** A slot in one sentence: the Node, its state, since when it is used, what frees it. */
function useSlotWords(): (slot: BudgetSlot) => string {
  const t = useTranslations();
  const wording = useWording();
  const freesWords = useFreesWords();
  const now = useNow();
  return ({ node, state, reason, since, frees }) => {
    const age = ageOf(Date.parse(since ?? ''), now);
    const facts = [visibleText(node), wording.state(state), visibleText(reason)].filter(Boolean).join(', ');
    return t('budget.slot', {
      facts,
      known: age.kind === 'age' ? 'yes' : 'no',
      age: age.kind === 'age' ? age.text : '',
      frees: freesWords(frees),
    });
  };
}
