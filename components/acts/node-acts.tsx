'use client';
import { useTranslations } from 'use-intl';
import { classNames } from '#components/ui/class-names.ts';
import { ActButton } from './act-button.tsx';

interface NodeActsProps {
  readonly node: { readonly node: string; readonly uid: string; readonly unschedulable: boolean };
  /** At the head of the Node's own page, or in a panel. */
  readonly place?: keyof typeof PLACES;
}

const PLACES = {
  head: { group: '', button: '' },
  panel: { group: 'px-3.5 py-2.5', button: 'h-6 px-2 text-xs' },
};

/** What can be done with one Node. */
export function NodeActs({ node: { node, uid, unschedulable }, place = 'panel' }: NodeActsProps) {
  const { group, button } = PLACES[place];
  const t = useTranslations();
  const act = unschedulable ? 'uncordon' : 'cordon';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('acts.nodeGroup')} className={classNames('flex flex-wrap gap-1.5', group)} data-print="hide">
      <ActButton act={act} about={node} className={button} intent={() => ({ act, node, nodeUid: uid })}>
        {t(`acts.open.${act}`)}
      </ActButton>
      <ActButton act="deleteNode" about={node} className={button} intent={() => ({ act: 'deleteNode', node, nodeUid: uid })}>
        {t('acts.open.deleteNode')}
      </ActButton>
    </div>
  );
}
