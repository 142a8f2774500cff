'use client';
import { useLocale, useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { type FleetCause, fleetFacts } from './fleet-facts.ts';

/** Of more than this, the last are summed up. */
const MOST_CAUSES = 5;

/** What is going on in the cluster, in one sentence: how many DaemonSets need a person, and for what. */
export function FleetSentence({ items }: { readonly items: readonly Summary[] }) {
  const t = useTranslations();
  const locale = useLocale();
  const { total, nodes, need, causes, changing } = fleetFacts(items);
  if (total === 0) return null;
  const words = ({ kind, reason, count }: FleetCause) =>
    kind === 'reason'
      ? t('fleet.sentence.reason', { reason: visibleText(reason), count })
      : t(`fleet.sentence.${kind}`, { count });
  const named = causes.length > MOST_CAUSES ? causes.slice(0, MOST_CAUSES - 1) : causes;
  const rest = need - named.reduce((sum, { count }) => sum + count, 0);
  const list = [...named.map(words), ...(rest > 0 ? [t('fleet.sentence.others', { count: rest })] : [])];
  const why = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' }).format(list);
  return (
    <p data-testid="fleet-sentence" className="min-w-0 wrap-anywhere">
      {need > 0
        ? t('fleet.sentence.need', { need, total, why })
        : changing > 0
          ? t('fleet.sentence.calm', { total })
          : t('fleet.sentence.complete', { total, nodes })}
      {changing > 0 && <span className="text-mute"> {t('fleet.sentence.changing', { count: changing, total })}</span>}
    </p>
  );
}
