'use client';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import { COMPARED, type SelectionSummary, type ValueCount } from './summarise-selection.ts';

const VALUES_SHOWN = 5;

/** What all chosen Nodes have in common, then how they differ. */
export function SharedValues({ summary }: { readonly summary: SelectionSummary }) {
  const t = useTranslations();
  const wording = useWording();
  const { values, troubles, restarts, total } = summary;
  const titled = COMPARED.map((column) => ({
    title: t(column === 'reason' ? 'sorting.reason' : `grouping.${column}`),
    counts: values[column],
  }));
  const shared = titled.filter(({ counts }) => counts.length === 1 && counts[0]?.value !== '');
  const different = titled.filter(({ counts }) => counts.length > 1);
  return (
    <div className="flex flex-col gap-3 px-3.5 py-2.5 text-xs">
      {shared.length > 0 && (
        <section>
          <h3 className="mb-1 font-semibold text-mute">{t('selection.shared')}</h3>
          <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-0.5">
            {shared.map(({ title, counts }) => (
              <Values key={title} title={title} counts={counts} total={total} />
            ))}
          </dl>
        </section>
      )}
      {(different.length > 0 || troubles.length > 0) && (
        <section>
          <h3 className="mb-1 font-semibold text-mute">{t('selection.different')}</h3>
          <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1.5">
            {different.map(({ title, counts }) => (
              <Values key={title} title={title} counts={counts} total={total} />
            ))}
            {troubles.length > 0 && (
              <Values
                title={t('selection.trouble')}
                counts={troubles.map(({ bit, count }) => ({ value: wording.troubles(bit).join(', '), count }))}
                total={total}
              />
            )}
          </dl>
        </section>
      )}
      {restarts > 0 && <p className="text-mute">{t('node.restarts', { count: restarts })}</p>}
    </div>
  );
}

interface ValuesProps {
  readonly title: string;
  readonly counts: readonly ValueCount[];
  readonly total: number;
}

function Values({ title, counts, total }: ValuesProps) {
  const t = useTranslations();
  const wording = useWording();
  const more = counts.length - VALUES_SHOWN;
  return (
    <>
      <dt className="text-mute">{title}</dt>
      <dd className="min-w-0">
        <ul>
          {counts.slice(0, VALUES_SHOWN).map(({ value, count }) => (
            <li key={value} className="flex min-w-0 items-baseline gap-2">
              <span className="flex min-w-0 grow">
                {value === '' ? <span className="text-faint">{t('selection.none')}</span> : <MiddleText text={value} />}
              </span>
              {count < total && <b className="shrink-0">{wording.number(count)}</b>}
            </li>
          ))}
          {more > 0 && <li className="text-mute">{t('selection.more', { count: more })}</li>}
        </ul>
      </dd>
    </>
  );
}
