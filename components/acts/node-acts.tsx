'use client';
import { useTranslations } from 'use-intl';
import { ActButton } from './act-button.tsx';

interface NodeActsProps {
  readonly node: { readonly node: string; readonly uid: string; readonly unschedulable: boolean };
}

/** What can be done with one Node. */
export function NodeActs({ node: { node, uid, unschedulable } }: NodeActsProps) {
  const t = useTranslations();
  const act = unschedulable ? 'uncordon' : 'cordon';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('acts.nodeGroup')} className="flex flex-wrap gap-1.5 px-3.5 py-2.5" data-print="hide">
      <ActButton act={act} about={node} className="h-6 px-2 text-xs" intent={() => ({ act, node, nodeUid: uid })}>
        {t(`acts.open.${act}`)}
      </ActButton>
      <ActButton
        act="deleteNode"
        about={node}
        className="h-6 px-2 text-xs"
        intent={() => ({ act: 'deleteNode', node, nodeUid: uid })}
      >
        {t('acts.open.deleteNode')}
      </ActButton>
    </div>
  );
}
