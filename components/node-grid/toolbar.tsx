'use client';
import { Grid3x3, Minus, Plus, RotateCcw, Rows3 } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { COLOURINGS } from './colouring.ts';
import { GroupMenu } from './group-menu.tsx';
import { ZOOM_STEPS, type Zoom } from './layout.ts';
import { SORTINGS } from './node-view.ts';
import type { NodeViewParams, SetNodeViewParams } from './use-node-view.ts';

interface ToolbarProps {
  readonly cluster: string;
  readonly params: NodeViewParams;
  readonly setParams: SetNodeViewParams;
  readonly outOfDate: boolean;
  readonly onResort: () => void;
  /** How many Nodes the search finds, null when nothing is searched. */
  readonly found: number | null;
  readonly onSearchEnter: () => void;
  readonly onZoomBy: (by: 1 | -1) => void;
}

/** How the Nodes are grouped, sorted, searched and drawn. */
export const Toolbar = memo(function Toolbar(props: ToolbarProps) {
  const { cluster, params, setParams, outOfDate, onResort, found, onSearchEnter, onZoomBy } = props;
  const t = useTranslations();
  const grid = params.view === 'grid';
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1" data-print="hide">
      <GroupMenu
        label={t('grid.groupBy')}
        cluster={cluster}
        value={params.group}
        onChange={(group) =>
          setParams({ group, subgroup: group === params.subgroup || group === 'none' ? null : params.subgroup })
        }
      />
      {grid && params.group !== 'none' && (
        <GroupMenu
          label={t('gridView.thenBy')}
          cluster={cluster}
          value={params.subgroup}
          onChange={(subgroup) => setParams({ subgroup: subgroup === params.group ? null : subgroup })}
        />
      )}
      <SelectMenu
        label={t('grid.sortBy')}
        value={params.sort}
        options={SORTINGS.map((value) => ({ value, label: t(`sorting.${value}`) }))}
        onChange={(sort) => setParams({ sort, reverse: null })}
      />
      {grid && (
        <SelectMenu
          label={t('gridView.colourBy')}
          value={params.colour}
          options={COLOURINGS.map((value) => ({ value, label: t(`gridView.colouring.${value}`) }))}
          onChange={(colour) => setParams({ colour })}
        />
      )}
      {outOfDate && (
        <Button look="quiet" onClick={onResort} title={t('grid.resortWhy')}>
          <RotateCcw size={12} aria-hidden="true" />
          {t('grid.resort')}
        </Button>
      )}
      <span className="grow" />
      <SearchBox
        label={t('grid.search')}
        clearLabel={t('ui.clear')}
        value={params.q}
        onChange={(q) => setParams({ q: q || null }, { history: 'replace' })}
        onEnter={onSearchEnter}
        note={found === null ? undefined : t('grid.found', { count: found })}
      />
      {grid && (
        <ZoomButtons zoom={params.zoom} onZoomBy={onZoomBy} onFit={() => setParams({ zoom: null }, { history: 'replace' })} />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div role="group" aria-label={t('grid.drawAs')} className="flex rounded-md border border-line">
        {(['grid', 'table'] as const).map((view) => (
          <button
            key={view}
            type="button"
            aria-pressed={params.view === view}
            aria-label={t(`grid.${view}`)}
            title={t(`grid.${view}`)}
            className="grid h-6.5 w-8 place-items-center rounded-[5px] text-mute hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
            onClick={() => setParams({ view })}
          >
            {view === 'grid' ? <Grid3x3 size={14} aria-hidden="true" /> : <Rows3 size={14} aria-hidden="true" />}
          </button>
        ))}
      </div>
    </div>
  );
});

interface ZoomButtonsProps {
  readonly zoom: Zoom;
  readonly onZoomBy: (by: 1 | -1) => void;
  readonly onFit: () => void;
}

function ZoomButtons({ zoom, onZoomBy, onFit }: ZoomButtonsProps) {
  const t = useTranslations();
  const buttons = [
    { by: -1, last: ZOOM_STEPS[0], label: t('grid.smaller'), icon: <Minus size={13} aria-hidden="true" /> },
    { by: 1, last: ZOOM_STEPS.at(-1), label: t('grid.larger'), icon: <Plus size={13} aria-hidden="true" /> },
  ] as const;
  return (
    <span className="flex items-center rounded-md border border-line">
      {buttons.map(({ by, last, label, icon }) => (
        <button
          key={by}
          type="button"
          aria-label={label}
          title={label}
          disabled={zoom === last}
          className="grid h-6.5 w-7 place-items-center rounded-[5px] text-mute hover:bg-hover hover:text-ink disabled:opacity-40"
          onClick={() => onZoomBy(by)}
        >
          {icon}
        </button>
      ))}
      {zoom !== 'fit' && (
        <button type="button" className="h-6.5 px-1.5 text-xs text-mute hover:text-ink" onClick={onFit}>
          {t('grid.fit')}
        </button>
      )}
    </span>
  );
}
