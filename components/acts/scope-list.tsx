'use client';
import { useTranslations } from 'use-intl';
import { RadioList } from '#components/ui/radio-list.tsx';
import type { Intent } from './intent.ts';

/** The parts of a DaemonSet's stale Pods that a page offers beside all of them. */
export interface Scopes {
  readonly shown: readonly string[] | null;
  readonly selected: readonly string[] | null;
}

const NO_SCOPES: Scopes = { shown: null, selected: null };

/** What an intent offers; nothing where it names its Nodes itself. */
export function scopesOf(intent: Intent): Scopes {
  if ((intent.act !== 'deleteStale' && intent.act !== 'wave') || intent.nodes !== undefined) return NO_SCOPES;
  return { shown: intent.shown ?? null, selected: intent.selected ?? null };
}

interface ScopeListProps {
  readonly scopes: Scopes;
  /** Null for all. */
  readonly nodes: readonly string[] | null;
  readonly locked: boolean;
  readonly onChange: (nodes: readonly string[] | null) => void;
}

/** Every stale Pod, those that the filter shows, or those on the chosen Nodes; nothing where there is no choice. */
export function ScopeList({ scopes, nodes, locked, onChange }: ScopeListProps) {
  const t = useTranslations();
  const parts = (['selected', 'shown'] as const).flatMap((value) => {
    const names = scopes[value];
    return names === null ? [] : [{ value, names, label: t(`acts.scope.${value}`, { count: names.length }) }];
  });
  if (parts.length === 0) return null;
  return (
    <RadioList
      label={t('acts.scope.label')}
      value={parts.find(({ names }) => names === nodes)?.value ?? 'all'}
      disabled={locked}
      options={[{ value: 'all' as const, label: t('acts.scope.all') }, ...parts]}
      onChange={(value) => onChange(parts.find((part) => part.value === value)?.names ?? null)}
    />
  );
}
