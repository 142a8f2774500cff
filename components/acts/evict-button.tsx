'use client';
import { useTranslations } from 'use-intl';
import { ActButton } from './act-button.tsx';

interface EvictButtonProps {
  readonly pod: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly leaving?: boolean;
    readonly static?: boolean;
  };
}

/** Evicts a Pod of anybody, to make room. */
export function EvictButton({ pod: { name, namespace, uid, leaving, static: isStatic } }: EvictButtonProps) {
  const t = useTranslations();
  return (
    <ActButton
      about={name}
      act="evictPod"
      namespace={namespace}
      idle={isStatic ? t('nodePage.staticStays') : leaving ? t('acts.idle.leaving') : null}
      className="h-6 px-2 text-xs"
      intent={() => ({ act: 'evictPod', pod: { name, namespace, uid } })}
    >
      {t('acts.open.evictPod')}
    </ActButton>
  );
}
