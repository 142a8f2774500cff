'use client';
import { useMemo } from 'react';
import { ApiRequestError } from '#lib/client/api-request.ts';
import { useFunnel } from '#lib/client/funnel-query.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { Funnel } from '#lib/rollout/funnel.ts';

const NONE: readonly string[] = [];

/** What is known of why Nodes are eligible or not. */
export interface PlacementAnswer {
  readonly funnel: Funnel | undefined;
  readonly problem: string | null;
}

interface PlacementFunnel {
  /** The same object while neither of its parts changes. */
  readonly why: PlacementAnswer;
  /** The Nodes that fail the step in the URL, null while none is chosen or known. */
  readonly only: readonly string[] | null;
}

/** The funnel while it is shown, and the Nodes that fail the chosen step. */
export function usePlacementFunnel(
  address: DaemonSetAddress,
  live: LiveDaemonSet,
  { failing, shown }: { failing: string | null; shown: boolean },
): PlacementFunnel {
  const { generation, desired, misscheduled } = live.detail;
  const revision = [generation, live.nodeCount, desired, misscheduled].join('.');
  const funnel = useFunnel(address, { revision, failing: null, enabled: shown });
  const filter = useFunnel(address, { revision, failing, enabled: failing !== null });
  // A requirement that the server no longer knows is one that no Node fails.
  const gone = filter.error instanceof ApiRequestError && filter.error.problem.code === 'query.invalid';
  const known = gone ? NONE : (filter.data?.failing ?? null);
  const problem = funnel.error?.message ?? null;
  const why = useMemo(() => ({ funnel: funnel.data, problem }), [funnel.data, problem]);
  return { why, only: failing === null ? null : known };
}
