'use client';
import { useEffect } from 'react';
import type { FeedState } from '#lib/client/feed-state.ts';
import { type DaemonSetAddress, useDaemonSetFeed } from '#lib/client/use-daemon-set-feed.ts';
import { useFleetFeed } from '#lib/client/use-fleet-feed.ts';
import type { Versioned } from '#lib/client/use-live-version.ts';
import type { Summary } from '#lib/rollout/summary.ts';

type OnItem = (item: Summary) => void;

/** Hands on what the page's own DaemonSet is, with each change. Draws nothing. */
export function SubjectNews({ address, onItem }: { readonly address: DaemonSetAddress; readonly onItem: OnItem }) {
  const live = liveOf(useDaemonSetFeed(address));
  useEffect(() => (live === null ? undefined : follow(live, () => onItem(live.detail))), [live, onItem]);
  return null;
}

interface FleetNewsProps {
  readonly cluster: string;
  readonly bells: ReadonlySet<string>;
  readonly onItem: OnItem;
}

/** Hands on what those DaemonSets are whose bell is on, with each change. Draws nothing. */
export function FleetNews({ cluster, bells, onItem }: FleetNewsProps) {
  const live = liveOf(useFleetFeed(cluster));
  useEffect(() => {
    if (live === null) return;
    return follow(live, () => {
      for (const item of live.items) if (bells.has(`${item.namespace}/${item.name}`)) onItem(item);
    });
  }, [live, bells, onItem]);
  return null;
}

function liveOf<T>(feed: FeedState<T>): T | null {
  return feed.status === 'open' ? feed.live : null;
}

function follow(live: Versioned, look: () => void): () => void {
  look();
  return live.subscribe(look);
}
