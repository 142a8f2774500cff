'use client';
import { useLocale, useTranslations } from 'use-intl';
import { kubectlAge } from '#components/ui/age.ts';
import { absoluteTime } from '#components/ui/age-text.tsx';
import { useNow } from '#components/ui/use-now.ts';
import type { StallClock } from '#lib/rollout/stall.ts';

/** Shorter than this is the ordinary pause between two Pods. */
const QUIET_SECONDS = 30;

/** Since when nothing has changed, ticking towards the moment at which the rollout counts as stalled. */
export function StallLine({ stall }: { readonly stall: StallClock }) {
  const t = useTranslations();
  const locale = useLocale();
  const now = useNow();
  if (now === 0) return null;
  const changedAt = Date.parse(stall.lastChangeAt);
  // The browser's clock may be behind the cluster's.
  const seconds = Math.max(0, Math.floor((now - changedAt) / 1000));
  const share = Math.min(1, seconds / stall.limitSeconds);
  const limit = kubectlAge(stall.limitSeconds);
  const words = t(`stall.${seconds < QUIET_SECONDS ? 'moving' : 'quiet'}`, { age: kubectlAge(seconds) });
  return (
    <div role="timer" className="mt-2 border-t border-line pt-2 text-xs" title={absoluteTime(changedAt, locale)}>
      <p className={share === 1 ? 'text-failing-text' : 'text-mute'}>
        <span className={share < 0.5 || share === 1 ? '' : 'text-missing-text'}>{words}</span>{' '}
        {t(`stall.${share === 1 ? 'over' : 'limit'}`, { limit })}
      </p>
      <span aria-hidden="true" className="mt-1 block h-1 overflow-hidden rounded-full bg-off">
        <span
          className={`block h-full rounded-full ${share === 1 ? 'bg-failing' : share < 0.5 ? 'bg-offline' : 'bg-missing'}`}
          style={{ width: `${100 * share}%` }}
        />
      </span>
    </div>
  );
}
