'use client';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { SectionCard } from '#components/ui/section-card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Funnel, FunnelStep } from '#lib/rollout/funnel.ts';
import { factText } from './fact-text.ts';

interface FunnelCardProps {
  readonly funnel: Funnel | undefined;
  /** Why there is no funnel, or null. */
  readonly problem: string | null;
  /** The step whose failing Nodes are shown, or null. */
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  /** Opens the what-if. */
  readonly onWhatIf: () => void;
}

/** Why each Node is eligible or not: one requirement a line, with the Nodes left after it; a line shows the Nodes that fail it. */
export const FunnelCard = memo(function FunnelCard({ funnel, problem, chosen, onChoose, onWhatIf }: FunnelCardProps) {
  const t = useTranslations();
  const note = funnel && t('funnel.note', { eligible: funnel.eligible, total: funnel.nodes });
  return (
    <SectionCard title={t('funnel.title')} note={note}>
      {!funnel && problem === null && <Skeleton className="h-10 w-full" />}
      {!funnel && problem !== null && <p className="text-mute">{visibleText(problem)}</p>}
      {funnel?.steps.length === 0 && <p className="text-mute">{t('funnel.none')}</p>}
      <ul>
        {funnel?.steps.map((step) => (
          <FunnelLine key={step.id} step={step} total={funnel.nodes} pressed={step.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
      <button type="button" className="mt-2 text-accent hover:underline" onClick={onWhatIf}>
        {t('whatIf.open')}
      </button>
    </SectionCard>
  );
});

interface FunnelLineProps {
  readonly step: FunnelStep;
  readonly total: number;
  readonly pressed: boolean;
  readonly onChoose: FunnelCardProps['onChoose'];
}

function FunnelLine({ step, total, pressed, onChoose }: FunnelLineProps) {
  const t = useTranslations();
  const wording = useWording();
  const { id, fact, failing, remaining } = step;
  const text = visibleText(factText(fact) ?? t('funnel.otherTaints', { count: fact.code === 'otherTaints' ? fact.taints : 0 }));
  return (
    <li>
      <button
        type="button"
        aria-pressed={pressed}
        disabled={failing === 0 && !pressed}
        title={`${text}\n${t('funnel.step', { failing, remaining })}`}
        className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-2.5 rounded-sm py-1 text-left enabled:hover:bg-hover aria-pressed:bg-accent/10"
        onClick={() => onChoose(pressed ? null : id)}
      >
        <span className="line-clamp-3 font-mono text-xs wrap-anywhere">{text}</span>
        <span aria-hidden="true" className="text-right text-mute tabular-nums">
          {wording.number(remaining)}
        </span>
        <span aria-hidden="true" className="mt-1 flex h-1 self-center overflow-hidden rounded-full bg-off">
          <span
            className="block h-full rounded-full bg-available"
            style={{ width: `${total === 0 ? 0 : (100 * remaining) / total}%` }}
          />
        </span>
        <span
          aria-hidden="true"
          className={`text-right text-2xs tabular-nums ${failing > 0 ? 'text-missing-text' : 'text-faint'}`}
        >
          −{wording.number(failing)}
        </span>
        <span className="sr-only">{t('funnel.step', { failing, remaining })}</span>
      </button>
    </li>
  );
}
