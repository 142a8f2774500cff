'use client';
import { useEffect, useEffectEvent } from 'react';
import { useTranslations } from 'use-intl';
import { RadioList } from '#components/ui/radio-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useProjectNodeSelector } from '#lib/client/project-node-selector-query.ts';
import type { ChoiceProps } from './subject.ts';

/** Which annotation of the Namespace is emptied; asked only when there is more than one. */
export function SelectorChoice({ subject, act, onChange, locked }: ChoiceProps) {
  const t = useTranslations();
  const { data, error } = useProjectNodeSelector(subject.address);
  const set = data?.annotations.filter(({ selector }) => selector !== '') ?? [];
  const first = set[0]?.name;
  const choose = useEffectEvent((annotation: string) => {
    if (act === null) onChange({ act: 'clearProjectNodeSelector', annotation });
  });
  useEffect(() => {
    if (first !== undefined) choose(first);
  }, [first]);
  if (error) return <p className="mb-4 text-failing-text">{visibleText(error.message)}</p>;
  if (!data) return <Skeleton className="mb-4 h-10 w-full" />;
  if (data.problem !== null) return <p className="mb-4 text-failing-text">{visibleText(data.problem)}</p>;
  if (first === undefined) return <p className="mb-4">{t('acts.selector.none')}</p>;
  return (
    <div className="mb-4">
      <RadioList
        label={t('acts.selector.label')}
        value={act?.act === 'clearProjectNodeSelector' ? act.annotation : first}
        disabled={locked}
        options={set.map(({ name, selector }) => ({
          value: name,
          label: <code className="wrap-anywhere">{visibleText(name)}</code>,
          note: <code className="wrap-anywhere">{visibleText(selector)}</code>,
        }))}
        onChange={(annotation) => onChange({ act: 'clearProjectNodeSelector', annotation })}
      />
    </div>
  );
}
