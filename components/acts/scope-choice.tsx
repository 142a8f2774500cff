'use client';
import { useTranslations } from 'use-intl';
import { RadioList } from '#components/ui/radio-list.tsx';
import type { ChoiceProps } from './subject.ts';

/** Every stale Pod, or those on the Nodes that the page's filter shows. */
export function ScopeChoice({ intent, act, onChange, locked }: ChoiceProps) {
  const t = useTranslations();
  const shown = intent.act === 'deleteStale' && intent.nodes === undefined ? (intent.shown ?? null) : null;
  if (shown === null || act?.act !== 'deleteStale') return null;
  return (
    <div className="mb-4">
      <RadioList
        label={t('acts.scope.label')}
        value={act.nodes === undefined ? 'all' : 'shown'}
        disabled={locked}
        options={[
          { value: 'all', label: t('acts.scope.all') },
          { value: 'shown', label: t('acts.scope.shown', { count: shown.length }) },
        ]}
        onChange={(value) => onChange(value === 'all' ? { act: 'deleteStale' } : { act: 'deleteStale', nodes: shown })}
      />
    </div>
  );
}
