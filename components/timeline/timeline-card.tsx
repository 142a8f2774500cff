'use client';
import { lazy, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { TimelineViewProps } from './timeline-view.tsx';
import { useSeen } from './use-seen.ts';

const TimelineView = lazy(() => import('./timeline-view.tsx'));

/** The place of the timeline: its code and its data are loaded once it has come into sight. */
export function TimelineCard(props: TimelineViewProps) {
  const card = useRef<HTMLDivElement>(null);
  const seen = useSeen(card);
  return (
    <div ref={card}>
      {seen ? (
        <LazyPart waiting={<Waiting />}>
          <TimelineView {...props} />
        </LazyPart>
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Waiting() {
  const t = useTranslations();
  return (
    <SectionCard title={t('timeline.title')}>
      <Skeleton className="h-40 w-full" />
    </SectionCard>
  );
}
