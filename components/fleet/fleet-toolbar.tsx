'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { PHASE_APPEARANCE } from '#components/node-cell/phase-appearance.ts';
import { FilterChip } from '#components/ui/filter-chip.tsx';
import { HelpMark } from '#components/ui/help-mark.tsx';
import { NamespaceMenu } from '#components/ui/namespace-menu.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SelectMenu } from '#components/ui/select-menu.tsx';
import { toggled } from '#components/ui/toggled.ts';
import { useHeld } from '#components/ui/use-held.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { PHASES, type Phase, type Summary } from '#lib/rollout/summary.ts';
import { FLEET_FLAGS, FLEET_SORTS, type FleetFlag, flagCounts, phaseCounts } from './fleet-order.ts';
import type { FleetParams, SetFleetParams } from './use-fleet-params.ts';

interface FleetToolbarProps {
  readonly items: readonly Summary[];
  readonly params: FleetParams;
  readonly setParams: SetFleetParams;
  readonly onSearchEnter: () => void;
}

/** The counts by phase as filters, namespace, order and text filter. */
export function FleetToolbar({ items, params, setParams, onSearchEnter }: FleetToolbarProps) {
  const t = useTranslations();
  const wording = useWording();
  const { held, hold } = useHeld<Phase | FleetFlag>();
  const counts = new Map(phaseCounts(items).map(({ phase, count }) => [phase, count]));
  const flags = new Map(flagCounts(items).map(({ flag, count }) => [flag, count]));
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 px-5 pb-3" data-print="hide">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5" data-tour-part="phases">
        <FilterChip
          pressed={params.phase.length === 0 && params.flag.length === 0}
          label={t('fleet.all')}
          count={wording.number(items.length)}
          onToggle={() => setParams({ phase: null, flag: null })}
        />
        {PHASES.filter((phase) => counts.has(phase) || params.phase.includes(phase) || phase === held).map((phase) => (
          <FilterChip
            key={phase}
            pressed={params.phase.includes(phase)}
            icon={<CellIcon state={PHASE_APPEARANCE[phase].cell} size={11} />}
            label={wording.phase(phase)}
            count={wording.number(counts.get(phase) ?? 0)}
            title={t(`phaseHelp.${phase}`)}
            onToggle={() => setParams({ phase: toggled(params.phase, phase) })}
            {...hold(phase)}
          />
        ))}
        {FLEET_FLAGS.filter((flag) => flags.has(flag) || params.flag.includes(flag) || flag === held).map((flag) => (
          <FilterChip
            key={flag}
            pressed={params.flag.includes(flag)}
            icon={<CellIcon state={flag === 'stale' ? 'outdated' : 'misscheduled'} size={11} />}
            label={t(`fleet.flag.${flag}`)}
            count={wording.number(flags.get(flag) ?? 0)}
            title={t(`fleet.flagHelp.${flag}`)}
            onToggle={() => setParams({ flag: toggled(params.flag, flag) })}
            {...hold(flag)}
          />
        ))}
      </div>
      <HelpMark />
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-2 gap-y-1.5">
        <NamespaceMenu
          namespaces={items.map((item) => item.namespace)}
          chosen={params.namespace}
          onChoose={(namespace) => setParams({ namespace })}
        />
        <SelectMenu
          label={t('grid.sortBy')}
          value={params.sort}
          options={FLEET_SORTS.map((value) => ({ value, label: t(`fleetSort.${value}`) }))}
          onChange={(sort) => setParams({ sort, reverse: null })}
        />
        <SearchBox
          label={t('fleet.filter')}
          clearLabel={t('ui.clear')}
          value={params.q}
          onChange={(q) => setParams({ q: q || null }, { history: 'replace' })}
          onEnter={onSearchEnter}
        />
      </div>
    </div>
  );
}
