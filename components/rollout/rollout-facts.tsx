'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { useShownView } from '#components/ui/use-view-keys.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import type { Summary } from '#lib/rollout/summary.ts';

/** What the spec says: strategy, node selector, images. */
export function RolloutFacts({ summary }: { readonly summary: Summary }) {
  const t = useTranslations();
  const [, show] = useShownView();
  const selector = Object.entries(summary.nodeSelector).map(([key, value]) => visibleText(`${key}=${value}`));
  const rolling = summary.strategy === 'RollingUpdate';
  return (
    <SectionCard title={t('facts.title')} note={<AgeText at={summary.createdAt} />}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
        <dt className="text-mute">updateStrategy</dt>
        <dd>
          {summary.strategy}
          {rolling && (
            <span className="text-mute">{` · maxUnavailable ${visibleText(summary.maxUnavailable)} · maxSurge ${visibleText(summary.maxSurge)}`}</span>
          )}
        </dd>
        {summary.minReadySeconds > 0 && (
          <>
            <dt className="text-mute">minReadySeconds</dt>
            <dd>{summary.minReadySeconds}</dd>
          </>
        )}
        <dt className="text-mute">nodeSelector</dt>
        <dd className="min-w-0 font-mono">
          {selector.length === 0 ? (
            <span className="font-sans text-mute">{t('facts.anyNode')}</span>
          ) : (
            selector.map((line) => (
              <span key={line} className="block break-all">
                {line}
              </span>
            ))
          )}
        </dd>
        <dt className="text-mute">generation</dt>
        <dd>
          {summary.generation}
          {summary.observedGeneration !== summary.generation && (
            <span className="text-missing-text">{` · observedGeneration ${summary.observedGeneration}`}</span>
          )}
        </dd>
        <dt className="text-mute">image</dt>
        <dd className="min-w-0 font-mono">
          {summary.images.map((image) => (
            <MiddleText key={image} text={image} className="block max-w-full" />
          ))}
        </dd>
      </dl>
      <p className="mt-2 flex flex-wrap gap-x-3 text-xs">
        {(['events', 'describe', 'yaml'] as const).map((view) => (
          <button key={view} type="button" className="min-h-6 text-accent hover:underline" onClick={() => show(view)}>
            {t(`views.${view}`)}
          </button>
        ))}
      </p>
    </SectionCard>
  );
}
