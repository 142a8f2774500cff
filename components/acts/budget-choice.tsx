'use client';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { RadioList } from '#components/ui/radio-list.tsx';
import { budgetValue } from './intent.ts';
import type { ChoiceProps } from './subject.ts';

const FIELDS = ['maxUnavailable', 'maxSurge'] as const;
type Field = (typeof FIELDS)[number];

/** Which of the two budgets a rolling update has, and how large it is. */
export function BudgetChoice({ subject, onChange, locked }: ChoiceProps) {
  const t = useTranslations();
  const id = useId();
  const { detail } = subject.live;
  const [field, setField] = useState<Field>(detail.budget.kind === 'maxSurge' ? 'maxSurge' : 'maxUnavailable');
  const [text, setText] = useState(detail[field]);
  const choose = (nextField: Field, nextText: string) => {
    setField(nextField);
    setText(nextText);
    const value = budgetValue(nextText);
    const zero = value === 0 || value === '0%';
    onChange(
      value === null || zero
        ? null
        : nextField === 'maxSurge'
          ? { act: 'setBudget', maxSurge: value }
          : { act: 'setBudget', maxUnavailable: value },
    );
  };
  const value = budgetValue(text);
  const invalid = value === null || value === 0 || value === '0%';
  return (
    <div className="mb-4 flex flex-col gap-3">
      <RadioList
        label={t('acts.budget.label')}
        value={field}
        disabled={locked}
        options={FIELDS.map((option) => ({ value: option, label: <code>{option}</code>, note: t(`acts.budget.${option}`) }))}
        onChange={(next) => choose(next, detail[next] === '0' ? '1' : detail[next])}
      />
      <div>
        <label htmlFor={id} className="mb-1.5 block text-xs font-semibold text-mute">
          {t('acts.budget.value')}
        </label>
        <input
          id={id}
          value={text}
          disabled={locked}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={invalid || undefined}
          aria-describedby={`${id}-allowed`}
          className="h-8 w-28 rounded-md border border-line-strong bg-panel px-2.5 outline-none focus:border-accent aria-invalid:border-failing-text"
          onChange={(event) => choose(field, event.target.value.trim())}
        />
        <p id={`${id}-allowed`} className={`mt-1 text-xs ${invalid ? 'text-failing-text' : 'text-mute'}`}>
          {t('acts.budget.allowed')}
        </p>
      </div>
    </div>
  );
}
