'use client';
import { useTranslations } from 'use-intl';
import { SelectMenu } from './select-menu.tsx';
import { visibleText } from './visible-text.ts';

interface NamespaceMenuProps {
  /** Of what is listed; each stands in the menu once. */
  readonly namespaces: readonly string[];
  /** Null for all of them. */
  readonly chosen: string | null;
  readonly onChoose: (namespace: string | null) => void;
}

/** Chooses one Namespace, or all. */
export function NamespaceMenu({ namespaces, chosen, onChoose }: NamespaceMenuProps) {
  const t = useTranslations();
  const options = [...new Set(namespaces)].sort().map((value) => ({ value, label: visibleText(value) }));
  return (
    <SelectMenu
      label={t('fleet.namespace')}
      value={chosen ?? ''}
      options={[{ value: '', label: t('fleet.allNamespaces') }, ...options]}
      onChange={(namespace) => onChoose(namespace || null)}
    />
  );
}
