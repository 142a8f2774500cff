'use client';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { EventRow } from '#lib/feed/node-detail.ts';
import { type EventGroup, eventGroups } from './event-groups.ts';
import { problemOfError } from './request-problem.ts';

/** Longer messages are folded. */
const SHORT = 160;

interface EventListProps {
  readonly events: readonly EventRow[] | undefined;
  readonly error: Error | null;
  readonly tall?: boolean;
}

/** Events by reason and object: what warns first, then the newest. */
export function EventList({ events, error, tall = false }: EventListProps) {
  const t = useTranslations();
  return (
    <>
      {events === undefined && error === null && <Skeleton className="h-10 w-full" />}
      {error !== null && <p className="text-xs break-words text-failing-text">{problemOfError(error)}</p>}
      {events?.length === 0 && <p className="text-mute">{t('events.none')}</p>}
      {events !== undefined && events.length > 0 && (
        <ScrollBox
          as="ul"
          label={t('events.title')}
          className={`flex flex-col gap-2 text-xs ${tall ? 'max-h-[64dvh]' : 'max-h-72'}`}
        >
          {eventGroups(events).map((group) => (
            <EventItem key={`${group.type} ${group.reason} ${group.object}`} group={group} />
          ))}
        </ScrollBox>
      )}
    </>
  );
}

function EventItem({ group }: { readonly group: EventGroup }) {
  const t = useTranslations();
  const { type, reason, object, count, firstAt, lastAt, messages, sources } = group;
  const warns = type !== 'Normal';
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2">
      <span aria-hidden="true" className={warns ? 'text-failing-text' : 'text-faint'}>
        {warns ? '▲' : '·'}
      </span>
      <p className="min-w-0 break-words">
        <b className={warns ? 'text-failing-text' : ''}>{visibleText(reason)}</b>
        {warns && <span className="sr-only"> {visibleText(type)}</span>}
        {count > 1 && <span className="text-mute"> ×{count}</span>}
        <span className="text-mute"> {visibleText(object)}</span>
      </p>
      <AgeText at={lastAt} className="text-mute" />
      <div className="col-start-2 col-end-4 min-w-0">
        <Messages messages={messages} />
        <p className="text-2xs text-faint">
          {count > 1 && (
            <>
              {t('events.first')} <AgeText at={firstAt} />
            </>
          )}
          {count > 1 && sources.length > 0 && ' · '}
          {visibleText(sources.join(', '))}
        </p>
      </div>
    </li>
  );
}

/** The newest message, verbatim; the rest of it and the others are a click away. */
function Messages({ messages }: { readonly messages: readonly string[] }) {
  const t = useTranslations();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [newest = '', ...others] = messages;
  const folds = others.length > 0 || newest.length > SHORT;
  const shown = open ? messages : [newest];
  return (
    <div id={id} className="group/message flex flex-col gap-0.5">
      {shown.map((message) => (
        <p key={message} className={open ? 'break-words whitespace-pre-wrap' : 'line-clamp-3 break-words'}>
          <bdi>{visibleText(message)}</bdi>
        </p>
      ))}
      {folds && (
        <span className="flex items-center gap-1">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            className="min-h-6 text-accent hover:underline"
            onClick={() => setOpen(!open)}
          >
            {open ? t('events.less') : others.length > 0 ? t('events.more', { count: others.length }) : t('events.whole')}
          </button>
          {open && <CopyButton text={messages.join('\n')} what={t('events.messages')} />}
        </span>
      )}
    </div>
  );
}
