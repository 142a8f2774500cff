'use client';
import { useMemo } from 'react';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { type RevisionsAnswer, useRevisions } from '#lib/client/revisions-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';

/** What is known of the revisions beside the live data. */
export interface RevisionHistory {
  readonly answer: RevisionsAnswer | undefined;
  readonly problem: string | null;
}

interface RevisionGroups {
  /** The same object while neither of its parts changes. */
  readonly history: RevisionHistory;
  /** The Nodes of the group in the URL, null while none is chosen or known. */
  readonly only: readonly string[] | null;
}

/** The history while it is shown, and the Nodes of the chosen group of Pods. */
export function useRevisionGroups(
  address: DaemonSetAddress,
  live: LiveDaemonSet,
  { runs, shown }: { runs: string | null; shown: boolean },
): RevisionGroups {
  const { generation, revisions } = live.detail;
  const version = [generation, ...revisions.map(({ name, revision, current }) => `${name}.${revision}.${current}`)].join(' ');
  const history = useRevisions(address, { version, group: null, enabled: shown });
  const group = useRevisions(address, { version, group: runs, enabled: runs !== null });
  const problem = history.error?.message ?? null;
  return {
    history: useMemo(() => ({ answer: history.data, problem }), [history.data, problem]),
    only: runs === null ? null : (group.data?.nodes ?? null),
  };
}
