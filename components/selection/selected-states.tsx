'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import type { SelectionSummary } from './summarise-selection.ts';

interface SelectedStatesProps {
  readonly live: LiveDaemonSet;
  readonly slots: readonly number[];
  readonly summary: SelectionSummary;
  readonly onKeep: (slots: readonly number[]) => void;
}

const ROW = 'flex min-h-6 w-full items-center gap-2 rounded px-1 text-left hover:bg-hover disabled:hover:bg-transparent';

/** The chosen Nodes by state and by revision; a click keeps only those. */
export function SelectedStates({ live, slots, summary, onKeep }: SelectedStatesProps) {
  const t = useTranslations();
  const wording = useWording();
  const { states, revisions, stale } = summary;
  const keepState = (state: number) => onKeep(slots.filter((slot) => live.state[slot] === state));
  const keepRevision = (revision: number) => onKeep(slots.filter((slot) => live.revision[slot] === revision));
  return (
    <div className="grid grid-cols-2 gap-x-4 px-3.5 py-2.5 text-xs">
      <ul aria-label={t('selection.states')}>
        {states.map(({ state, count }) => (
          <li key={state}>
            <button
              type="button"
              className={ROW}
              disabled={states.length === 1}
              title={states.length === 1 ? undefined : t('selection.keep')}
              onClick={() => keepState(NODE_ROLLOUT_STATES.indexOf(state))}
            >
              <CellIcon state={state} size={12} />
              <span className="grow truncate">{wording.state(state)}</span>
              <b>{wording.number(count)}</b>
            </button>
          </li>
        ))}
      </ul>
      <ul aria-label={t('selection.revisions')}>
        {revisions.map(({ revision, count }) => (
          <li key={revision}>
            <button
              type="button"
              className={ROW}
              disabled={revisions.length === 1}
              title={revisions.length === 1 ? undefined : t('selection.keep')}
              onClick={() => keepRevision(revision)}
            >
              <span className="grow truncate">
                {revision === 0 ? t('grid.without.revision') : t('node.revision', { revision })}
              </span>
              <b>{wording.number(count)}</b>
            </button>
          </li>
        ))}
        {stale.length > 0 && (
          <li>
            <button type="button" className={ROW} title={t('selection.keep')} onClick={() => onKeep(stale)}>
              <span className="grow truncate text-stale-text">{t('grid.onlyStale')}</span>
              <b>{wording.number(stale.length)}</b>
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}
