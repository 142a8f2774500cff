'use client';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { ActOutcome, ActResult } from '#lib/feed/act.ts';

const SHOWN = 100;
/** What needs a person first. */
const ORDER: readonly ActOutcome[] = ['failed', 'refused', 'waiting', 'notTried', 'done', 'alreadyDone', 'wouldDo'];
const LOOKS: Record<ActOutcome, { readonly glyph: string; readonly text: string }> = {
  failed: { glyph: '✕', text: 'text-failing-text' },
  refused: { glyph: '⊘', text: 'text-failing-text' },
  waiting: { glyph: '…', text: 'text-missing-text' },
  notTried: { glyph: '–', text: 'text-mute' },
  done: { glyph: '✓', text: 'text-available-text' },
  alreadyDone: { glyph: '✓', text: 'text-mute' },
  wouldDo: { glyph: '·', text: 'text-mute' },
};

/** One line per object: what became of it, and why in the server's words. */
export function ResultList({ results }: { readonly results: readonly ActResult[] }) {
  const t = useTranslations();
  const sorted = results.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return (
    <ScrollBox as="ul" label={t('acts.result.objects')} className="flex max-h-64 flex-col gap-1 text-xs">
      {sorted.slice(0, SHOWN).map(({ kind, name, uid, outcome, message }) => (
        <li key={`${kind} ${uid} ${name}`} className="grid grid-cols-[14px_1fr] gap-x-1.5">
          <span aria-hidden="true" className={LOOKS[outcome].text}>
            {LOOKS[outcome].glyph}
          </span>
          <span className="min-w-0">
            <span className="flex min-w-0 gap-2">
              <span className="shrink-0 text-mute">{kind}</span>
              <MiddleText text={name} className="font-mono" />
              <span className={`ml-auto shrink-0 ${LOOKS[outcome].text}`}>{t(`acts.outcome.${outcome}`)}</span>
            </span>
            {message !== '' && <span className="block wrap-anywhere text-mute">{visibleText(message)}</span>}
          </span>
        </li>
      ))}
      {sorted.length > SHOWN && <li className="text-mute">{t('acts.plan.more', { count: sorted.length - SHOWN })}</li>}
    </ScrollBox>
  );
}

/** How many objects had each outcome, what needs a person first. */
export function outcomeCounts(
  results: readonly ActResult[],
): readonly { readonly outcome: ActOutcome; readonly count: number }[] {
  return ORDER.map((outcome) => ({ outcome, count: results.filter((result) => result.outcome === outcome).length })).filter(
    ({ count }) => count > 0,
  );
}
