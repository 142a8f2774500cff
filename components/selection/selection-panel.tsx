'use client';
import { X } from 'lucide-react';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { ComparedLabels } from './compared-labels.tsx';
import { SelectedNames } from './selected-names.tsx';
import { SelectedStates } from './selected-states.tsx';
import { SharedValues } from './shared-values.tsx';
import { type SelectionSummary, summariseSelection } from './summarise-selection.ts';

interface SelectionPanelProps {
  readonly cluster: string;
  readonly live: LiveDaemonSet;
  /** Grows with the live data. */
  readonly version: number;
  readonly slots: readonly number[];
  /** Opens one of the Nodes; the others stay chosen. */
  readonly onOpen: (node: string) => void;
  /** Keeps only these of the chosen Nodes. */
  readonly onKeep: (slots: readonly number[]) => void;
  readonly onClose: () => void;
  readonly acts: (summary: SelectionSummary) => ReactNode;
  /** Hands the chosen rows out as a file. */
  readonly exporting: ReactNode;
}

/** Several Nodes at once: what they are, what they share, how they differ, and what can be done with all of them. */
export function SelectionPanel(props: SelectionPanelProps) {
  const { cluster, live, version, slots, onOpen, onKeep, onClose, acts, exporting } = props;
  const t = useTranslations();
  const settled = useDeferredValue(version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the live store changes under its version
  const summary = useMemo(() => summariseSelection(live, slots), [live, slots, settled]);
  const names = useMemo(() => slots.map((slot) => live.name(slot)), [live, slots]);
  return (
    <section aria-label={t('selection.title')} className="card flex flex-col divide-y divide-line">
      <header className="sticky top-0 z-1 flex items-center gap-1 rounded-t-[10px] bg-panel py-2 pr-2 pl-3.5">
        <h2 className="flex min-w-0 grow items-center gap-1 text-sm font-semibold">
          {t('choice.chosen', { count: slots.length })}
          <CopyButton text={() => names.join('\n')} what={t('selection.names')} />
        </h2>
        {exporting}
        <button
          type="button"
          aria-label={t('choice.clear')}
          title={`${t('choice.clear')} (Esc)`}
          className="grid size-7 place-items-center rounded-md text-mute hover:bg-hover hover:text-ink"
          onClick={onClose}
        >
          <X size={15} aria-hidden="true" />
        </button>
      </header>
      <SelectedStates live={live} slots={slots} summary={summary} onKeep={onKeep} />
      {acts(summary)}
      <SharedValues summary={summary} />
      <ComparedLabels cluster={cluster} names={names} />
      <SelectedNames live={live} slots={slots} onOpen={onOpen} />
    </section>
  );
}
