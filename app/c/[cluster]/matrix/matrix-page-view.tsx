'use client';
import { useTranslations } from 'use-intl';
import { MatrixCard } from '#components/matrix/matrix-card.tsx';
import { MatrixSkeleton } from '#components/matrix/matrix-skeleton.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useMatrixFeed } from '#lib/client/use-matrix-feed.ts';
import { connectionOf } from '../connection-of.ts';
import { FeedProblem } from '../feed-problem.tsx';
import { FleetTab } from '../fleet-tab.tsx';

/** Every DaemonSet of one cluster on every Node, live. */
export function MatrixPageView({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const feed = useMatrixFeed(cluster);
  return (
    <Shell cluster={cluster} connection={connectionOf(feed)} fill>
      <FleetTab cluster={cluster} title={t('matrix.tab', { cluster: visibleText(cluster) })} />
      {feed.status === 'loading' && <MatrixSkeleton label={t('ui.loading')} title={t('matrix.title')} />}
      {feed.status === 'failed' && (
        <FeedProblem cluster={cluster} problem={feed.problem} object={cluster} command="kubectl get daemonsets -A" />
      )}
      {feed.status === 'open' && <MatrixCard cluster={cluster} live={feed.live} />}
    </Shell>
  );
}
