'use client';
import { useLocale, useTranslations } from 'use-intl';
import { kubectlAge } from '#components/ui/age.ts';
import { clockTime } from '#components/ui/age-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import type { TimeLeft } from '#lib/rollout/pace.ts';
import type { PredictedStep } from '#lib/rollout/prediction.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { StallLine } from './stall-line.tsx';

interface NextCardProps {
  readonly detail: DaemonSetDetail;
  readonly onShow: (step: PredictedStep) => void;
}

/** What the controller does next, each step's Nodes one click away, and how long the update may still take. */
export function NextCard({ detail, onShow }: NextCardProps) {
  const t = useTranslations();
  const { steps, waitsFor } = detail.prediction;
  return (
    <SectionCard title={t('next.title')}>
      {waitsFor !== null && (
        <p>
          {t(`next.wait.${waitsFor.code}`, {
            amount: t('next.amount.certain', { choose: waitsFor.nodes, nodes: waitsFor.nodes }),
          })}
        </p>
      )}
      <ul className="flex flex-col gap-1">
        {steps.map((step) => (
          <li key={step.cause}>
            <StepSentence step={step} />{' '}
            <button type="button" className="text-accent hover:underline" onClick={() => onShow(step)}>
              {t('next.show')}
            </button>
          </li>
        ))}
      </ul>
      <PaceLines detail={detail} />
      {detail.stall !== null && <StallLine stall={detail.stall} />}
    </SectionCard>
  );
}

function StepSentence({ step }: { readonly step: PredictedStep }) {
  const t = useTranslations();
  const locale = useLocale();
  const { cause, certainty, choose, nodeCount, after, follows } = step;
  const amount = t(`next.amount.${certainty}`, { choose, nodes: nodeCount });
  const alone = t(`next.cause.${cause}`, { amount });
  const words = follows ? t('next.then', { step: alone }) : alone;
  return <span>{after === null ? words : t('next.after', { step: words, time: clockTime(after, locale) })}</span>;
}

/** One decimal only where it says something. */
function perMinute(nodesPerHour: number): number {
  const pace = nodesPerHour / 60;
  return pace < 10 ? Math.round(pace * 10) / 10 : Math.round(pace);
}

function PaceLines({ detail: { pace, budget } }: { readonly detail: DaemonSetDetail }) {
  const t = useTranslations();
  if (pace === null) return null;
  const range = ({ least, most }: TimeLeft) => ({ least: kubectlAge(least), most: kubectlAge(most) });
  const { remaining, completed, nodesPerHour } = pace;
  return (
    <div className="mt-2 border-t border-line pt-2">
      <p className="font-medium">{t('pace.left', range(pace.left))}</p>
      <p className="text-xs text-mute">{t('pace.basis', { remaining, completed, perMinute: perMinute(nodesPerHour) })}</p>
      {pace.alternatives.map(({ limit, left }) => (
        <p key={limit} className="text-xs text-mute">
          {t('pace.other', { ...range(left), budget: budget.kind, limit })}
        </p>
      ))}
    </div>
  );
}
