'use client';
import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { kubectlAge } from '#components/ui/age.ts';
import { clockTime } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { sharedDomain } from '#components/ui/short-names.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { TimelineLane } from '#lib/rollout/timeline-lanes.ts';
import { laneParts } from './lane-parts.ts';

interface TimelineLanesProps {
  readonly lanes: readonly TimelineLane[];
  readonly onNode: (node: string) => void;
}

const PART_CLASS = {
  ending: 'bg-stale',
  starting: 'bg-starting/45',
  running: 'bg-starting',
  ready: 'bg-ready',
};

/** The update of single Nodes, the longest first: how long its old Pod ended, its new one started, ran and waited. */
export const TimelineLanes = memo(function TimelineLanes({ lanes, onNode }: TimelineLanesProps) {
  const t = useTranslations();
  const longest = Math.max(1, ...lanes.map(({ seconds }) => seconds));
  const domain = sharedDomain(lanes.map(({ node }) => node));
  return (
    <>
      {lanes.length > 0 && <h3 className="mt-2 mb-0.5 text-2xs text-mute">{t('timeline.lanes')}</h3>}
      <ul aria-label={t('timeline.lanes')} className="flex flex-col">
        {lanes.map((lane) => (
          <Lane key={lane.node} lane={lane} domain={domain} longest={longest} onNode={onNode} />
        ))}
      </ul>
    </>
  );
});

interface LaneProps {
  readonly lane: TimelineLane;
  /** What all names end in. */
  readonly domain: string;
  readonly longest: number;
  readonly onNode: (node: string) => void;
}

function Lane({ lane, domain, longest, onNode }: LaneProps) {
  const words = useLaneWords(lane);
  const { node, state, seconds } = lane;
  return (
    <li>
      <button
        type="button"
        title={words}
        className="grid w-full grid-cols-[12px_minmax(0,7.5rem)_minmax(0,1fr)_auto] items-center gap-x-2 rounded-sm py-0.5 text-left text-xs hover:bg-hover"
        onClick={() => onNode(node)}
      >
        <CellIcon state={state} size={11} />
        <MiddleText text={node.slice(0, node.length - domain.length)} />
        <span aria-hidden="true" className="flex h-2">
          {laneParts(lane).map(({ part, share }) => (
            <span
              key={part}
              className={`h-full min-w-px first:rounded-l-xs last:rounded-r-xs ${PART_CLASS[part]} ${lane.availableAt === null ? 'last:rounded-r-none last:border-r-2 last:border-dashed last:border-ink' : ''}`}
              style={{ width: `${(100 * share * seconds) / longest}%` }}
            />
          ))}
        </span>
        <span className="text-right text-mute">{kubectlAge(seconds)}</span>
        <span className="sr-only">{words}</span>
      </button>
    </li>
  );
}

/** Everything about a lane as lines of text, times absolute. */
export function useLaneWords(lane: TimelineLane): string {
  const t = useTranslations();
  const locale = useLocale();
  const wording = useWording();
  const { deletedAt, createdAt, startedAt, readyAt, availableAt } = lane;
  const steps = { deletedAt, createdAt, startedAt, readyAt, availableAt };
  const times = (Object.keys(steps) as (keyof typeof steps)[]).flatMap((step) => {
    const at = steps[step];
    return at === null ? [] : [t(`timeline.step.${step}`, { time: clockTime(at, locale) })];
  });
  const head = `${lane.node}: ${wording.state(lane.state)}${lane.reason === '' ? '' : `, ${lane.reason}`}`;
  const more = [
    ...(lane.joined ? [t('timeline.joined')] : []),
    ...(lane.restarts > 0 ? [t('timeline.restarts', { count: lane.restarts })] : []),
  ];
  return visibleText(head) + ['', ...times, ...more].join('\n');
}
