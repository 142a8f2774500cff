'use client';
import { useLocale, useTranslations } from 'use-intl';
import { absoluteTime, clockTime } from '#components/ui/age-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { Connection, ConnectionState } from '#lib/feed/connection.ts';

const DOTS: Record<ConnectionState, string> = {
  live: 'bg-available',
  connecting: 'bg-starting animate-pulse',
  reconnecting: 'bg-missing animate-pulse',
  stale: 'bg-failing',
};

/** How fresh the page is, in words; a change of state is announced, a new time is not. */
export function ConnectionPill({ connection }: { readonly connection: Connection | null }) {
  const t = useTranslations();
  const locale = useLocale();
  const state = connection?.state ?? 'connecting';
  const at =
    state === 'live' ? connection?.lastProofAt : state === 'stale' ? (connection?.lastProofAt ?? connection?.since) : null;
  const title = [
    connection?.problem && visibleText(connection.problem),
    connection?.lastProofAt && t('connection.lastProof', { time: absoluteTime(Date.parse(connection.lastProofAt), locale) }),
  ]
    .filter(Boolean)
    .join('\n');
  return (
    <span
      className={`inline-flex h-6 items-center gap-1.5 rounded-full border px-2.5 text-xs whitespace-nowrap ${state === 'stale' ? 'border-failing text-failing-text' : 'border-line text-mute'}`}
      title={title || undefined}
      data-connection={state}
    >
      <span aria-hidden="true" className={`size-[7px] rounded-full ${DOTS[state]}`} />
      <span role="status">{t(`connection.${state}`)}</span>
      {at && <span className="tabular-nums max-sm:hidden">· {clockTime(at, locale)}</span>}
    </span>
  );
}

/** Says across the page that it no longer shows the present. */
export function StaleBanner({ connection }: { readonly connection: Connection | null }) {
  const t = useTranslations();
  const locale = useLocale();
  if (connection?.state !== 'stale') return null;
  return (
    <div role="alert" className="border-b border-failing bg-failing/12 px-5 py-1.5 text-failing-text">
      <b>{t('connection.staleTitle', { time: clockTime(connection.lastProofAt ?? connection.since, locale) })}</b>{' '}
      {t('connection.staleText')}
      {connection.problem && <span> {visibleText(connection.problem)}</span>}
    </div>
  );
}
