'use client';
import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { absoluteTime, clockTime } from '#components/ui/age-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import { TIMELINE_SERIES } from '#lib/rollout/timeline-node.ts';
import { SERIES_LOOK } from './series-look.ts';
import { type ShownSpan, sampledRows } from './shown-span.ts';

const MOST_ROWS = 16;

/** The chart as a table, folded away: for who cannot see it, and to copy. */
export const TimelineTable = memo(function TimelineTable({ span }: { readonly span: ShownSpan }) {
  const t = useTranslations();
  const locale = useLocale();
  const wording = useWording();
  return (
    <details className="mt-1 text-xs">
      <summary className="cursor-pointer text-mute">{t('timeline.table')}</summary>
      <table aria-label={t('timeline.title')} className="mt-1 w-full text-right">
        <thead>
          <tr className="text-2xs text-mute">
            <th scope="col" className="text-left font-normal">
              {t('timeline.time')}
            </th>
            {TIMELINE_SERIES.map((name) => (
              <th key={name} scope="col" className="font-normal">
                {SERIES_LOOK[name].word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sampledRows(span.series, MOST_ROWS).map((row) => (
            <tr key={row.at}>
              <th scope="row" className="text-left font-normal">
                <time dateTime={new Date(row.at).toISOString()} title={absoluteTime(row.at, locale)}>
                  {clockTime(new Date(row.at).toISOString(), locale)}
                </time>
              </th>
              {TIMELINE_SERIES.map((name) => (
                <td key={name}>{wording.number(row[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
});
