'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { type NodeAddress, useNodeEvents } from '#lib/client/queries.ts';
import { PanelSection } from './panel-section.tsx';
import { problemOfError } from './request-problem.ts';

/** Recent events about the Node and this DaemonSet's Pods on it, newest first. */
export function EventList({ address }: { readonly address: NodeAddress }) {
  const t = useTranslations();
  const { data, isPending, error } = useNodeEvents(address);
  return (
    <PanelSection title={t('events.title')} note={data?.length}>
      {isPending && <Skeleton className="h-10 w-full" />}
      {error && !data && <p className="text-failing-text">{problemOfError(error)}</p>}
      {data?.length === 0 && <p className="text-mute">{t('events.none')}</p>}
      <ul className="flex max-h-64 flex-col gap-1.5 overflow-auto text-xs" aria-label={t('events.title')}>
        {data?.map((event) => (
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
      </ul>
    </PanelSection>
  );
}
