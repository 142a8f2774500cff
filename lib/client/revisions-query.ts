'use client';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { TemplateOwner } from '#lib/kubernetes/template-owners.ts';
import type { Message } from '#lib/rollout/message.ts';
import type { HistoryEntry } from '#lib/rollout/revision-history.ts';
import type { DigestNodes, SplitImage } from '#lib/rollout/revision-images.ts';
import type { OddPods } from '#lib/rollout/revision-pods.ts';
import type { TemplateDiff } from '#lib/rollout/template-diff-result.ts';
import { getJson } from './api-request.ts';
import { daemonSetPath } from './daemon-set-path.ts';
import type { DaemonSetAddress } from './use-daemon-set-feed.ts';

const AGAIN_AFTER_CHANGE_MS = 3_000;
const AGAIN_ANYWAY_MS = 60_000;

/** One revision of GET …/revisions. */
export interface RevisionRow extends Omit<HistoryEntry, 'template'> {
  readonly readable: boolean;
  readonly pods: number;
  readonly nodes: number;
  /** What it changed against the revision before it, the first three; null when that is not known. */
  readonly sincePrevious: {
    readonly revision: number | null;
    readonly name: string;
    readonly first: readonly Message[];
    readonly changeCount: number;
  } | null;
}

/** `nodes` holds the first 100 of `nodeCount`. */
type Counted<Group> = Group & { readonly nodeCount: number };

/** GET …/revisions. */
export interface RevisionsAnswer {
  readonly asOf: string;
  /** By number, as kubectl lists them. */
  readonly revisions: readonly RevisionRow[];
  readonly owners: readonly TemplateOwner[];
  readonly oddPods: readonly Counted<OddPods>[];
  readonly images: readonly (Omit<SplitImage, 'digests'> & { readonly digests: readonly Counted<DigestNodes>[] })[];
  readonly removedApi: { readonly apiVersion: string; readonly corrected: string } | null;
  /** Every Node of the group that was asked for, null when none was. */
  readonly nodes: readonly string[] | null;
}

/** GET …/revisions/diff. */
export interface RevisionDiffAnswer extends TemplateDiff {
  readonly asOf: string;
  readonly from: { readonly revision: number | null; readonly name: string };
  readonly to: { readonly revision: number | null; readonly name: string };
}

/**
 * The history and what Pods run that it does not tell; with `group` (an id of `oddPods` or of a digest) every Node of it.
 * Pass what the live data says about revisions as `version`: a change of it asks again within 3 s, however fast it changes.
 */
export function useRevisions(
  address: DaemonSetAddress,
  { version, group, enabled = true }: { version: string; group: string | null; enabled?: boolean },
): UseQueryResult<RevisionsAnswer & { readonly version: string }> {
  const path = `${daemonSetPath(address)}/revisions${group === null ? '' : `?nodes=${encodeURIComponent(group)}`}`;
  return useQuery({
    queryKey: ['revisions', path],
    queryFn: async ({ signal }) => ({ ...(await getJson<RevisionsAnswer>(path, { signal })), version }),
    // What was refused is not asked again at once: the reason is most likely a right that is lacking.
    refetchInterval: ({ state }) =>
      state.status === 'error' || state.data?.version === version ? AGAIN_ANYWAY_MS : AGAIN_AFTER_CHANGE_MS,
    retry: false,
    enabled,
  });
}

/** What differs from one revision to another; each is a revision's name, its number as text, or `live` for the template in use. */
export function useRevisionDiff(
  address: DaemonSetAddress,
  { from, to }: { readonly from: string; readonly to: string },
): UseQueryResult<RevisionDiffAnswer> {
  const path = `${daemonSetPath(address)}/revisions/diff?${new URLSearchParams({ from, to })}`;
  return useQuery({
    queryKey: ['revision-diff', path],
    queryFn: ({ signal }) => getJson<RevisionDiffAnswer>(path, { signal }),
    placeholderData: keepPreviousData,
    // What a name stands for never changes; a number moves on with each rollback.
    staleTime: [from, to].every((side) => side.includes('-')) ? Number.POSITIVE_INFINITY : 0,
    retry: false,
  });
}
