'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { type ClusterNode, useNodePageEvents } from '#lib/client/node-page-query.ts';

/** Recent events about the Node and its daemon Pods that are not available, newest first. */
export function EventCard({ address }: { readonly address: ClusterNode }) {
  const t = useTranslations();
  const { data, isPending, error } = useNodePageEvents(address);
  return (
    <SectionCard title={t('events.title')} note={data?.length}>
      {isPending && <Skeleton className="h-10 w-full" />}
      {error && !data && <p className="text-xs text-failing-text">{visibleText(error.message)}</p>}
      {data?.length === 0 && <p className="text-mute">{t('events.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <ScrollBox as="ul" label={t('events.title')} className="flex max-h-80 flex-col gap-1.5 text-xs">
          {data.map((event) => (
            <li
              key={`${event.object} ${event.reason} ${event.lastAt} ${event.message}`}
              className="grid grid-cols-[1fr_auto] gap-x-2"
            >
              <span className="min-w-0 break-words">
                <b className={event.type === 'Normal' ? '' : 'text-failing-text'}>{visibleText(event.reason)}</b>
                {event.count > 1 && <span className="text-mute"> ×{event.count}</span>}{' '}
                <bdi className="text-mute">{visibleText(event.message)}</bdi>
                <span className="block text-faint">{visibleText(event.object)}</span>
              </span>
              <AgeText at={event.lastAt} className="text-mute" />
            </li>
          ))}
        </ScrollBox>
      )}
    </SectionCard>
  );
}
