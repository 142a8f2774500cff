'use client';
import { useTranslations } from 'use-intl';
import { NodeSkeleton } from '#components/node-page/node-skeleton.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { ApiRequestError } from '#lib/client/api-request.ts';
import { type ClusterNode, isNodeGone, useNodePage } from '#lib/client/node-page-query.ts';
import { useFleetFeed } from '#lib/client/use-fleet-feed.ts';
import { connectionOf } from '../../connection-of.ts';
import { FeedProblem } from '../../feed-problem.tsx';
import { FleetTab } from '../../fleet-tab.tsx';
import { NodeWithActs } from './node-with-acts.tsx';

/** One Node of one cluster and every DaemonSet on it, live. */
export function NodePageView({ cluster, node }: ClusterNode) {
  const t = useTranslations();
  const feed = useFleetFeed(cluster);
  const { data, error } = useNodePage({ cluster, node });
  const gone = isNodeGone(error);
  return (
    <Shell cluster={cluster} connection={connectionOf(feed)}>
      <FleetTab cluster={cluster} title={t('nodePage.tab', { node: visibleText(node) })} />
      {data && (
        <NodeWithActs
          address={{ cluster, node }}
          answer={data}
          gone={gone}
          connection={feed.status === 'open' ? feed.connection.state : 'connecting'}
        />
      )}
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
