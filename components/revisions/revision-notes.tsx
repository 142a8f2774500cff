'use client';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { RevisionsAnswer } from '#lib/client/revisions-query.ts';

interface RevisionNotesProps {
  readonly answer: RevisionsAnswer;
  /** The id of the group whose Nodes are shown, or null. */
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

/** What the history does not tell: Pods that run something else than their revision, tags that moved, a manifest that is too old. */
export function RevisionNotes({ answer, chosen, onChoose }: RevisionNotesProps) {
  const t = useTranslations();
  const show = (id: string, count: number) => (
    <ShowNodes count={count} pressed={chosen === id} onPress={() => onChoose(chosen === id ? null : id)} />
  );
  return (
    <>
      {answer.oddPods.map(({ id, kind, hash, container, wanted, found, pods, nodeCount }) => {
        const facts = { hash, container, wanted, found };
        const visible = Object.fromEntries(Object.entries(facts).map(([name, text]) => [name, visibleText(text)]));
        return (
          <Note key={id}>
            <bdi>{t(`oddPods.${kind}`, { count: pods, ...visible })}</bdi> {show(id, nodeCount)}
          </Note>
        );
      })}
      {answer.images.map((split) => (
        <SplitImageNote key={split.digests.map(({ id }) => id).join()} split={split} show={show} />
      ))}
      {answer.removedApi && <RemovedApiNote {...answer.removedApi} />}
    </>
  );
}

interface SplitImageNoteProps {
  readonly split: RevisionsAnswer['images'][number];
  readonly show: (id: string, count: number) => ReactNode;
}

function SplitImageNote({ split: { container, image, digests }, show }: SplitImageNoteProps) {
  const t = useTranslations();
  return (
    <Note>
      <bdi>{t('splitImage.text', { image: visibleText(image), container: visibleText(container), count: digests.length })}</bdi>
      <ul className="mt-1">
        {digests.map(({ id, digest, nodeCount }) => (
          <li key={id} className="flex items-baseline justify-between gap-2">
            <code className="truncate" title={digest}>
              {digest.slice(0, 'sha256:'.length + 12)}…
            </code>
            {show(id, nodeCount)}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function RemovedApiNote({ apiVersion, corrected }: NonNullable<RevisionsAnswer['removedApi']>) {
  const t = useTranslations();
  return (
    <Note>
      {t('removedApi.text', { apiVersion })}
      <div className="mt-1 flex items-start gap-1 rounded-md border border-line bg-bg p-1.5">
        <pre className="min-w-0 grow whitespace-pre-wrap wrap-anywhere">{visibleText(corrected)}</pre>
        <CopyButton text={corrected} />
      </div>
    </Note>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mt-2 grid grid-cols-[14px_minmax(0,1fr)] gap-x-1.5 border-t border-line pt-2 text-xs wrap-anywhere">
      <TriangleAlert size={13} aria-hidden="true" className="mt-0.5 text-missing-text" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

interface ShowNodesProps {
  readonly count: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function ShowNodes({ count, pressed, onPress }: ShowNodesProps) {
  const t = useTranslations();
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className="shrink-0 rounded-sm text-accent hover:underline aria-pressed:font-semibold"
      onClick={onPress}
    >
      {t('oddPods.show', { count })}
    </button>
  );
}
