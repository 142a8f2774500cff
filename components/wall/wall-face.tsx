'use client';
import { useTranslations } from 'use-intl';
import type { FeedState } from '#lib/client/feed-state.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { WallMessage } from './wall-message.tsx';
import { WallSlide } from './wall-slide.tsx';
import type { Slide } from './wall-slides.ts';
import { WallTiles } from './wall-tiles.tsx';

interface WallFaceProps {
  /** Null: the cluster has no DaemonSet. */
  readonly slide: Slide | null;
  readonly items: readonly Summary[];
  /** Of the DaemonSet that the slide shows. */
  readonly feed: FeedState<LiveDaemonSet>;
}

/** The slide whose turn it is. */
export function WallFace({ slide, items, feed }: WallFaceProps) {
  const t = useTranslations();
  if (slide === null || (slide.kind === 'tiles' && slide.items.length === 0)) {
    return <WallMessage title={t('fleet.empty')}>{t('fleet.emptyWhy')}</WallMessage>;
  }
  if (slide.kind === 'tiles') return <WallTiles title={t('wall.tiles', { count: slide.items.length })} items={slide.items} />;
  const summary = items.find(({ namespace, name }) => namespace === slide.namespace && name === slide.name) ?? null;
  return <WallSlide key={slide.key} address={slide} summary={summary} feed={feed} />;
}
