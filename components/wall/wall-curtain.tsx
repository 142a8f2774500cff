'use client';
import { useLocale, useTranslations } from 'use-intl';
import { kubectlAge } from '#components/ui/age.ts';
import { absoluteTime, clockTime } from '#components/ui/age-text.tsx';
import { Button } from '#components/ui/button.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import type { WallTruth } from './wall-truth.ts';

/** Beyond this a time of day alone may be yesterday's. */
const DAY_MS = 12 * 3_600_000;

/** Says over the whole screen that what it shows is the past, louder than anything on it. */
export function WallCurtain({ truth }: { readonly truth: WallTruth }) {
  const t = useTranslations();
  const locale = useLocale();
  const now = useNow();
  const { state, provenAt, problem } = truth;
  if (state === 'live' || state === 'waiting') return null;
  const at = Date.parse(provenAt ?? '');
  const time = Number.isFinite(at) ? (now - at > DAY_MS ? absoluteTime(at, locale) : clockTime(provenAt ?? '', locale)) : '';
  const silent = Math.max(0, Math.floor((now - at) / 1000));
  return (
    <div
      role="alert"
      className="absolute inset-0 z-10 flex flex-col items-center justify-center gap-[calc(2*var(--u))] px-[calc(4*var(--u))] text-center"
    >
      <div className="flex max-w-full flex-col items-center gap-[calc(1.4*var(--u))] rounded-[calc(2*var(--u))] border-[calc(0.5*var(--u))] border-failing bg-panel px-[calc(5*var(--u))] py-[calc(3.5*var(--u))] text-failing-text">
        <p className="text-[calc(8*var(--u))] leading-none font-bold tracking-tight max-sm:text-[calc(5*var(--u))]">
          {t(`wall.curtain.${state}`, { time })}
        </p>
        <p className="text-[calc(2.6*var(--u))] leading-snug text-ink">
          {t(`wall.curtain.${state}Why`)} {state !== 'signedOut' && problem && visibleText(problem)}
        </p>
        {state === 'signedOut' ? (
          <Button
            look="primary"
            className="h-[2.2em]! px-[1em]! text-[calc(2.2*var(--u))]"
            onClick={() => window.location.reload()}
          >
            {t('wall.curtain.signIn')}
          </Button>
        ) : (
          Number.isFinite(at) && (
            // The time runs: said once, not each second.
            <p aria-hidden="true" className="text-[calc(2.2*var(--u))] text-mute">
              {t('wall.curtain.proof', { time, age: kubectlAge(silent) })}
            </p>
          )
        )}
      </div>
    </div>
  );
}
