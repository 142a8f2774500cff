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

/** As lib/server/acts takes them; Pods are looked up Node by Node. */
const MOST: Readonly<Record<SelectionPart, number>> = {
  stale: 10_000,
  withPod: 50,
  open: 1_000,
  cordoned: 1_000,
  all: 1_000,
};

const NODE_ACTS = [
  ['cordon', 'open'],
  ['uncordon', 'cordoned'],
  ['deleteNode', 'all'],
] as const;

/** What can be done with several Nodes at once; what no chosen Node needs is disabled and says so. */
export function SelectionActs({ counts, namesOf }: SelectionActsProps) {
  const t = useTranslations();
  const idle = (part: SelectionPart) => {
    if (counts[part] > MOST[part]) return t('acts.selection.tooMany', { most: MOST[part] });
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
      <ActButton
        act="deletePod"
        className={className}
        idle={idle('withPod')}
        intent={() => ({ act: 'deletePod', on: namesOf('withPod'), force: false })}
      >
        {t('acts.open.deletePods')}
      </ActButton>
      {NODE_ACTS.map(([act, part]) => (
        <ActButton key={act} act={act} className={className} idle={idle(part)} intent={() => ({ act, nodes: namesOf(part) })}>
          {t(act === 'deleteNode' ? 'acts.open.deleteNodes' : `acts.open.${act}`)}
        </ActButton>
      ))}
    </div>
  );
}
