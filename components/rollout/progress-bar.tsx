'use client';
import { useTranslations } from 'use-intl';
import { percentDone, progressParts } from '#components/node-cell/progress-parts.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Summary } from '#lib/rollout/summary.ts';

/** One look per part; marks as well as hues differ, as in the cells. */
const PART_CLASS: Record<NodeRolloutState, string> = {
  available: 'bg-available',
  ready: 'bg-ready',
  surging: 'bg-[repeating-linear-gradient(135deg,var(--starting)_0_4px,var(--stale)_4px_8px)]',
  starting: 'bg-starting',
  replacing: 'bg-stale/30 inset-ring-2 inset-ring-stale',
  outdated: 'bg-stale',
  failing: 'bg-failing',
  missing: 'inset-ring-2 inset-ring-missing',
  misscheduled: 'bg-misscheduled',
  ineligible: 'bg-off',
};

interface ProgressBarProps {
  readonly summary: Summary;
  readonly onChoose: (state: NodeRolloutState) => void;
}

/** Every eligible Node in one bar; the parts sum to DESIRED and each shows its Nodes. */
export function ProgressBar({ summary, onChoose }: ProgressBarProps) {
  const t = useTranslations();
  const wording = useWording();
  const parts = progressParts(summary.states);
  const percent = percentDone(summary);
  return (
    <div className="flex items-center gap-3">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div
        role="group"
        aria-label={t('progress.label', { percent })}
        className="flex h-3.5 min-w-0 grow gap-0.5 overflow-hidden rounded"
      >
        {parts.length === 0 && <span className="grow rounded bg-off" />}
        {parts.map(({ state, count }) => {
          const words = t('progress.part', { count, state: wording.state(state) });
          return (
            <button
              key={state}
              type="button"
              aria-label={words}
              title={words}
              onClick={() => onChoose(state)}
              className={`h-full min-w-1.5 rounded-[2px] hover:brightness-110 ${PART_CLASS[state]}`}
              style={{ flexGrow: count, flexBasis: 0 }}
            />
          );
        })}
      </div>
      <b className="shrink-0 text-right whitespace-nowrap tabular-nums" aria-hidden="true">
        {t('progress.percent', { percent })}
      </b>
    </div>
  );
}
