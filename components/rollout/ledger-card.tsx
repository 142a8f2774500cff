'use client';
import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { ageOf } from '#components/ui/age.ts';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Budget, BudgetSlot } from '#lib/rollout/summary.ts';
import { useFreesWords } from './use-frees-words.ts';

interface LedgerCardProps {
  readonly budget: Budget;
  readonly onNode: (node: string) => void;
}

const FEW = 4;

/** The budget as a ledger: which Node uses each slot, since when, and what frees it; no card while nobody does. */
export const LedgerCard = memo(function LedgerCard({ budget, onNode }: LedgerCardProps) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const { used, limit, slots } = budget;
  if (used === 0) return null;
  const shown = open ? slots : slots.slice(0, FEW);
  return (
    <SectionCard
      title={t('ledger.title')}
      note={
        <span className={used > limit ? 'text-failing-text' : undefined}>
          {used > limit ? t('ledger.over', { used, limit }) : t('ledger.note', { used, limit })}
        </span>
      }
    >
      <ul aria-label={t('ledger.title')} className="flex flex-col">
        {shown.map((slot) => (
          <Slot key={slot.node} slot={slot} onNode={onNode} />
        ))}
      </ul>
      {slots.length > FEW && (
        <button
          type="button"
          aria-expanded={open}
          className="min-h-6 text-xs text-accent hover:underline"
          onClick={() => setOpen(!open)}
        >
          {open ? t('ledger.less') : t('ledger.more', { count: slots.length - FEW })}
        </button>
      )}
      {open && used > slots.length && <p className="text-xs text-mute">{t('ledger.unlisted', { count: used - slots.length })}</p>}
    </SectionCard>
  );
});

function Slot({ slot, onNode }: { readonly slot: BudgetSlot; readonly onNode: (node: string) => void }) {
  const t = useTranslations();
  const wording = useWording();
  const freesWords = useFreesWords();
  const { node, state, reason, since, frees } = slot;
  const age = ageOf(Date.parse(since ?? ''), useNow());
  const known = age.kind === 'age';
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 border-t border-line py-1.5 text-xs first:border-t-0 first:pt-0 last:pb-0">
      <span className="mt-1">
        <CellIcon state={state} size={12} />
      </span>
      <button
        type="button"
        className="min-h-6 min-w-0 text-left font-mono text-accent hover:underline"
        onClick={() => onNode(node)}
      >
        <MiddleText text={node} />
      </button>
      <span className="pt-1 text-mute tabular-nums">{known && t('ledger.known', { age: age.text })}</span>
      <p className="col-start-2 col-end-4 break-words text-mute">
        {[wording.state(state), visibleText(reason), known ? '' : t('ledger.unknown')].filter(Boolean).join(' · ')}
      </p>
      <p className="col-start-2 col-end-4 break-words">{t('ledger.frees', { frees: freesWords(frees) })}</p>
    </li>
  );
}
