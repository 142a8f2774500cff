'use client';
import { lazy, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ActsProvider } from '#components/acts/acts-provider.tsx';
import { percentDone } from '#components/node-cell/progress-parts.ts';
import { RevisionDiff } from '#components/revisions/revision-diff.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { TabBadge } from '#components/shell/tab-badge.tsx';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { type DaemonSetAddress, useDaemonSetFeed } from '#lib/client/use-daemon-set-feed.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import { connectionOf } from '../../../connection-of.ts';
import { DaemonSetSkeleton } from './daemon-set-skeleton.tsx';
import { DaemonSetWorkspace } from './daemon-set-workspace.tsx';

const FeedProblem = lazy(async () => ({ default: (await import('../../../feed-problem.tsx')).FeedProblem }));

/** One DaemonSet over every Node, live. */
export function DaemonSetView(address: DaemonSetAddress) {
  const t = useTranslations();
  const feed = useDaemonSetFeed(address);
  const object = `${address.namespace}/${address.name}`;
  const live = useLastLive(feed.status === 'open' ? feed.live : null, `${address.cluster}/${object}`);
  const problem = feed.status === 'failed' && (
    <LazyPart>
      <FeedProblem
        cluster={address.cluster}
        problem={feed.problem}
        object={object}
        command={`kubectl get daemonset ${address.name} -n ${address.namespace}`}
      />
    </LazyPart>
  );
  return (
    <Shell cluster={address.cluster} connection={connectionOf(feed)} fill>
      {feed.status === 'loading' && (
        <DaemonSetSkeleton label={t('ui.loading')} namespace={address.namespace} name={address.name} />
      )}
      {live === null ? (
        problem
      ) : (
        <ActsProvider
          address={address}
          live={live}
          connection={feed.status === 'open' ? feed.connection.state : 'connecting'}
          revisionDiff={(revision) => <RevisionDiff address={address} from="live" to={String(revision)} />}
        >
          {feed.status === 'open' ? <DaemonSetWorkspace address={address} live={feed.live} /> : problem}
        </ActsProvider>
      )}
      {feed.status === 'open' && <LiveTab live={feed.live} stale={feed.connection.state === 'stale'} />}
    </Shell>
  );
}

/** What was seen of this object last: the result of an act stays in sight after the DaemonSet that it deleted. */
function useLastLive(live: LiveDaemonSet | null, object: string): LiveDaemonSet | null {
  const [last, setLast] = useState({ live, object });
  if (last.object !== object || (live !== null && live !== last.live)) setLast({ live, object });
  return last.object === object ? (live ?? last.live) : live;
}

function LiveTab({ live, stale }: { readonly live: LiveDaemonSet; readonly stale: boolean }) {
  useLiveVersion(live);
  return <TabBadge name={live.detail.name} phase={live.detail.phase} percent={percentDone(live.detail)} stale={stale} />;
}
