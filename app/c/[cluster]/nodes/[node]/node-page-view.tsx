'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { NodeSkeleton } from '#components/node-page/node-skeleton.tsx';
import { NodeView } from '#components/node-page/node-view.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { matrixPath } from '#components/wording/page-paths.ts';
import { ApiRequestError } from '#lib/client/api-request.ts';
import { type ClusterNode, isNodeGone, useNodePage } from '#lib/client/node-page-query.ts';
import { useFleetFeed } from '#lib/client/use-fleet-feed.ts';
import { FeedProblem } from '../../feed-problem.tsx';
import { FleetTab } from '../../fleet-tab.tsx';

/** One Node of one cluster and every DaemonSet on it, live. */
export function NodePageView({ cluster, node }: ClusterNode) {
  const t = useTranslations();
  const feed = useFleetFeed(cluster);
  const { data, error } = useNodePage({ cluster, node });
  const gone = isNodeGone(error);
  return (
    <Shell cluster={cluster} connection={feed.status === 'open' ? feed.connection : null}>
      <FleetTab cluster={cluster} title={t('nodePage.tab', { node: visibleText(node) })} />
      {data && !gone && <NodeView key={data.uid} address={{ cluster, node }} answer={data} />}
      {data && gone && <NodeGone cluster={cluster} node={node} />}
      {!data && error && <NodeProblem error={error} cluster={cluster} node={node} />}
      {!data && !error && <NodeSkeleton label={t('ui.loading')} node={node} />}
    </Shell>
  );
}

function NodeProblem({ error, cluster, node }: ClusterNode & { readonly error: Error }) {
  const problem =
    error instanceof ApiRequestError ? error.problem : { status: 0, code: 'unreadable', message: visibleText(error.message) };
  return <FeedProblem cluster={cluster} problem={problem} object={node} command={`kubectl get node ${node}`} />;
}

function NodeGone({ cluster, node }: ClusterNode) {
  const t = useTranslations();
  return (
    <Notice
      level={1}
      title={t('nodePage.gone', { node: visibleText(node) })}
      commands={['kubectl get nodes']}
      actions={
        <Link href={matrixPath(cluster)} prefetch={false} className="text-accent hover:underline">
          {t('nodePage.toMatrix')}
        </Link>
      }
    >
      <p>{t('nodePage.goneWhy')}</p>
    </Notice>
  );
}
