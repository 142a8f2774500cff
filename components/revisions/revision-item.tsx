'use client';
import { ChevronRight, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { AgeText, absoluteTime } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { ShownRevision } from './shown-revisions.ts';

interface RevisionItemProps {
  readonly entry: ShownRevision;
  /** The revision before, when its change-cause is the same: nobody has written down another. */
  readonly sameAs: ShownRevision | null;
  readonly onShow: (revision: number) => void;
  /** What is shown when the line is opened. */
  readonly children: ReactNode;
}

/** One revision: what it runs, what it changed, by whom and when, and its Pods; opens to the whole difference. */
export function RevisionItem({ entry, sameAs, onShow, children }: RevisionItemProps) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { revision, name, readable } = entry;
  return (
    <li className="border-t border-line py-1.5 first:border-t-0 first:pt-0 last:pb-0">
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-1.5">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          disabled={!readable}
          aria-label={t('revisions.open', { revision: revision ?? name })}
          className="-ml-1 flex h-5 min-w-9 items-center rounded-sm font-semibold enabled:hover:bg-hover"
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={13} aria-hidden="true" className={`${open ? 'rotate-90' : ''} ${readable ? '' : 'opacity-0'}`} />
          {revision ?? '?'}
        </button>
        <RevisionWords entry={entry} sameAs={sameAs} />
        <PodCount entry={entry} onShow={onShow} />
      </div>
      <div id={id} hidden={!open} className="mt-1.5 rounded-md bg-hover/60 p-2">
        {open && children}
      </div>
    </li>
  );
}

/** What it runs, what is wrong with it, why, by whom and when. */
function RevisionWords({ entry, sameAs }: Pick<RevisionItemProps, 'entry' | 'sameAs'>) {
  const t = useTranslations();
  const { images, fault, name } = entry;
  return (
    <div className="min-w-0">
      {images.map((image) => (
        <MiddleText key={image} text={image} className="block max-w-full font-mono text-xs" />
      ))}
      {fault && (
        <p className="text-xs text-failing-text">
          <TriangleAlert size={12} aria-hidden="true" className="mr-1 inline align-[-1px]" />
          <bdi>{t(`revisions.fault.${fault}`, { name: visibleText(name) })}</bdi>
        </p>
      )}
      <ChangeCause entry={entry} sameAs={sameAs} />
      <Facts entry={entry} />
    </div>
  );
}

function PodCount({ entry, onShow }: Pick<RevisionItemProps, 'entry' | 'onShow'>) {
  const t = useTranslations();
  const wording = useWording();
  const { pods, revision, current } = entry;
  return (
    <button
      type="button"
      disabled={pods === 0 || revision === null}
      className={`h-5 font-semibold tabular-nums enabled:hover:underline ${pods === 0 ? 'text-faint' : current ? '' : 'text-stale-text'}`}
      title={t('revisions.pods', { count: pods, revision: revision ?? 0 })}
      onClick={() => revision !== null && onShow(revision)}
    >
      {wording.number(pods)}
    </button>
  );
}

/** Why it was made, as somebody wrote it down. */
function ChangeCause({ entry, sameAs }: Pick<RevisionItemProps, 'entry' | 'sameAs'>) {
  const t = useTranslations();
  const cause = visibleText(entry.changeCause ?? '');
  if (cause === '') return null;
  const shown = sameAs ? t('revisions.sameCause', { revision: sameAs.revision ?? sameAs.name }) : cause.slice(0, 200);
  return (
    <p className={`line-clamp-2 text-xs wrap-anywhere ${sameAs ? 'text-mute' : ''}`} title={cause}>
      <bdi>{shown}</bdi>
    </p>
  );
}

/** Update revision, what changed first, by whom, when. */
function Facts({ entry }: Pick<RevisionItemProps, 'entry'>) {
  const t = useTranslations();
  const locale = useLocale();
  const { current, author, createdAt } = entry;
  const changes = useFirstChanges(entry);
  const at = Date.parse(author?.time ?? '');
  const by = author && {
    manager: visibleText(author.manager),
    operation: visibleText(author.operation),
    time: Number.isNaN(at) ? '' : absoluteTime(at, locale),
  };
  return (
    <p className="line-clamp-3 text-xs text-mute wrap-anywhere">
      {current && <span className="text-ink">{t('revisions.update')} · </span>}
      <AgeText at={createdAt} />
      {by && <bdi title={t('revisions.byTitle', by)}> · {t('revisions.by', by)}</bdi>}
      {changes && <bdi> · {changes}</bdi>}
    </p>
  );
}

/** The images stand above; what else changed first is said, and how much more. */
function useFirstChanges({ sincePrevious }: ShownRevision): string | null {
  const t = useTranslations();
  const wording = useWording();
  if (!sincePrevious || sincePrevious.changeCount === 0) return null;
  const [first] = sincePrevious.first;
  if (!first) return null;
  const words = first.code === 'diff.image' ? t('revisions.imageChanged') : wording.message(first);
  const more = sincePrevious.changeCount - 1;
  return more > 0 ? t('revisions.andMore', { words, count: more }) : words;
}
