'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { RevisionPopulation } from '#lib/rollout/summary.ts';

interface RevisionListProps {
  readonly revisions: readonly RevisionPopulation[];
  readonly onShow: (revision: number) => void;
}

/** The revisions with the Pods that carry each; a count shows its Nodes. */
export function RevisionList({ revisions, onShow }: RevisionListProps) {
  const t = useTranslations();
  const wording = useWording();
  return (
    <SectionCard title={t('revisions.title')} note={t('revisions.note')}>
      {revisions.length === 0 && <p className="text-mute">{t('revisions.none')}</p>}
      <ul>
        {revisions.map(({ revision, name, pods, current, createdAt, changeCause, images }) => (
          <li
            key={name}
            className="grid grid-cols-[28px_1fr_auto] gap-x-2 border-t border-line py-1.5 first:border-t-0 first:pt-0 last:pb-0"
          >
            <b>{revision}</b>
            <div className="min-w-0">
              {images.map((image) => (
                <MiddleText key={image} text={image} className="block max-w-full font-mono text-xs" />
              ))}
              <p className="line-clamp-2 text-xs text-mute">
                {current && <span className="text-ink">{t('revisions.update')} · </span>}
                {changeCause && (
                  <span className="break-words" title={visibleText(changeCause)}>
                    {visibleText(changeCause)} ·{' '}
                  </span>
                )}
                <AgeText at={createdAt} />
              </p>
            </div>
            <button
              type="button"
              disabled={pods === 0}
              className={`h-5 font-semibold enabled:hover:underline ${pods === 0 ? 'text-faint' : current ? '' : 'text-stale-text'}`}
              title={t('revisions.pods', { count: pods, revision })}
              onClick={() => onShow(revision)}
            >
              {wording.number(pods)}
            </button>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
