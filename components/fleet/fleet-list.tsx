'use client';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useMediaQuery } from '#components/ui/use-media-query.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { fleetRows } from './fleet-order.ts';
import { FleetSentence } from './fleet-sentence.tsx';
import { FleetTable, focusRow } from './fleet-table.tsx';
import { FleetToolbar } from './fleet-toolbar.tsx';
import { useFleetParams } from './use-fleet-params.ts';

interface FleetListProps {
  readonly cluster: string;
  readonly items: readonly Summary[];
}

/** The DaemonSets of a cluster with their filters. */
export function FleetList({ cluster, items }: FleetListProps) {
  const t = useTranslations();
  const [params, setParams] = useFleetParams();
  const narrow = useMediaQuery('(max-width: 899px)');
  const table = useRef<HTMLDivElement>(null);
  const rows = fleetRows(items, {
    phases: params.phase,
    flags: params.flag,
    namespace: params.namespace,
    search: params.q,
    sort: params.sort,
    reverse: params.reverse,
  });
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-5 pt-4 pb-2.5">
        <h1 className="text-xl font-semibold tracking-tight">DaemonSets</h1>
        <FleetSentence items={items} />
      </div>
      <FleetToolbar
        items={items}
        params={params}
        setParams={setParams}
        onSearchEnter={() => table.current && focusRow(table.current, 0, () => undefined)}
      />
      {items.length === 0 && (
        <Notice title={t('fleet.empty')} commands={['kubectl apply -f https://k8s.io/examples/controllers/daemonset.yaml']}>
          <p>{t('fleet.emptyWhy')}</p>
        </Notice>
      )}
      {items.length > 0 && rows.length === 0 && (
        <Notice
          title={t('fleet.noMatch')}
          actions={
            <Button onClick={() => setParams({ phase: null, flag: null, namespace: null, q: null })}>
              {t('fleet.clearFilters')}
            </Button>
          }
        >
          <p>{t('fleet.noMatchWhy', { count: items.length })}</p>
        </Notice>
      )}
      {items.length > 0 && !items.some(({ states }) => Object.values(states).some((count) => count > 0)) && (
        <p className="mx-5 mb-3 text-mute">{t('fleet.noNodes')}</p>
      )}
      {rows.length > 0 && (
        <FleetTable cluster={cluster} rows={rows} narrow={narrow} table={table} params={params} setParams={setParams} />
      )}
    </>
  );
}
