'use client';
import { Grid3x3, Minus, Plus, RotateCcw, Rows3 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { Button } from '#components/ui/button.tsx';
import { FilterChip } from '#components/ui/filter-chip.tsx';
import { NamespaceMenu } from '#components/ui/namespace-menu.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { toggled } from '#components/ui/toggled.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { PHASES, type Phase } from '#lib/rollout/summary.ts';
import { ZOOM_STEPS } from './matrix-layout.ts';
import { COLUMN_GROUPINGS, COLUMN_SORTINGS } from './matrix-view.ts';
import type { MatrixParams, SetMatrixParams } from './use-matrix-params.ts';

interface ToolbarProps {
  readonly live: LiveMatrix;
  readonly params: MatrixParams;
  readonly setParams: SetMatrixParams;
  /** Cells in trouble. */
  readonly troubled: number;
  readonly outOfDate: boolean;
  readonly onResort: () => void;
  readonly onSearchEnter: () => void;
}

/** Which DaemonSets and Nodes are shown, in which order and how large. */
export function Toolbar({ live, params, setParams, troubled, outOfDate, onResort, onSearchEnter }: ToolbarProps) {
  const t = useTranslations();
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line px-3 py-2" data-print="hide">
      <PhaseChips live={live} params={params} setParams={setParams} troubled={troubled} />
      <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        <NamespaceMenu
          namespaces={live.rows.flatMap((row) => row?.namespace ?? [])}
          chosen={params.namespace}
          onChoose={(namespace) => setParams({ namespace })}
        />
        <SelectMenu
          label={t('matrix.groupBy')}
          value={params.group}
          options={COLUMN_GROUPINGS.map((value) => ({ value, label: t(`grouping.${value}`) }))}
          onChange={(group) => setParams({ group })}
        />
        <SelectMenu
          label={t('grid.sortBy')}
          value={params.sort}
          options={COLUMN_SORTINGS.map((value) => ({ value, label: t(`matrix.sort.${value}`) }))}
          onChange={(sort) => setParams({ sort })}
        />
        {outOfDate && (
          <Button look="quiet" onClick={onResort} title={t('matrix.resortWhy')}>
            <RotateCcw size={12} aria-hidden="true" />
            {t('grid.resort')}
          </Button>
        )}
        <span className="grow" />
        <SearchBox
          label={t('matrix.search')}
          clearLabel={t('ui.clear')}
          value={params.q}
          onChange={(q) => setParams({ q: q || null }, { history: 'replace' })}
          onEnter={onSearchEnter}
        />
        {params.view === 'matrix' && <ZoomButtons params={params} setParams={setParams} />}
        <ViewButtons params={params} setParams={setParams} />
      </div>
    </div>
  );
}

type ChoiceProps = Pick<ToolbarProps, 'params' | 'setParams'>;

function PhaseChips({ live, params, setParams, troubled }: ChoiceProps & Pick<ToolbarProps, 'live' | 'troubled'>) {
  const t = useTranslations();
  const wording = useWording();
  const phases = live.rows.flatMap((row) => row?.phase ?? []);
  const counts = Map.groupBy(phases, (phase) => phase);
  const toggle = (phase: Phase) => setParams({ phase: toggled(params.phase, phase) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('matrix.filters')} className="flex flex-wrap items-center gap-1.5">
      <FilterChip
        pressed={params.trouble}
        icon={<CellIcon state="failing" size={11} />}
        label={t('matrix.onlyTrouble')}
        count={wording.number(troubled)}
        title={t('matrix.onlyTroubleWhy')}
        onToggle={() => setParams({ trouble: params.trouble ? null : true })}
      />
      <span aria-hidden="true" className="mx-0.5 h-4 border-l border-line" />
      <FilterChip
        pressed={params.phase.length === 0}
        label={t('matrix.allDaemonSets')}
        count={wording.number(phases.length)}
        onToggle={() => setParams({ phase: null })}
      />
      {PHASES.filter((phase) => counts.has(phase) || params.phase.includes(phase)).map((phase) => (
        <FilterChip
          key={phase}
          pressed={params.phase.includes(phase)}
          icon={<CellIcon state={PHASE_APPEARANCE[phase].cell} size={11} />}
          label={wording.phase(phase)}
          count={wording.number(counts.get(phase)?.length ?? 0)}
          title={t(`phaseHelp.${phase}`)}
          onToggle={() => toggle(phase)}
        />
      ))}
    </div>
  );
}

function ZoomButtons({ params, setParams }: ChoiceProps) {
  const t = useTranslations();
  const at = params.zoom === 'fit' ? -1 : ZOOM_STEPS.indexOf(params.zoom);
  const step = (by: number) => ZOOM_STEPS[at < 0 ? (by > 0 ? 3 : 1) : at + by];
  const buttons = [
    { by: -1, label: t('grid.smaller'), icon: <Minus size={13} aria-hidden="true" /> },
    { by: 1, label: t('grid.larger'), icon: <Plus size={13} aria-hidden="true" /> },
  ];
  return (
    <span className="flex items-center rounded-md border border-line">
      {buttons.map(({ by, label, icon }) => (
        <button
          key={by}
          type="button"
          aria-label={label}
          title={label}
          disabled={step(by) === undefined}
          className="grid h-6.5 w-7 place-items-center rounded-[5px] text-mute hover:bg-hover hover:text-ink disabled:opacity-40"
          onClick={() => setParams({ zoom: step(by) ?? null }, { history: 'replace' })}
        >
          {icon}
        </button>
      ))}
      {params.zoom !== 'fit' && (
        <button
          type="button"
          className="h-6.5 px-1.5 text-xs text-mute hover:text-ink"
          onClick={() => setParams({ zoom: null }, { history: 'replace' })}
        >
          {t('grid.fit')}
        </button>
      )}
    </span>
  );
}

function ViewButtons({ params, setParams }: ChoiceProps) {
  const t = useTranslations();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('grid.drawAs')} className="flex rounded-md border border-line">
      {(['matrix', 'list'] as const).map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={params.view === view}
          aria-label={t(`matrix.view.${view}`)}
          title={t(`matrix.view.${view}`)}
          className="grid h-6.5 w-8 place-items-center rounded-[5px] text-mute hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
          onClick={() => setParams({ view })}
        >
          {view === 'matrix' ? <Grid3x3 size={14} aria-hidden="true" /> : <Rows3 size={14} aria-hidden="true" />}
        </button>
      ))}
    </div>
  );
}
