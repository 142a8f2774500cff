'use client';
import { useTranslations } from 'use-intl';
import { COUNTS, FLEET_GRID, WIDE, WIDEST } from './fleet-columns.ts';
import type { FleetSort } from './fleet-order.ts';
import type { FleetParams, SetFleetParams } from './use-fleet-params.ts';

interface ColumnHeadsProps {
  readonly params: FleetParams;
  readonly setParams: SetFleetParams;
}

/** The heads of the list; one that is pressed sorts by its column, pressed again the other way round. */
export function ColumnHeads({ params, setParams }: ColumnHeadsProps) {
  const t = useTranslations();
  const sort = (column: FleetSort) =>
    setParams(column === params.sort ? { reverse: params.reverse ? null : true } : { sort: column, reverse: null });
  const head = (column: FleetSort, label: string, className = '') => (
    <Head key={column} className={className} sorted={column === params.sort ? direction(column, params.reverse) : 'none'}>
      <button
        type="button"
        className="min-h-6 hover:text-ink"
        title={t('fleet.sortBy', { column: label })}
        onClick={() => sort(column)}
      >
        {label}
        {column === params.sort && <span aria-hidden="true">{params.reverse ? ' ↑' : ' ↓'}</span>}
      </button>
    </Head>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus
    <div role="row" aria-rowindex={1} className={`${FLEET_GRID} h-9 shrink-0 text-2xs tracking-wide text-mute max-wide:hidden`}>
      {head('name', 'NAME')}
      {head('attention', t('fleet.phase'))}
      <Head sorted="none">{t('fleet.nodes')}</Head>
      <Head sorted="none" className={WIDE}>
        STRATEGY
      </Head>
      <Head sorted="none" className={WIDEST}>
        {t('fleet.revisions')}
      </Head>
      <Head sorted="none" className={WIDEST}>
        IMAGES
      </Head>
      {COUNTS.map(({ word, field, shown }) => head(field, word, `text-right ${shown}`))}
      {head('age', 'AGE', 'text-right')}
    </div>
  );
}

type Sorted = 'none' | 'ascending' | 'descending';

/** Counts begin with the largest, ages with the newest, names with the first. */
function direction(column: FleetSort, reverse: boolean): Sorted {
  const natural = column === 'name' || column === 'namespace' || column === 'attention' || column === 'age';
  return natural === reverse ? 'descending' : 'ascending';
}

interface HeadProps {
  readonly children: React.ReactNode;
  readonly sorted: Sorted;
  readonly className?: string;
}

function Head({ children, sorted, className = '' }: HeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtualised
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div role="columnheader" aria-sort={sorted} className={`truncate whitespace-nowrap ${className}`}>
      {children}
    </div>
  );
}
