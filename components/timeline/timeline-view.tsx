'use client';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { kubectlAge } from '#components/ui/age.ts';
import { absoluteTime, clockTime } from '#components/ui/age-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { useTimeline } from '#lib/client/timeline-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { useWave } from '#lib/client/wave-query.ts';
import type { Wave } from '#lib/feed/wave.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import type { Timeline } from '#lib/rollout/timeline.ts';
import { TIMELINE_SERIES } from '#lib/rollout/timeline-node.ts';
import { SERIES_LOOK } from './series-look.ts';
import { type ShownSpan, shownSpan } from './shown-span.ts';
import { TimelineLanes } from './timeline-lanes.tsx';
import { TimelineMarkers } from './timeline-markers.tsx';
import { TimelineTable } from './timeline-table.tsx';
import { waveMarkers } from './wave-markers.ts';

const TimelineChart = lazy(() => import('./timeline-chart.tsx'));

export interface TimelineViewProps {
  readonly address: DaemonSetAddress;
  readonly detail: DaemonSetDetail;
  readonly onNode: (node: string) => void;
}

const FEW_LANES = 6;
const MOST_LANES = 200;
/** After these nothing changes any more by itself. */
const OVER = new Set(['complete', 'waitingForDelete', 'paused', 'deleting']);

/** The newest update over time and Node by Node, rebuilt from the API's own times. */
export default function TimelineView({ address, detail, onNode }: TimelineViewProps) {
  const t = useTranslations();
  const [lanes, setLanes] = useState(FEW_LANES);
  const { generation, desired, updated, available, stale, phase } = detail;
  const revision = [generation, desired, updated, available, stale, phase].join('.');
  const { data, error } = useTimeline(address, { revision, lanes, enabled: true });
  const wave = useWave(address);
  const timeline = data?.timeline;
  const running = !OVER.has(phase);
  const span = useMemo(() => (timeline ? shownSpan(timeline, { running }) : null), [timeline, running]);
  const note = timeline && t('timeline.note', { revision: timeline.revision });
  return (
    <SectionCard title={t('timeline.title')} note={note}>
      {data === undefined && error === null && <Skeleton className="h-40 w-full" />}
      {data === undefined && error !== null && <p className="text-mute">{visibleText(error.message)}</p>}
      {timeline === null && <p className="text-mute">{t('timeline.none')}</p>}
      {timeline && span && (
        <>
          <SpanOfTime timeline={timeline} span={span} running={running} wave={wave.data?.wave ?? null} />
          <TimelineLanes lanes={timeline.lanes} onNode={onNode} />
          {timeline.laneCount > timeline.lanes.length && lanes < MOST_LANES && (
            <button type="button" className="mt-1 text-xs text-accent hover:underline" onClick={() => setLanes(MOST_LANES)}>
              {t('timeline.more', { count: Math.min(MOST_LANES, timeline.laneCount) - timeline.lanes.length })}
            </button>
          )}
          {timeline.inferred > 0 && (
            <p className="mt-2 text-2xs text-mute">{t('timeline.inferred', { count: timeline.inferred })}</p>
          )}
        </>
      )}
    </SectionCard>
  );
}

interface SpanOfTimeProps {
  readonly timeline: Timeline;
  readonly span: ShownSpan;
  readonly running: boolean;
  readonly wave: Wave | null;
}

function SpanOfTime({ timeline, span, running, wave }: SpanOfTimeProps) {
  const t = useTranslations();
  const locale = useLocale();
  const [point, setPoint] = useState<number | null>(null);
  const markers = useMemo(
    () => [...timeline.markers, ...waveMarkers(wave, timeline)].sort((a, b) => a.at - b.at),
    [timeline, wave],
  );
  const marks = useMemo(() => markers.map(({ at }) => at), [markers]);
  const last = span.series.at.length - 1;
  const shown = Math.min(point ?? last, last);
  const at = span.series.at[point === null && running ? last : shown] ?? span.until;
  const { durations, inFlight } = timeline;
  const begun = absoluteTime(timeline.start, locale);
  return (
    <>
      <p className="text-mute">
        <span title={begun}>{t('timeline.since', { time: clockTime(new Date(timeline.start).toISOString(), locale) })}</span>
        {durations !== null &&
          ` · ${t('timeline.durations', { median: kubectlAge(durations.medianSeconds), slow: kubectlAge(durations.slowTenthSeconds) })}`}
        {inFlight > 0 && ` · ${t('timeline.inFlight', { count: inFlight })}`}
      </p>
      <Suspense fallback={<Skeleton className="h-[132px] w-full" />}>
        <TimelineChart span={span} marks={marks} label={t('timeline.chart', { from: begun })} onPoint={setPoint} />
      </Suspense>
      <Legend span={span} point={shown} at={at} />
      <div className="mb-2">
        <TimelineMarkers markers={markers} />
      </div>
      <TimelineTable span={span} />
    </>
  );
}

/** The lines' names with their values at the pointer, or at the end. */
function Legend({ span, point, at }: { span: ShownSpan; point: number; at: number }) {
  const locale = useLocale();
  const wording = useWording();
  return (
    <p className="mt-1 mb-2 flex flex-wrap items-center gap-x-3 text-2xs" aria-hidden="true">
      <time className="text-mute" title={absoluteTime(at, locale)}>
        {clockTime(new Date(at).toISOString(), locale)}
      </time>
      {TIMELINE_SERIES.map((name) => (
        <span key={name} className="flex items-center gap-1 whitespace-nowrap">
          <span className={`w-3.5 ${SERIES_LOOK[name].legend}`} />
          <span className="text-mute">{SERIES_LOOK[name].word}</span>
          <b>{wording.number(span.series[name][point] ?? 0)}</b>
        </span>
      ))}
    </p>
  );
}
