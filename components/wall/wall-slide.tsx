'use client';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import type { FeedState } from '#lib/client/feed-state.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { WallFacts } from './wall-facts.tsx';
import { WallGrid } from './wall-grid.tsx';
import { WallMessage } from './wall-message.tsx';
import type { ChosenDaemonSet } from './wall-params.ts';

interface WallSlideProps {
  readonly address: ChosenDaemonSet;
  /** What the list of DaemonSets says, at once; null: it is not in the list. */
  readonly summary: Summary | null;
  readonly feed: FeedState<LiveDaemonSet>;
}

/** One DaemonSet on the whole screen. */
export function WallSlide({ address, summary, feed }: WallSlideProps) {
  const t = useTranslations();
  if (feed.status === 'open') return <LiveSlide live={feed.live} />;
  if (feed.status === 'failed' && feed.problem.status !== 0) {
    const object = `${address.namespace}/${address.name}`;
    return (
      <WallMessage title={t(feed.problem.status === 404 ? 'wall.notFound' : 'wall.refused', { object })}>
        {visibleText(feed.problem.message)}
      </WallMessage>
    );
  }
  if (summary === null) return <WallMessage title={`${address.namespace}/${address.name}`}>{t('ui.loading')}</WallMessage>;
  return (
    <>
      <WallFacts summary={summary} problems={[]} />
      <div className="grow" />
    </>
  );
}

function LiveSlide({ live }: { readonly live: LiveDaemonSet }) {
  useLiveVersion(live);
  return (
    <>
      <WallFacts summary={live.detail} problems={live.detail.problems} />
      <WallGrid live={live} />
    </>
  );
}
