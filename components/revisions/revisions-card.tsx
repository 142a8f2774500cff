'use client';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { RevisionsAnswer } from '#lib/client/revisions-query.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { RevisionPopulation } from '#lib/rollout/summary.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { RevisionDiff } from './revision-diff.tsx';
import { RevisionItem } from './revision-item.tsx';
import { RevisionNotes } from './revision-notes.tsx';
import { previousOf, type ShownRevision, sameCauseAs, shownRevisions } from './shown-revisions.ts';
import { useComparison } from './use-comparison.ts';

interface RevisionsCardProps {
  readonly address: DaemonSetAddress;
  readonly revisions: readonly RevisionPopulation[];
  /** What was asked for beside the live data; undefined until it is there. */
  readonly answer: RevisionsAnswer | undefined;
  /** Why it is not there, or null. */
  readonly problem: string | null;
  readonly onShow: (revision: number) => void;
  /** The id of the group whose Nodes are shown, or null. */
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  /** What can be done with a revision that is not in use. */
  readonly act?: (revision: { readonly revision: number; readonly name: string }) => ReactNode;
}

/** Ten are kept unless revisionHistoryLimit says otherwise. */
const FEW = 20;

/** The revisions, newest first, with the Pods that carry each, what each changed, and what Pods run that no revision tells. */
export const RevisionsCard = memo(function RevisionsCard({
  address,
  revisions,
  answer,
  problem,
  onShow,
  chosen,
  onChoose,
  act,
}: RevisionsCardProps) {
  const t = useTranslations();
  const [comparison, setComparison] = useComparison();
  const shown = useMemo(() => shownRevisions(revisions, answer), [revisions, answer]);
  const [all, setAll] = useState(false);
  const [newest, second] = shown.filter(({ readable }) => readable);
  const note = newest && second && (
    <button
      type="button"
      className="rounded-sm text-accent hover:underline"
      onClick={() => setComparison({ from: second.name, to: newest.name }, { history: 'push' })}
    >
      {t('revisions.compare')}
    </button>
  );
  return (
    <SectionCard title={t('revisions.title')} note={note}>
      {shown.length === 0 && <p className="text-mute">{t('revisions.none')}</p>}
      <ul>
        {(all ? shown : shown.slice(0, FEW)).map((entry) => (
          <RevisionItem key={entry.name} entry={entry} sameAs={sameCauseAs(shown, entry)} onShow={onShow}>
            <Opened address={address} entry={entry} previous={previousOf(shown, entry)} />
            {isUndoable(entry) && act?.({ revision: entry.revision, name: entry.name })}
          </RevisionItem>
        ))}
      </ul>
      {shown.length > FEW && !all && (
        <button type="button" className="mt-1.5 rounded-sm text-xs text-accent hover:underline" onClick={() => setAll(true)}>
          {t('revisions.all', { count: shown.length })}
        </button>
      )}
      {answer && <RevisionNotes answer={answer} chosen={chosen} onChoose={onChoose} />}
      {problem !== null && <p className="mt-2 text-xs text-mute">{t('revisions.unknown', { problem: visibleText(problem) })}</p>}
      <CompareDialog address={address} revisions={shown} comparison={comparison} onCompare={setComparison} />
    </SectionCard>
  );
});

interface OpenedProps {
  readonly address: DaemonSetAddress;
  readonly entry: ShownRevision;
  readonly previous: ShownRevision | null;
}

function Opened({ address, entry, previous }: OpenedProps) {
  const t = useTranslations();
  if (previous === null) return <p className="text-xs text-mute">{t('revisions.first')}</p>;
  return (
    <>
      <p className="mb-1 text-xs text-mute">{t('revisions.since', { revision: previous.revision ?? previous.name })}</p>
      <RevisionDiff address={address} from={previous.name} to={entry.name} />
    </>
  );
}

function isUndoable(entry: ShownRevision): entry is ShownRevision & { readonly revision: number } {
  return entry.revision !== null && entry.fault === null && !entry.current;
}
