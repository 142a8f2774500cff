'use client';
import { useTranslations } from 'use-intl';
import { ageOf } from '#components/ui/age.ts';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { RadioList } from '#components/ui/radio-list.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import type { RevisionPopulation } from '#lib/rollout/summary.ts';
import type { ChoiceProps } from './subject.ts';

/** Which revision's template comes back, with what it would change. */
export function UndoChoice({ subject, act, onChange, locked, revisionDiff }: ChoiceProps) {
  const t = useTranslations();
  const now = useNow();
  if (act?.act !== 'undo') return null;
  const others = subject.live.detail.revisions.filter(({ current }) => !current);
  const note = ({ images, changeCause, createdAt, pods }: RevisionPopulation) => {
    const age = ageOf(Date.parse(createdAt), now);
    return (
      <>
        {images.map((image) => (
          <MiddleText key={image} text={image} className="block max-w-full font-mono" />
        ))}
        <span className="line-clamp-2 wrap-anywhere">
          {[changeCause && visibleText(changeCause), age.kind === 'age' && age.text, t('acts.undo.pods', { count: pods })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </>
    );
  };
  return (
    <div className="mb-4 flex flex-col gap-3">
      <RadioList
        label={t('acts.undo.label')}
        value={String(act.revision)}
        disabled={locked}
        options={others.map((entry) => ({
          value: String(entry.revision),
          label: t('acts.undo.revision', { revision: entry.revision }),
          note: note(entry),
        }))}
        onChange={(value) => onChange({ act: 'undo', revision: Number(value) })}
      />
      {revisionDiff?.(act.revision)}
    </div>
  );
}
