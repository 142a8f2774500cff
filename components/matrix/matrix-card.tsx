'use client';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { CellTable } from './cell-table.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import { findsNothing } from './matrix-order.ts';
import type { MatrixView } from './matrix-view.ts';
import { createMatrixOrderStore } from './order-store.ts';
import { Toolbar } from './toolbar.tsx';
import { troubleLines } from './trouble-lines.ts';
import { TroubleSentence } from './trouble-sentence.tsx';
import { useCalmVersion } from './use-calm-version.ts';
import { useMatrixParams, useMatrixView } from './use-matrix-params.ts';

/** What costs a look at every row and column is done at most this often. */
const CALM_MS = 500;
/** A screen reader is told of a change at most this often. */
const SAY_EVERY_MS = 5_000;

/** Every DaemonSet on every Node with what explains the trouble, and the filters of both. */
export function MatrixCard({ cluster, live }: { readonly cluster: string; readonly live: LiveMatrix }) {
  const t = useTranslations();
  const [params, setParams] = useMatrixParams();
  const view = useMatrixView(params);
  const { order, outOfDate, hold, resort } = useMatrixOrder(live, view);
  const version = useCalmVersion(live, CALM_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the live data has changed
  const trouble = useMemo(() => troubleLines(live), [live, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the live data has changed
  const lost = useMemo(() => findsNothing(live, view.search), [live, version, view.search]);
  const card = useRef<HTMLElement>(null);
  const clear = () => setParams({ namespace: null, phase: null, q: null, trouble: null });
  const empty = order.rows.length === 0 || order.slots.length === 0 || lost;
  const shared = { cluster, live, version, order };
  return (
    <div className="flex min-h-0 flex-col px-5 pt-4 pb-5 max-sm:px-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pb-3">
        <h1 className="text-xl font-semibold tracking-tight">{t('matrix.title')}</h1>
        <TroubleSentence cluster={cluster} live={live} trouble={trouble} />
        <SpokenSentence live={live} />
      </div>
      <section
        ref={card}
        aria-label={t('matrix.title')}
        className="card flex min-h-0 min-w-0 flex-col overflow-hidden max-h-[80dvh] desktop:max-h-full"
      >
        <Toolbar
          live={live}
          params={params}
          setParams={setParams}
          troubled={trouble.total}
          outOfDate={outOfDate}
          onResort={resort}
          onSearchEnter={() => card.current?.querySelector<HTMLElement>('[role=grid]')?.focus()}
        />
        {empty ? (
          <NothingShown live={live} onClear={clear} calm={view.trouble && trouble.total === 0} />
        ) : params.view === 'list' ? (
          <CellTable {...shared} />
        ) : (
          <MatrixGrid {...shared} view={view} zoom={params.zoom} onHold={hold} />
        )}
      </section>
    </div>
  );
}

function useMatrixOrder(live: LiveMatrix, view: MatrixView) {
  // The first view only; later ones go through setView, which keeps the names' order.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new store belongs to a new live object alone
  const store = useMemo(() => createMatrixOrderStore(live, view), [live]);
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  useEffect(() => store.start(), [store]);
  useLayoutEffect(() => store.setView(view), [store, view]);
  return { ...snapshot, hold: store.hold, resort: store.resort };
}

/** Tells those who cannot see the cells how many are in trouble, when that changes. */
function SpokenSentence({ live }: { readonly live: LiveMatrix }) {
  const t = useTranslations();
  useCalmVersion(live, SAY_EVERY_MS);
  const total = live.rows.reduce((sum, row) => sum + (row === undefined ? 0 : live.troubledInRow(row.row)), 0);
  const [first] = useState(total);
  return (
    <p aria-live="polite" className="sr-only">
      {total === first ? '' : t('matrix.spoken', { count: total })}
    </p>
  );
}

interface NothingShownProps {
  readonly live: LiveMatrix;
  readonly onClear: () => void;
  /** Only trouble is asked for, and there is none. */
  readonly calm: boolean;
}

function NothingShown({ live, onClear, calm }: NothingShownProps) {
  const t = useTranslations();
  if (live.nodeCount === 0) {
    return (
      <Notice title={t('grid.empty')} commands={['kubectl get nodes']}>
        <p>{t('grid.emptyWhy')}</p>
      </Notice>
    );
  }
  if (live.rows.every((row) => row === undefined)) {
    return (
      <Notice title={t('fleet.empty')} commands={['kubectl apply -f https://k8s.io/examples/controllers/daemonset.yaml']}>
        <p>{t('fleet.emptyWhy')}</p>
      </Notice>
    );
  }
  return (
    <Notice
      title={calm ? t('matrix.noTrouble') : t('matrix.noMatch')}
      actions={<Button onClick={onClear}>{t('fleet.clearFilters')}</Button>}
    />
  );
}
