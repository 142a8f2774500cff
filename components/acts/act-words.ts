'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { Act, ActPlan } from '#lib/feed/act.ts';
import { type Intent, NODE_ACTS } from './intent.ts';

/** What a dialog is about. */
export function useActTitle(intent: Intent): string {
  const t = useTranslations();
  const isSeveral = NODE_ACTS.has(intent.act) && 'nodes' in intent;
  return isSeveral ? t(`acts.title.several.${intent.act}`) : t(`acts.title.${intent.act}`);
}

/** What the button of a dialog does, with the numbers of the plan. */
export function useActWords(): (act: Act, plan: ActPlan) => string {
  const t = useTranslations();
  return (act, { objectCount, nodeCount }) => {
    switch (act.act) {
      case 'deleteStale':
        return t('acts.do.deleteStale', { count: objectCount });
      case 'deletePod':
        if (act.pod !== undefined) return t(act.force ? 'acts.do.forceDeletePod' : 'acts.do.deletePod');
        return t(act.force ? 'acts.do.forceDeletePods' : 'acts.do.deletePods', { count: objectCount });
      case 'restart':
        return t('acts.do.restart', { count: nodeCount });
      case 'undo':
        return t('acts.do.undo', { revision: act.revision });
      case 'setBudget':
        return act.maxSurge === undefined
          ? t('acts.do.setBudget', { field: 'maxUnavailable', value: visibleText(String(act.maxUnavailable)) })
          : t('acts.do.setBudget', { field: 'maxSurge', value: visibleText(String(act.maxSurge)) });
      case 'deleteDaemonSet':
        return t(act.propagation === 'Orphan' ? 'acts.do.orphanDaemonSet' : 'acts.do.deleteDaemonSet', { count: nodeCount });
      case 'cordon':
      case 'uncordon':
      case 'deleteNode':
        return act.nodes === undefined ? t(`acts.do.${act.act}`) : t(`acts.do.several.${act.act}`, { count: objectCount });
      default:
        return t(`acts.do.${act.act}`);
    }
  };
}
