'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Timeline } from '#lib/rollout/timeline.ts';
import type { TimelineMarker } from '#lib/rollout/timeline-markers.ts';
import type { TimelineSeries } from '#lib/rollout/timeline-series.ts';
import { getJson } from './api-request.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const AGAIN_AFTER_CHANGE_MS = 5_000;
const AGAIN_ANYWAY_MS = 60_000;

type WithTextTime<Marker> = Marker extends { at: number } ? Omit<Marker, 'at'> & { readonly at: string } : never;

/** GET …/timeline. Times are RFC 3339. */
interface TimelineAnswer {
  readonly asOf: string;
  readonly timeline:
    | (Omit<Timeline, 'start' | 'now' | 'series' | 'markers'> & {
        readonly start: string;
        readonly series: Omit<TimelineSeries, 'at'> & { readonly at: readonly string[] };
        readonly markers: readonly WithTextTime<TimelineMarker>[];
      })
    | null;
}

/** The newest update over time; null while there is no update revision. */
export interface TimelineView {
  readonly timeline: Timeline | null;
  readonly revision: string;
}

interface TimelineQuestion {
  /** What the live data says; a change of it asks again within 5 s, however fast it changes. */
  readonly revision: string;
  readonly lanes: number;
  readonly enabled: boolean;
}

/** The newest update of a DaemonSet over time, with its first `lanes` Nodes; asked again while it changes. */
export function useTimeline(
  address: DaemonSetAddress,
  { revision, lanes, enabled }: TimelineQuestion,
): UseQueryResult<TimelineView> {
  const [cluster, namespace, name] = [address.cluster, address.namespace, address.name].map(encodeURIComponent);
  const path = `/api/c/${cluster}/daemonsets/${namespace}/${name}/timeline?lanes=${lanes}`;
  return useQuery<TimelineView>({
    queryKey: ['timeline', path],
    queryFn: async ({ signal }) => ({ ...readTimeline(await getJson<TimelineAnswer>(path, { signal })), revision }),
    refetchInterval: ({ state }) => (state.data?.revision === revision ? AGAIN_ANYWAY_MS : AGAIN_AFTER_CHANGE_MS),
    placeholderData: (previous) => previous,
    retry: false,
    enabled,
  });
}

function readTimeline({ asOf, timeline }: TimelineAnswer): Pick<TimelineView, 'timeline'> {
  if (timeline === null) return { timeline };
  return {
    timeline: {
      ...timeline,
      start: Date.parse(timeline.start),
      now: Date.parse(asOf),
      series: { ...timeline.series, at: timeline.series.at.map((at) => Date.parse(at)) },
      markers: timeline.markers.map((marker) => ({ ...marker, at: Date.parse(marker.at) })),
    },
  };
}
