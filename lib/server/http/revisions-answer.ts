import 'server-only';
import type { HistoryEntry } from '#lib/rollout/revision-history.ts';
import { splitImages } from '#lib/rollout/revision-images.ts';
import { oddPods, type PlacedPod } from '#lib/rollout/revision-pods.ts';
import { templateSummary } from '#lib/rollout/template-diff-result.ts';
import { removedApiOf } from './applied-api.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { readQuery } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';
import { readRevisionSources } from './revision-sources.ts';

const NODES_SHOWN = 100;
/** The controller keeps as many unless told otherwise. */
const REVISIONS_COMPARED = 11;
const LONGEST_CHANGE_CAUSE = 1_000;

/**
 * `{asOf, revisions, owners, oddPods, images, removedApi, nodes}`: the history as kubectl lists it, and what the Pods run
 * that it does not tell. `?nodes=ID` gives every Node of one group of `oddPods` or `images`, else `nodes` is null. Throws Refusal.
 */
export async function revisionsAnswer(request: Request, found: FoundDaemonSet) {
  const id = readQuery(request, ['nodes']).get('nodes');
  const { hub, uid } = found;
  const { history, owners, daemonSet } = await readRevisionSources(request, found);
  const pods = [...hub.rollout.pods(uid)];
  const odd = oddPods(pods);
  const byHash = Map.groupBy(pods, ({ hash }) => hash);
  const images = splitImages(pods);
  return {
    asOf: new Date(hub.clusterNow()).toISOString(),
    revisions: history.map((entry, index) => ({ ...revisionRow(entry, byHash), sincePrevious: sincePrevious(history, index) })),
    owners,
    oddPods: odd.map(shortened),
    images: images.map((image) => ({ ...image, digests: image.digests.map(shortened) })),
    removedApi: removedApiOf(daemonSet, found.daemonSet),
    nodes: id === null ? null : nodesOf(id, [...odd, ...images.flatMap(({ digests }) => digests)]),
  };
}

/** Everything of a revision but its template, which may hold secrets. */
function revisionRow({ template, changeCause, ...entry }: HistoryEntry, pods: ReadonlyMap<string, readonly PlacedPod[]>) {
  const own = pods.get(entry.hash || entry.name) ?? [];
  return {
    ...entry,
    changeCause: changeCause?.slice(0, LONGEST_CHANGE_CAUSE) ?? null,
    readable: template !== null,
    pods: own.length,
    nodes: new Set(own.map(({ node }) => node)).size,
  };
}

/** What a revision changed against the one before it that can be read; null when there is none, or a long history lies after it. */
function sincePrevious(history: readonly HistoryEntry[], index: number) {
  const template = history[index]?.template ?? null;
  const previous = history.slice(0, index).findLast((entry) => entry.template !== null);
  if (template === null || previous === undefined || index < history.length - REVISIONS_COMPARED) return null;
  return { revision: previous.revision, name: previous.name, ...templateSummary(previous.template, template) };
}

function shortened<Group extends { readonly nodes: readonly string[] }>(group: Group) {
  return { ...group, nodes: group.nodes.slice(0, NODES_SHOWN), nodeCount: group.nodes.length };
}

/** A group that is no more has no Nodes: what it told of has been put right. */
function nodesOf(id: string, groups: readonly { readonly id: string; readonly nodes: readonly string[] }[]): readonly string[] {
  if (/^(?:image|generationOnly|otherImage|lostRevision|noHash)(?:\/|$)/.test(id))
    return groups.find((group) => group.id === id)?.nodes ?? [];
  throw new Refusal('query.invalid', `nodes must be the id of one of oddPods or of a digest of images, not ${quoted(id)}.`, {
    field: 'nodes',
  });
}
