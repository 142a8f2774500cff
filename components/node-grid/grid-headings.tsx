'use client';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { Heading, ShownOrder } from './fold-order.ts';
import { GroupBar } from './group-bar.tsx';
import { countGroup } from './group-counts.ts';
import { GroupName } from './group-name.tsx';
import { HeadingChoice } from './heading-choice.tsx';
import { type GridLayout, HEADING_HEIGHT, sectionsWithin } from './layout.ts';
import type { NodeOrder } from './node-order.ts';
import type { Grouping } from './node-view.ts';
import type { ChooseRun } from './use-selection.ts';

interface GridHeadingsProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  /** The order before folding: what headings count. */
  readonly order: NodeOrder;
  readonly shown: ShownOrder;
  readonly layout: GridLayout;
  readonly top: number;
  readonly height: number;
  readonly onChoose: ChooseRun;
  readonly onFold: (id: string) => void;
}

/** The headings of the groups that the canvas covers. */
export function GridHeadings({ shown, layout, top, height, ...rest }: GridHeadingsProps) {
  const { from, to } = sectionsWithin(layout, top, top + height);
  return layout.sections.slice(from, to).map((section, index) =>
    shown.sections[from + index]?.lines.map((heading, line) => (
      // biome-ignore lint/a11y/useSemanticElements: headings are placed, not laid out by a table
      // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
      <div role="row" key={heading.id} className="absolute inset-x-0" style={{ top: section.top + line * HEADING_HEIGHT }}>
        <GroupHeading heading={heading} grouping={shown.groupedBy[heading.level - 1] ?? 'none'} {...rest} />
      </div>
    )),
  );
}

interface GroupHeadingProps extends Pick<GridHeadingsProps, 'live' | 'order' | 'onChoose' | 'onFold'> {
  readonly heading: Heading;
  readonly grouping: Grouping;
}

function GroupHeading({ live, order, heading, grouping, onChoose, onFold }: GroupHeadingProps) {
  const t = useTranslations();
  const counts = countGroup(live, order, heading.run);
  const total = heading.run.count;
  const Chevron = heading.folded ? ChevronRight : ChevronDown;
  return (
    // biome-ignore lint/a11y/useSemanticElements: headings are placed, not laid out by a table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
    <div
      role="rowheader"
      className={`group/heading flex h-6 items-center gap-2 text-xs whitespace-nowrap ${heading.level === 2 ? 'pl-4' : ''}`}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={!heading.folded}
        title={heading.folded ? t('gridView.unfold') : t('gridView.fold')}
        className="-ml-1 flex max-w-3/5 shrink-0 items-center gap-1.5 rounded px-0.5 hover:bg-hover"
        // The focus stays with the grid, where the keys are.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onFold(heading.id)}
      >
        <Chevron size={12} aria-hidden="true" className="shrink-0 text-mute" />
        {grouping === 'state' && <CellIcon state={heading.key as NodeRolloutState} size={11} />}
        <b className={`min-w-0 ${heading.level === 2 ? 'font-medium' : ''}`}>
          <GroupName grouping={grouping} value={heading.key} />
        </b>
      </button>
      {grouping !== 'state' && <GroupBar states={counts.states} />}
      <span className="truncate text-mute tabular-nums">
        {grouping === 'state'
          ? t('grid.groupNodes', { count: total })
          : t('grid.group', { eligible: counts.eligible, total, done: counts.done, stale: counts.stale })}
      </span>
      <HeadingChoice run={heading.run} stale={counts.stale} onChoose={onChoose} />
    </div>
  );
}
