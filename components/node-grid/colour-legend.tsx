'use client';
import { useTranslations } from 'use-intl';
import { TONE_TOKENS } from '#components/node-cell/palette.ts';
import type { LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { AGE_STEPS_SECONDS, type Colouring, RESTART_STEPS, shownRevisions, TONES } from './colouring.ts';

/** What the tones of the cells mean, lowest first; the marks of the states stay where cells have room for them. */
export default function ColourLegend({
  live,
  colouring,
}: {
  readonly live: LiveDaemonSet;
  readonly colouring: Exclude<Colouring, 'state'>;
}) {
  const t = useTranslations();
  const steps = colouring === 'revision' ? revisionSteps(live, t('gridView.older')) : rangeSteps(colouring);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-mute" data-testid="legend">
      <span>{t(`gridView.legend.${colouring}`)}</span>
      <ul className="flex flex-wrap gap-x-3 gap-y-1">
        {steps.map(({ tone, label }) => (
          <li key={tone} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className="size-3 rounded-xs border border-line"
              style={{ background: `var(--${TONE_TOKENS[tone]})` }}
            />
            <span className="text-ink">{label}</span>
          </li>
        ))}
      </ul>
      <span>{t('gridView.withoutPod')}</span>
    </div>
  );
}

interface Step {
  readonly tone: number;
  readonly label: string;
}

function rangeSteps(colouring: 'age' | 'restarts'): readonly Step[] {
  const steps = colouring === 'age' ? AGE_STEPS_SECONDS : RESTART_STEPS;
  const say = colouring === 'age' ? age : String;
  const first = colouring === 'age' ? `< ${say(steps[0])}` : '0';
  return [first, ...steps.map((step) => `≥ ${say(step)}`)].map((label, tone) => ({ tone, label }));
}

/** As kubectl prints ages. */
function age(seconds: number): string {
  if (seconds >= 86_400) return `${seconds / 86_400}d`;
  return seconds >= 3_600 ? `${seconds / 3_600}h` : `${seconds / 60}m`;
}

function revisionSteps(live: LiveDaemonSet, older: string): readonly Step[] {
  const shown = shownRevisions(live);
  const named = shown.map((revision, place) => ({ tone: TONES - 1 - place, label: String(revision) })).reverse();
  return live.detail.revisions.length > shown.length ? [{ tone: 0, label: older }, ...named] : named;
}
