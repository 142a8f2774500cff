'use client';
import { lazy, memo } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { ApiRequestError } from '#lib/client/api-request.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { useWave } from '#lib/client/wave-query.ts';
import type { WaveState } from '#lib/feed/wave.ts';

const WaveStatus = lazy(async () => ({ default: (await import('./wave-status.tsx')).WaveStatus }));

const UNFINISHED: ReadonlySet<WaveState> = new Set(['running', 'paused', 'failed']);

interface WaveCardProps {
  readonly address: DaemonSetAddress;
  readonly onSelect: (node: string) => void;
  /** Beside something else: a wave that is over says nothing there. */
  readonly unfinished?: boolean;
}

/** The wave of this DaemonSet, whoever started it and wherever it runs; nothing when there is none. */
export const WaveCard = memo(function WaveCard({ address, onSelect, unfinished = false }: WaveCardProps) {
  const t = useTranslations();
  const { data, error } = useWave(address);
  if (unfinished && !(data?.wave && UNFINISHED.has(data.wave.state))) return null;
  if (!data && error && !isAbsent(error)) {
    return (
      <SectionCard title={t('acts.wave.title')}>
        <p className="wrap-anywhere text-mute">{visibleText(error.message)}</p>
      </SectionCard>
    );
  }
  if (!data?.wave) return null;
  return (
    <LazyPart>
      <WaveStatus address={address} wave={data.wave} problem={error?.message ?? null} onSelect={onSelect} />
    </LazyPart>
  );
});

/** A server without waves, or a DaemonSet that is gone: the page says that elsewhere. */
function isAbsent(error: Error): boolean {
  return error instanceof ApiRequestError && error.problem.status === 404;
}
