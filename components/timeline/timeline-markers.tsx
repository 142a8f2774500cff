'use client';
import { memo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { absoluteTime, clockTime } from '#components/ui/age-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { TimelineMarker } from '#lib/rollout/timeline-markers.ts';
import type { WaveMarker } from './wave-markers.ts';

export type ShownMarker = TimelineMarker | WaveMarker;

const FEW = 4;

/** What happened at one moment, in the order of time: the newest few until the earlier ones are asked for. The chart marks them too. */
export const TimelineMarkers = memo(function TimelineMarkers({ markers }: { readonly markers: readonly ShownMarker[] }) {
  const t = useTranslations();
  const locale = useLocale();
  const wordsOf = useMarkerWords();
  const [open, setOpen] = useState(false);
  const shown = open ? markers : markers.slice(-FEW);
  return (
    <>
      {markers.length > FEW && (
        <button
          type="button"
          aria-expanded={open}
          className="min-h-6 text-xs text-accent hover:underline"
          onClick={() => setOpen(!open)}
        >
          {open ? t('timeline.marker.less') : t('timeline.marker.earlier', { count: markers.length - FEW })}
        </button>
      )}
      <ul aria-label={t('timeline.marker.label')} className="text-xs text-mute">
        {shown.map((marker) => (
          <li key={`${marker.kind} ${marker.at}`} className="line-clamp-2 break-words">
            <span aria-hidden="true">▾ </span>
            <time title={absoluteTime(marker.at, locale)}>{clockTime(new Date(marker.at).toISOString(), locale)}</time>{' '}
            {wordsOf(marker)}
          </li>
        ))}
      </ul>
    </>
  );
});

function useMarkerWords(): (marker: ShownMarker) => string {
  const t = useTranslations();
  return (marker) => {
    switch (marker.kind) {
      case 'revision': {
        const words = t(`timeline.marker.${marker.again ? 'again' : 'revision'}`, { revision: marker.revision });
        return marker.changeCause === null ? words : `${words}: ${visibleText(marker.changeCause)}`;
      }
      case 'nodesJoined':
      case 'nodesLeaving':
        return t(`timeline.marker.${marker.kind}`, { count: marker.nodes, node: visibleText(marker.node) });
      case 'rolling': {
        const { maxUnavailable, maxSurge } = marker;
        return t('timeline.marker.rolling', { maxUnavailable: visibleText(maxUnavailable), maxSurge: visibleText(maxSurge) });
      }
      case 'waveStarted':
        return t('timeline.marker.waveStarted', { by: visibleText(marker.by) });
      case 'waveEnded':
        return t('timeline.marker.waveEnded', { state: marker.state });
      default:
        return t(`timeline.marker.${marker.kind}`);
    }
  };
}
