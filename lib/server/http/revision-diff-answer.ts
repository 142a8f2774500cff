import 'server-only';
import type { HistoryEntry, RevisionFault } from '#lib/rollout/revision-history.ts';
import { templateDiff } from '#lib/rollout/template-diff-result.ts';
import { english } from './english.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { readQuery } from './read-query.ts';
import { quoted, Refusal } from './refusal.ts';
import { type RevisionSources, readRevisionSources } from './revision-sources.ts';

/** The DaemonSet's own template, of which the controller may not have made a revision yet. */
const LIVE = 'live';

const FAULTS: Readonly<Record<RevisionFault, string>> = {
  dataMissing: 'it stores no data',
  patchOnly: 'it stores no template',
  otherKind: 'it stores something else than the template of a DaemonSet',
  noNumber: 'it has no number',
  sameNumber: 'another one has the same number; give its name',
  noHash: 'it has no hash',
};

/**
 * `{asOf, from, to, changes, changeCount, yaml}`: what differs from the template of revision `?from` to that of `?to`, each a
 * revision's number or name, or `live` for the DaemonSet's template. Values that may be secrets are never told. Throws Refusal.
 */
export async function revisionDiffAnswer(request: Request, found: FoundDaemonSet) {
  const query = readQuery(request, ['from', 'to']);
  const [from, to] = ['from', 'to'].map((field) => ({ field, wanted: wantedRevision(query.get(field), field) }));
  const sources = await readRevisionSources(request, found);
  const [before, after] = [from, to].map((side) => side && revisionOf(side.wanted, sources, side.field));
  if (!before || !after) throw new TypeError('Two revisions are compared.');
  const { changes, ...diff } = templateDiff(before.template, after.template);
  return {
    asOf: new Date(found.hub.clusterNow()).toISOString(),
    from: { revision: before.revision, name: before.name },
    to: { revision: after.revision, name: after.name },
    changes: changes.map((change) => ({ ...change, text: english(change.message) })),
    ...diff,
  };
}

function wantedRevision(value: string | null, field: string): string {
  if (value !== null && /^(?:[0-9]{1,15}|[a-z0-9][a-z0-9.-]{0,252})$/.test(value)) return value;
  const sent =
    value === null
      ? "is missing; it must be a revision's number or name, or live"
      : `must be a revision's number or name, or live, not ${quoted(value)}`;
  throw new Refusal('query.invalid', `${field} ${sent}.`, { field });
}

type Compared = Pick<HistoryEntry, 'revision' | 'name'> & { readonly template: object };

function revisionOf(wanted: string, { history, daemonSet }: RevisionSources, field: string): Compared {
  if (wanted === LIVE) return liveTemplate(daemonSet);
  const byName = history.filter(({ name }) => name === wanted);
  const named = byName.length > 0 ? byName : history.filter(({ revision }) => String(revision) === wanted);
  const [entry] = named;
  if (entry === undefined)
    throw new Refusal('target.notFound', `There is no revision ${quoted(wanted)} of this DaemonSet.`, { field });
  const fault = named.length > 1 ? 'sameNumber' : entry.fault;
  if (named.length > 1 || entry.template === null) {
    const reason = FAULTS[fault ?? 'otherKind'];
    throw new Refusal('query.invalid', `${field}: revision ${quoted(wanted)} cannot be compared, ${reason}.`, { field });
  }
  return { revision: entry.revision, name: entry.name, template: entry.template };
}

function liveTemplate(daemonSet: RevisionSources['daemonSet']): Compared {
  const { spec } = daemonSet as { readonly spec?: { readonly template?: object } };
  return { revision: null, name: LIVE, template: spec?.template ?? {} };
}
