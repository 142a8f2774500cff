'use client';
import { useTranslations } from 'use-intl';
import { FleetList } from '#components/fleet/fleet-list.tsx';
import { FleetSkeleton } from '#components/fleet/fleet-skeleton.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { LiveFleet } from '#lib/client/live-fleet.ts';
import { useFleetFeed } from '#lib/client/use-fleet-feed.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';
import { connectionOf } from './connection-of.ts';
import { FeedProblem } from './feed-problem.tsx';
import { FleetTab } from './fleet-tab.tsx';

/** Every DaemonSet of one cluster, live. */
export function FleetView({ cluster }: { readonly cluster: string }) {
  const t = useTranslations();
  const feed = useFleetFeed(cluster);
  return (
    <Shell cluster={cluster} connection={connectionOf(feed)} fill>
      <FleetTab cluster={cluster} title={t('tab.fleet', { cluster: visibleText(cluster) })} />
      {feed.status === 'loading' && <FleetSkeleton label={t('ui.loading')} />}
      {feed.status === 'failed' && (
        <FeedProblem cluster={cluster} problem={feed.problem} object={cluster} command="kubectl get daemonsets -A" />
      )}
      {feed.status === 'open' && <LiveFleetList cluster={cluster} live={feed.live} />}
    </Shell>
  );
}

function LiveFleetList({ cluster, live }: { readonly cluster: string; readonly live: LiveFleet }) {
  useLiveVersion(live);
  return <FleetList cluster={cluster} items={live.items} />;
}
