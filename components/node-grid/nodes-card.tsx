'use client';
import { lazy, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { HelpMark } from '#components/ui/help-mark.tsx';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useStable } from '#components/ui/use-stable.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK } from '#lib/feed/snapshot.ts';
import { LiveWords } from './live-words.tsx';
import { searchMatcher } from './node-filter.ts';
import { type GridControls, NodeGrid } from './node-grid.tsx';
import { NodesFooter } from './nodes-footer.tsx';
import { SelectionWords } from './selection-words.tsx';
import { StateChips } from './state-chips.tsx';
import { Toolbar } from './toolbar.tsx';
import { useFolds } from './use-folds.ts';
import { useLabelValues } from './use-label-values.ts';
import { useNodeOrder } from './use-node-order.ts';
import { type NodeViewParams, type SetNodeViewParams, useNodeView } from './use-node-view.ts';
import { type ChooseRun, type Selection, useSelectionVersion } from './use-selection.ts';

const NodeTable = lazy(async () => ({ default: (await import('./node-table.tsx')).NodeTable }));
const ColourLegend = lazy(() => import('./colour-legend.tsx'));

interface NodesCardProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly params: NodeViewParams;
  readonly setParams: SetNodeViewParams;
  /** Names of the only Nodes to show, or null for all. */
  readonly only?: readonly string[] | null;
  /** The Node that is open beside the card. */
  readonly opened: string | null;
  readonly selection: Selection;
  readonly cluster: string;
}

/** Every Node of the cluster, as a grid or as its table twin, with the filters that both share. */
export function NodesCard({ live, version, params, setParams, only, opened, selection, cluster }: NodesCardProps) {
  const t = useTranslations();
  const { view, labels, failed } = useLabelValues(cluster, useNodeView(params, only), live.nodeCount);
  const table = params.view === 'table';
  const { order, outOfDate, hold, resort } = useNodeOrder(live, view, { filterSearch: table, labels });
  const folds = useFolds(order);
  const controls = useRef<GridControls>(null);
  const matches = useMemo(() => searchMatcher(live, view.search), [live, view.search]);
  const found = matches ? order.slots.reduce((count, slot) => count + Number(matches(slot)), 0) : null;
  const openFirst = useStable(() => {
    const slot = matches ? order.slots.find(matches) : undefined;
    if (slot !== undefined) selection.open(live.name(slot));
  });
  const zoomBy = useStable((by: 1 | -1) => controls.current?.zoomBy(by));
  const [inside, setInside] = useState(false);
  useSelectionVersion(selection.store);
  const held = inside || opened !== null || selection.store.size > 0;
  useEffect(() => hold(held), [hold, held]);
  const chooseRun: ChooseRun = ({ start, count }, which, { add }) => {
    const run = order.slots.subarray(start, start + count);
    const slots = which === 'all' ? run : run.filter((slot) => ((live.marks[slot] ?? 0) & MARK.stale) !== 0);
    selection.choose(add ? new Set([...selection.store.slots(), ...slots]) : slots);
  };
  const shared = { live, version, order, view, opened, selection, onHold: setInside };
  return (
    <section
      aria-label={t('grid.title')}
      data-hug=""
      className="card flex max-h-[80dvh] min-w-0 flex-col overflow-hidden desktop:max-h-full"
    >
      <div className="flex shrink-0 flex-col gap-2 border-b border-line px-3 py-2">
        <div className="flex items-start justify-between gap-2">
          <StateChips states={live.detail.states} params={params} setParams={setParams} />
          <HelpMark />
        </div>
        <Toolbar
          cluster={cluster}
          params={params}
          setParams={setParams}
          outOfDate={outOfDate}
          onResort={resort}
          found={found}
          onSearchEnter={openFirst}
          onZoomBy={zoomBy}
        />
        {failed !== null && <p role="alert">{t('gridView.labelFailed', { label: visibleText(failed) })}</p>}
        {!table && params.colour !== 'state' && (
          <LazyPart waiting={<Skeleton className="h-4 w-80" />}>
            <ColourLegend live={live} colouring={params.colour} />
          </LazyPart>
        )}
      </div>
      {order.slots.length === 0 ? (
        <NoNodes
          live={live}
          onClear={() =>
            setParams({ state: null, stale: null, reason: null, revision: null, failing: null, runs: null, q: null })
          }
        />
      ) : table ? (
        <LazyPart waiting={<Skeleton className="m-3 h-64" />}>
          <NodeTable {...shared} onSort={(sort, reverse) => setParams({ sort, reverse: reverse || null, group: 'none' })} />
        </LazyPart>
      ) : (
        <NodeGrid
          {...shared}
          folds={folds}
          colouring={params.colour}
          zoom={params.zoom}
          onZoom={(zoom) => setParams({ zoom }, { history: 'replace' })}
          controls={controls}
          onChooseRun={chooseRun}
        />
      )}
      <NodesFooter live={live} order={order} matches={matches} selection={selection} cluster={cluster} table={table} />
      <LiveWords live={live} node={opened} />
      <SelectionWords store={selection.store} />
    </section>
  );
}

function NoNodes({ live, onClear }: { readonly live: LiveDaemonSet; readonly onClear: () => void }) {
  const t = useTranslations();
  if (live.nodeCount === 0) {
    return (
      <Notice title={t('grid.empty')} commands={['kubectl get nodes']}>
        <p>{t('grid.emptyWhy')}</p>
      </Notice>
    );
  }
  return <Notice title={t('grid.noMatch')} actions={<Button onClick={onClear}>{t('fleet.clearFilters')}</Button>} />;
}
