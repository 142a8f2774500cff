'use client';
import { FleetBadge } from '#components/shell/tab-badge.tsx';
import type { LiveFleet } from '#lib/client/live-fleet.ts';
import { useFleetFeed } from '#lib/client/use-fleet-feed.ts';
import { useLiveVersion } from '#lib/client/use-live-version.ts';

interface FleetTabProps {
  readonly cluster: string;
  /** What the page is called. */
  readonly title: string;
}

/** The tab of a page that is about no single DaemonSet: its name, how many DaemonSets need a person, how far all of them are. */
export function FleetTab({ cluster, title }: FleetTabProps) {
  const feed = useFleetFeed(cluster);
  if (feed.status !== 'open') return <FleetBadge title={title} items={[]} stale={false} />;
  return <LiveFleetTab title={title} live={feed.live} stale={feed.connection.state === 'stale'} />;
}

function LiveFleetTab({ title, live, stale }: { readonly title: string; readonly live: LiveFleet; readonly stale: boolean }) {
  useLiveVersion(live);
  return <FleetBadge title={title} items={live.items} stale={stale} />;
}
