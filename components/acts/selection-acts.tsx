'use client';
import { useTranslations } from 'use-intl';
import { ActButton } from './act-button.tsx';

interface SelectionActsProps {
  /** Of the chosen Nodes those with a stale Pod, with any Pod, not cordoned, cordoned; and all of them. */
  readonly counts: Readonly<Record<SelectionPart, number>>;
  /** Their names; asked for at the click. */
  readonly namesOf: (part: SelectionPart) => readonly string[];
}

export type SelectionPart = 'stale' | 'withPod' | 'open' | 'cordoned' | 'all';

/** As lib/server/acts takes them: POST …/acts and …/wave refuse longer lists. */
const MOST_NODES = 10_000;

/** What can be done with several Nodes at once; what no chosen Node needs is disabled and says so. */
export function SelectionActs({ counts, namesOf }: SelectionActsProps) {
  const t = useTranslations();
  const idle = (part: SelectionPart) => {
    if (counts[part] > MOST_NODES) return t('acts.selection.tooMany', { most: MOST_NODES });
    return counts[part] === 0 ? t(`acts.selection.none.${part}`) : null;
  };
  const className = 'h-6 px-2 text-xs';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('acts.selection.group')} className="flex flex-wrap gap-1.5 px-3.5 py-2.5" data-print="hide">
      <ActButton
        act="deleteStale"
        className={className}
        idle={idle('stale')}
        intent={() => ({ act: 'deleteStale', nodes: namesOf('stale') })}
      >
        {t('acts.open.deleteStale')}
      </ActButton>
      <ActButton act="wave" className={className} idle={idle('stale')} intent={() => ({ act: 'wave', nodes: namesOf('stale') })}>
        {t('acts.open.wave')}
      </ActButton>
    </div>
  );
}
