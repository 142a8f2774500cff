import type { RevisionRow, RevisionsAnswer } from '#lib/client/revisions-query.ts';
import type { RevisionPopulation } from '#lib/rollout/summary.ts';

/** One line of the list: what the live data says, and, once it was asked for, what only the whole revision tells. */
export interface ShownRevision {
  readonly revision: number | null;
  readonly name: string;
  readonly pods: number;
  readonly current: boolean;
  readonly createdAt: string;
  readonly changeCause: string | null;
  readonly images: readonly string[];
  readonly author: RevisionRow['author'];
  readonly fault: RevisionRow['fault'];
  readonly readable: boolean;
  readonly sincePrevious: RevisionRow['sincePrevious'];
}

const UNASKED = { author: null, fault: null, readable: true, sincePrevious: null } as const;

/** The newest first; those that only the API server's list has, since they cannot be read, are among them. */
export function shownRevisions(
  live: readonly RevisionPopulation[],
  answer: Pick<RevisionsAnswer, 'revisions'> | undefined,
): readonly ShownRevision[] {
  const asked = new Map(answer?.revisions.map((row) => [row.name, row]));
  const known = live.map((revision): ShownRevision => {
    const { author, fault, readable, sincePrevious } = asked.get(revision.name) ?? UNASKED;
    return { ...revision, author, fault, readable, sincePrevious };
  });
  const names = new Set(live.map(({ name }) => name));
  const unreadable = [...asked.values()].filter(({ name, fault }) => fault !== null && !names.has(name));
  return [...known, ...unreadable].sort((a, b) => (b.revision ?? -1) - (a.revision ?? -1) || (a.name < b.name ? -1 : 1));
}

/** The revision before this one that has the same change-cause: kubectl and the controller hand it on until it is set anew. */
export function sameCauseAs(shown: readonly ShownRevision[], { name, changeCause }: ShownRevision): ShownRevision | null {
  const previous = shown[shown.findIndex((revision) => revision.name === name) + 1];
  return changeCause !== null && previous?.changeCause === changeCause ? previous : null;
}

/** The revision before this one that can be compared with it, or null. */
export function previousOf(shown: readonly ShownRevision[], { name }: ShownRevision): ShownRevision | null {
  const place = shown.findIndex((revision) => revision.name === name);
  return shown.slice(place + 1).find(({ readable }) => readable) ?? null;
}
