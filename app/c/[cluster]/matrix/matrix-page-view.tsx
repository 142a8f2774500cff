'use client';
import { useTranslations } from 'use-intl';
import { MatrixCard } from '#components/matrix/matrix-card.tsx';
import { MatrixSkeleton } from '#components/matrix/matrix-skeleton.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { useMatrixFeed } from '#lib/client/use-matrix-feed.ts';
import { FeedProblem } from '../feed-problem.tsx';
import { useDocumentTitle } from '../use-document-title.ts';

/** Every DaemonSet of one cluster on every Node, live. */
export function MatrixPageView({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const feed = useMatrixFeed(cluster);
  useDocumentTitle(t('matrix.tab', { cluster }));
  return (
    <Shell cluster={cluster} connection={feed.status === 'open' ? feed.connection : null} fill>
      {feed.status === 'loading' && <MatrixSkeleton label={t('ui.loading')} title={t('matrix.title')} />}
      {feed.status === 'failed' && (
        <FeedProblem cluster={cluster} problem={feed.problem} object={cluster} command="kubectl get daemonsets -A" />
      )}
      {feed.status === 'open' && <MatrixCard cluster={cluster} live={feed.live} />}
    </Shell>
  );
}
