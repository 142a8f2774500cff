'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import { countGroup } from './group-counts.ts';
import { HeadingChoice } from './heading-choice.tsx';
import type { GridLayout } from './layout.ts';
import type { NodeOrder } from './node-order.ts';
import type { Grouping } from './node-view.ts';
import type { ChooseRun } from './use-selection.ts';

interface GridHeadingsProps {
  readonly live: LiveDaemonSet;
  readonly version: number;
  readonly order: NodeOrder;
  readonly group: Grouping;
  readonly layout: GridLayout;
  readonly top: number;
  readonly height: number;
  readonly onChoose: ChooseRun;
}

/** The headings of the groups that the canvas covers. */
export function GridHeadings({ live, order, group, layout, top, height, onChoose }: GridHeadingsProps) {
  const t = useTranslations();
  const wording = useWording();
  return layout.sections.map((section, index) => {
    const members = order.groups[index];
    if (!members || section.top > top + height || section.cellsTop < top) return null;
    const counts = countGroup(live, order, members);
    return (
      <div
        key={members.key}
        className="group/heading absolute inset-x-0 flex items-baseline gap-2.5 text-xs whitespace-nowrap"
        style={{ top: section.top }}
      >
        {group === 'state' && <CellIcon state={members.key as NodeRolloutState} size={11} />}
        <b>
          {group === 'state' ? (
            wording.state(members.key as NodeRolloutState)
          ) : members.key === '' ? (
            t(`grid.without.${group}`)
          ) : group === 'revision' ? (
            t('node.revision', { revision: Number(members.key) })
          ) : (
            <MiddleText text={members.key} />
          )}
        </b>
        <span className="truncate text-mute">
          {group === 'state'
            ? t('grid.groupNodes', { count: members.count })
            : t('grid.group', { eligible: counts.eligible, total: members.count, done: counts.done, stale: counts.stale })}
        </span>
        <HeadingChoice run={members} stale={counts.stale} onChoose={onChoose} />
      </div>
    );
  });
}
