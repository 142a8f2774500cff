'use client';
import { SelectionActs, type SelectionPart } from '#components/acts/selection-acts.tsx';
import { ExportMenu } from '#components/node-grid/export-menu.tsx';
import type { Selection } from '#components/node-grid/use-selection.ts';
import { SelectionPanel } from '#components/selection/selection-panel.tsx';
import type { SelectionSummary } from '#components/selection/summarise-selection.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';

interface SelectionViewProps {
  readonly cluster: string;
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly selection: Selection;
  readonly onOpen: (node: string) => void;
  readonly onClose: () => void;
}

/** The chosen Nodes in the place of the inspector; its code is fetched when several are first chosen. */
export function SelectionView({ cluster, live, version, selection, onOpen, onClose }: SelectionViewProps) {
  const slots = selection.store.slots();
  const acts = (summary: SelectionSummary) => {
    const parts: Readonly<Record<SelectionPart, readonly number[]>> = { ...summary, all: slots };
    const counts = Object.fromEntries(Object.entries(parts).map(([part, some]) => [part, some.length]));
    return (
      <SelectionActs
        counts={counts as Record<SelectionPart, number>}
        namesOf={(part) => parts[part].map((slot) => live.name(slot))}
      />
    );
  };
  return (
    <SelectionPanel
      cluster={cluster}
      live={live}
      version={version}
      slots={slots}
      onOpen={onOpen}
      onKeep={selection.choose}
      onClose={onClose}
      acts={acts}
      exporting={<ExportMenu live={live} cluster={cluster} slots={slots} chosen />}
    />
  );
}
