'use client';
import { useTranslations } from 'use-intl';
import { useWording } from '#components/wording/use-wording.ts';
import type { Summary } from '#lib/rollout/summary.ts';

interface CountsRowProps {
  readonly summary: Summary;
  readonly onMisscheduled: () => void;
  readonly onStale: () => void;
}

/** The counts in kubectl's words and order; those that a filter can show are buttons. */
export function CountsRow({ summary, onMisscheduled, onStale }: CountsRowProps) {
  const t = useTranslations();
  const drifted = new Map(summary.drift.map(({ field, status }) => [field, status]));
  const counts = [
    { word: 'DESIRED', value: summary.desired, field: 'desiredNumberScheduled' },
    { word: 'CURRENT', value: summary.current, field: 'currentNumberScheduled' },
    { word: 'READY', value: summary.ready, field: 'numberReady' },
    { word: 'UP-TO-DATE', value: summary.updated, field: 'updatedNumberScheduled' },
    { word: 'AVAILABLE', value: summary.available, field: 'numberAvailable' },
    {
      word: 'MISSCHEDULED',
      value: summary.misscheduled,
      field: 'numberMisscheduled',
      tone: 'text-misscheduled-text',
      act: onMisscheduled,
    },
    { word: 'STALE', value: summary.stale, field: '', tone: 'text-stale-text', act: onStale },
  ];
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      {counts.map(({ word, value, field, tone, act }) => {
        const status = drifted.get(field);
        return (
          <div key={word} title={t(`counts.${word}`)}>
            <dt className="text-2xs tracking-wide text-mute">{word}</dt>
            <dd className="relative w-fit text-lg leading-6 font-semibold tracking-tight tabular-nums">
              <Count value={value} tone={value > 0 ? tone : undefined} act={value > 0 ? act : undefined} />
              {status !== undefined && (
                <span
                  className="absolute top-0 left-full pl-1 text-xs font-normal text-missing-text"
                  title={t('counts.driftWhy', { field, status })}
                >
                  ≠<span className="sr-only">{t('counts.drift', { status })}</span>
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Count({ value, tone, act }: { readonly value: number; readonly tone?: string; readonly act?: () => void }) {
  const wording = useWording();
  const text = wording.number(value);
  if (!act) return <span className={tone ?? (value === 0 ? 'text-faint' : '')}>{text}</span>;
  return (
    <button type="button" onClick={act} className={`decoration-1 underline-offset-4 hover:underline ${tone ?? ''}`}>
      {text}
    </button>
  );
}
