'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { shortAmount } from '#lib/feed/short-amount.ts';
import type { RoomResource } from '#lib/rollout/room-amounts.ts';

const PARTS = [
  ['daemonSets', 'bg-accent'],
  ['others', 'bg-offline'],
  ['free', 'border border-line-strong bg-panel'],
] as const;

/** One bar per resource in three parts: DaemonSets, other Pods, free; beside it what the Pod asks for and what it lacks. */
export function RoomBars({ resources }: { readonly resources: readonly RoomResource[] }) {
  const t = useTranslations();
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-2 text-xs">
        {resources.map((row) => (
          <ResourceRow key={row.resource} row={row} />
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-3 text-2xs text-mute">
        {PARTS.map(([part, look]) => (
          <span key={part} className="inline-flex items-center gap-1">
            <span aria-hidden="true" className={`size-2 rounded-xs ${look}`} />
            {t(`room.${part}`)}
          </span>
        ))}
      </p>
    </div>
  );
}

function ResourceRow({ row }: { readonly row: RoomResource }) {
  const t = useTranslations();
  const { resource, shares, asked, free, shortBy } = row;
  const name = visibleText(resource);
  const short = (amount: string) => visibleText(shortAmount(resource, amount));
  const exact = {
    resource: name,
    daemonSets: visibleText(row.daemonSets),
    others: visibleText(row.others),
    free: row.unknown ? '?' : visibleText(free),
    allocatable: row.unknown ? '?' : visibleText(row.allocatable),
  };
  const unreadable =
    row.unreadable && t('room.unreadable', { texts: visibleText(row.unreadable.map((text) => `"${text}"`).join(', ')) });
  const freeText = row.unknown ? '?' : short(free);
  const isShort = shortBy !== '0';
  return (
    <li title={[t('room.bar', exact), unreadable].filter(Boolean).join('\n')}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-2">
        <b className="break-all">{name}</b>
        <span className="text-mute tabular-nums">
          {asked === '0' ? t('room.freeOnly', { free: freeText }) : t('room.asked', { asked: short(asked), free: freeText })}
          {isShort && <b className="ml-2 text-failing-text">{t('room.short', { amount: short(shortBy) })}</b>}
        </span>
      </p>
      {unreadable && <p className="break-words text-missing-text">{unreadable}</p>}
      <div role="img" aria-label={t('room.bar', exact)} className="mt-0.5 flex h-2 gap-px overflow-hidden rounded-sm">
        {PARTS.map(
          ([part, look]) =>
            shares[part] > 0 && <span key={part} className={`h-full min-w-0.5 ${look}`} style={{ flexGrow: shares[part] }} />,
        )}
      </div>
    </li>
  );
}
