'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { Act, ActPlan } from '#lib/feed/act.ts';

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
