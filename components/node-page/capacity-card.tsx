'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { SectionCard } from '#components/ui/section-card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { type ClusterNode, useNodeResources } from '#lib/client/node-page-query.ts';
import type { OtherPod } from '#lib/feed/node-page.ts';
import { shortAmount } from '#lib/feed/short-amount.ts';
import type { RoomResource } from '#lib/rollout/room-amounts.ts';
import { OtherPodList } from './other-pod-list.tsx';

interface CapacityCardProps {
  readonly address: ClusterNode;
  /** Any value that changes with the Pods of the Node: they are read again then. */
  readonly revision: string;
  readonly podActs: (pod: OtherPod) => ReactNode;
}

const PARTS = [
  ['daemonSets', 'bg-accent'],
  ['others', 'bg-offline'],
  ['free', 'border border-line-strong bg-panel'],
] as const;

/** What the Node has in three parts per resource: DaemonSets, other Pods, free; and the other Pods by name. */
export function CapacityCard({ address, revision, podActs }: CapacityCardProps) {
  const t = useTranslations();
  const { data, error, isPending } = useNodeResources(address, { revision });
  return (
    <>
      <SectionCard title={t('nodePage.capacity')}>
        {isPending && <Skeleton className="h-24 w-full" />}
        {error && !data && <p className="text-xs text-mute">{t('room.problem', { problem: visibleText(error.message) })}</p>}
        {data && (
          <div className="flex flex-col gap-2.5">
            {!data.complete && <p className="text-xs text-missing-text">{t('room.incomplete')}</p>}
            <ul className="flex flex-col gap-2.5 text-xs">
              {data.resources.map((row) => (
                <ResourceBar key={row.resource} row={row} />
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
        )}
      </SectionCard>
      {data && <OtherPodList answer={data} podActs={podActs} />}
    </>
  );
}

function ResourceBar({ row }: { readonly row: RoomResource }) {
  const t = useTranslations();
  const { resource, shares, allocatable, free, unreadable = [] } = row;
  const short = (amount: string) => visibleText(shortAmount(resource, amount));
  const exact = {
    resource: visibleText(resource),
    daemonSets: visibleText(row.daemonSets),
    others: visibleText(row.others),
    free: visibleText(free),
    allocatable: visibleText(allocatable),
  };
  const over = free.startsWith('-');
  return (
    <li title={t('room.bar', exact)}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-2">
        <b className="break-all">{exact.resource}</b>
        <span className={`tabular-nums ${over ? 'font-semibold text-failing-text' : 'text-mute'}`}>
          {t('nodePage.freeOf', { free: short(free), allocatable: short(allocatable) })}
        </span>
      </p>
      <div role="img" aria-label={t('room.bar', exact)} className="mt-0.5 flex h-2.5 gap-px overflow-hidden rounded-sm">
        {PARTS.map(
          ([part, look]) =>
            shares[part] > 0 && <span key={part} className={`h-full min-w-0.5 ${look}`} style={{ flexGrow: shares[part] }} />,
        )}
      </div>
      {unreadable.length > 0 && (
        <p className="text-missing-text">{t('room.unreadable', { texts: visibleText(unreadable.join(', ')) })}</p>
      )}
    </li>
  );
}
