'use client';
import { useTranslations } from 'use-intl';
import { RadioList } from '#components/ui/radio-list.tsx';
import type { ChoiceProps, Subject } from './subject.ts';

/** Whether the kubelet's word is waited for. What force risks stands in its plan. */
export function ForceChoice({ act, onChange, locked }: Pick<ChoiceProps<Subject>, 'act' | 'onChange' | 'locked'>) {
  const t = useTranslations();
  if (act?.act !== 'deletePod') return null;
  const { force: _force, ...gently } = act;
  return (
    <div className="mb-4">
      <RadioList
        label={t('acts.force.label')}
        value={act.force ? 'force' : 'grace'}
        disabled={locked}
        options={[
          { value: 'grace', label: t('acts.force.grace'), note: t('acts.force.graceNote') },
          { value: 'force', label: t('acts.force.force'), note: t('acts.force.forceNote') },
        ]}
        onChange={(value) => onChange(value === 'force' ? { ...gently, force: true } : gently)}
      />
    </div>
  );
}
