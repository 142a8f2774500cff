'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { NodeResourcesAnswer, OtherPod } from '#lib/feed/node-page.ts';
import { shortAmount } from '#lib/feed/short-amount.ts';

interface OtherPodListProps {
  readonly answer: NodeResourcesAnswer;
  readonly podActs: (pod: OtherPod) => ReactNode;
}

/** The Pods on the Node that are of no DaemonSet, with what each asks for and what can be done with it. */
export function OtherPodList({ answer: { others, otherCount }, podActs }: OtherPodListProps) {
  const t = useTranslations();
  return (
    <SectionCard title={t('nodePage.others')} note={otherCount}>
      {others.length === 0 && <p className="text-mute">{t('nodePage.othersNone')}</p>}
      {others.length > 0 && (
        <ScrollBox as="ul" label={t('nodePage.others')} className="flex max-h-96 flex-col text-xs">
          {others.map((pod) => (
            <li
              key={pod.uid}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 border-t border-line py-1.5 first:border-t-0 first:pt-0"
            >
              <p className="flex min-w-0">
                <MiddleText text={`${pod.namespace}/${pod.name}`} className="font-mono" />
              </p>
              <div className="row-span-2" data-print="hide">
                {podActs(pod)}
              </div>
              <p className="flex min-w-0 flex-wrap gap-x-2 text-mute">
                <span className="tabular-nums">
                  {t('nodePage.asks', {
                    cpu: visibleText(shortAmount('cpu', pod.asks.cpu)),
                    memory: visibleText(shortAmount('memory', pod.asks.memory)),
                  })}
                </span>
                <span className="break-all">
                  {pod.owner === null ? t('room.unowned') : visibleText(`${pod.owner.kind}/${pod.owner.name}`)}
                </span>
                {pod.static && <span>{t('nodePage.static')}</span>}
                {pod.leaving && <span>{t('node.terminating')}</span>}
                <AgeText at={pod.createdAt} />
              </p>
            </li>
          ))}
        </ScrollBox>
      )}
      {otherCount > others.length && (
        <p className="mt-1 text-xs text-mute">{t('room.more', { count: otherCount - others.length })}</p>
      )}
    </SectionCard>
  );
}
