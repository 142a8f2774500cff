'use client';
import { useTranslations } from 'use-intl';
import { classNames } from '#components/ui/class-names.ts';
import type { DaemonPod } from '#lib/rollout/node-rollout.ts';
import { ActButton } from './act-button.tsx';
import type { ActAbout } from './subject.ts';

interface PodActsProps {
  readonly pod: Pick<DaemonPod, 'name' | 'namespace' | 'uid' | 'terminatingUntil'>;
  /** Its DaemonSet, where the page is about something else. */
  readonly of?: ActAbout;
  readonly className?: string;
}

/** What can be done with one daemon Pod. */
export function PodActs({ pod, of, className = 'mt-1.5' }: PodActsProps) {
  const t = useTranslations();
  const target = { name: pod.name, uid: pod.uid };
  const leaving = pod.terminatingUntil !== null;
  return (
    <div className={classNames('flex flex-wrap gap-1.5', className)} data-print="hide">
      <ActButton
        act="deletePod"
        of={of}
        namespace={pod.namespace}
        about={pod.name}
        className="h-6 px-2 text-xs"
        intent={() => ({ act: 'deletePod', pod: target, ...(leaving ? { force: true } : {}) })}
      >
        {t(leaving ? 'acts.open.forceDeletePod' : 'acts.open.deletePod')}
      </ActButton>
      <ActButton
        act="evictPod"
        namespace={pod.namespace}
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
