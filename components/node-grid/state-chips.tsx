'use client';
import { X } from 'lucide-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { FilterChip } from '#components/ui/filter-chip.tsx';
import { toggled } from '#components/ui/toggled.ts';
import { useHeld } from '#components/ui/use-held.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { ATTENTION_ORDER, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { NodeViewParams, SetNodeViewParams } from './use-node-view.ts';

interface StateChipsProps {
  readonly states: Readonly<Record<NodeRolloutState, number>>;
  readonly params: NodeViewParams;
  readonly setParams: SetNodeViewParams;
}

/** All Nodes by state: the counts sum to the Nodes of the cluster, each is a filter. */
export const StateChips = memo(function StateChips({ states, params, setParams }: StateChipsProps) {
  const t = useTranslations();
  const wording = useWording();
  const { held, hold } = useHeld<NodeRolloutState>();
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  const toggle = (state: NodeRolloutState) => setParams({ state: toggled(params.state, state) });
  const { reason, revision, failing, runs } = params;
  const free = params.state.length === 0 && !params.stale && [reason, revision, failing, runs].every((filter) => filter === null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={t('grid.states')} className="flex flex-wrap items-center gap-1.5">
      <FilterChip
        pressed={free}
        label={t('grid.allNodes')}
        count={wording.number(total)}
        onToggle={() => setParams({ state: null, stale: null, reason: null, revision: null, failing: null, runs: null })}
      />
      {ATTENTION_ORDER.filter((state) => states[state] > 0 || params.state.includes(state) || state === held).map((state) => (
        <FilterChip
          key={state}
          pressed={params.state.includes(state)}
          icon={<CellIcon state={state} size={11} />}
          label={wording.state(state)}
          count={wording.number(states[state])}
          title={t(`stateHelp.${state}`)}
          onToggle={() => toggle(state)}
          {...hold(state)}
        />
      ))}
      {params.stale && <Remove label={t('grid.onlyStale')} onRemove={() => setParams({ stale: null })} />}
      {params.reason !== null && <Remove label={visibleText(params.reason)} onRemove={() => setParams({ reason: null })} />}
      {failing !== null && (
        <Remove
          label={t('grid.failing', { requirement: visibleText(failing.replace('/', ' ')) })}
          onRemove={() => setParams({ failing: null })}
        />
      )}
      {runs !== null && <Remove label={runsText(t, runs)} onRemove={() => setParams({ runs: null })} />}
      {params.revision !== null && (
        <Remove label={t('node.revision', { revision: params.revision })} onRemove={() => setParams({ revision: null })} />
      )}
    </div>
  );
});

/** What a group of Pods is told apart by. */
const RUNS = new Set(['image', 'otherImage', 'generationOnly', 'lostRevision', 'noHash']);

/** The words of a group of Pods by its id, which the server made; nonsense in the URL stays visible as it is. */
function runsText(t: ReturnType<typeof useTranslations>, id: string): string {
  const [kind = '', ...parts] = id.split('/');
  if (!RUNS.has(kind)) return visibleText(id);
  // A hash and a container stand before the image, a container before the digest; names hold no slash.
  const what = { otherImage: parts.slice(2).join('/'), image: parts.slice(1).join('/').slice(0, 19) }[kind] ?? parts.join('/');
  return t(`grid.runs.${kind}`, { what: visibleText(what) });
}

function Remove({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  const t = useTranslations();
  return (
    <button
      type="button"
      aria-label={t('grid.removeFilter', { filter: label })}
      className="inline-flex h-6 max-w-60 items-center gap-1 rounded-md border border-accent bg-accent/10 px-2 text-xs"
      onClick={onRemove}
    >
      <span className="truncate">{label}</span>
      <X size={11} aria-hidden="true" />
    </button>
  );
}
