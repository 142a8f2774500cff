'use client';
import { useTranslations } from 'use-intl';
import { RadioList } from '#components/ui/radio-list.tsx';
import type { ChoiceProps } from './subject.ts';

const PROPAGATIONS = ['Background', 'Foreground', 'Orphan'] as const;

/** What becomes of the Pods and revisions of a DaemonSet that is deleted. */
export function PropagationChoice({ act, onChange, locked }: ChoiceProps) {
  const t = useTranslations();
  if (act?.act !== 'deleteDaemonSet') return null;
  return (
    <div className="mb-4">
      <RadioList
        label={t('acts.propagation.label')}
        value={act.propagation}
        disabled={locked}
        options={PROPAGATIONS.map((value) => ({
          value,
          label: <code>{value}</code>,
          note: t(`acts.propagation.${value}`),
        }))}
        onChange={(propagation) => onChange({ act: 'deleteDaemonSet', propagation })}
      />
    </div>
  );
}
