'use client';
import { useTranslations } from 'use-intl';
import type { DaemonPod } from '#lib/rollout/node-rollout.ts';
import { ActButton } from './act-button.tsx';

/** What can be done with one daemon Pod. */
export function PodActs({ pod }: { readonly pod: Pick<DaemonPod, 'name' | 'namespace' | 'uid' | 'terminatingUntil'> }) {
  const t = useTranslations();
  const target = { name: pod.name, uid: pod.uid };
  const leaving = pod.terminatingUntil !== null;
  return (
    <div className="mt-1.5 flex flex-wrap gap-1.5" data-print="hide">
      <ActButton
        act="deletePod"
        about={pod.name}
        className="h-6 px-2 text-xs"
        intent={() => ({ act: 'deletePod', pod: target, ...(leaving ? { force: true } : {}) })}
      >
        {t(leaving ? 'acts.open.forceDeletePod' : 'acts.open.deletePod')}
      </ActButton>
      <ActButton
        act="evictPod"
        about={pod.name}
        className="h-6 px-2 text-xs"
        idle={leaving ? t('acts.idle.leaving') : null}
        intent={() => ({ act: 'evictPod', pod: { ...target, namespace: pod.namespace } })}
      >
        {t('acts.open.evictPod')}
      </ActButton>
    </div>
  );
}
