'use client';
import { useLocale, useTranslations } from 'use-intl';
import { AgeText, clockTime } from '#components/ui/age-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import type { Wave, WaveState } from '#lib/feed/wave.ts';
import type { Message } from '#lib/rollout/message.ts';
import { WaveControls } from './wave-controls.tsx';
import { WaveNodes } from './wave-nodes.tsx';

const LOOKS: Record<WaveState, { readonly glyph: string; readonly text: string; readonly bar: string }> = {
  running: { glyph: '◐', text: 'text-starting-text', bar: 'bg-starting' },
  paused: { glyph: '‖', text: 'text-mute', bar: 'bg-offline' },
  stopped: { glyph: '⊘', text: 'text-mute', bar: 'bg-offline' },
  failed: { glyph: '✕', text: 'text-failing-text', bar: 'bg-failing' },
  complete: { glyph: '✓', text: 'text-available-text', bar: 'bg-available' },
};

interface WaveStatusProps {
  readonly address: DaemonSetAddress;
  readonly wave: Wave;
  /** Why the newest look at it failed, or null. */
  readonly problem: string | null;
  readonly onSelect: (node: string) => void;
}

/** How far a wave is, what it waits for, and what may be done with it. */
export function WaveStatus({ address, wave, problem, onSelect }: WaveStatusProps) {
  const t = useTranslations();
  const wording = useWording();
  const locale = useLocale();
  const look = LOOKS[wave.state];
  return (
    <SectionCard
      title={t('acts.wave.title')}
      note={
        <span role="status" className={`font-semibold ${look.text}`}>
          <span aria-hidden="true">{look.glyph} </span>
          {t(`acts.wave.states.${wave.state}`)}
        </span>
      }
    >
      <div className="flex flex-col gap-2">
        <WaveProgress wave={wave} bar={look.bar} />
        {/* Above what grows and shrinks: a button must not move away from under the pointer. */}
        <WaveControls address={address} wave={wave} />
        <p className="wrap-anywhere">{wording.message(localTime(wave.reason, locale))}</p>
        <WaveNodes wave={wave} onSelect={onSelect} />
        <WaveFacts wave={wave} />
        {problem !== null && <p className="wrap-anywhere text-failing-text">{visibleText(problem)}</p>}
      </div>
    </SectionCard>
  );
}

function WaveProgress({ wave, bar }: { readonly wave: Wave; readonly bar: string }) {
  const t = useTranslations();
  const { total, done, failed } = wave;
  const label = t('acts.wave.progress', { done, total });
  const share = (count: number) => `${total === 0 ? 0 : (100 * count) / total}%`;
  return (
    <>
      <p>
        <b>{label}</b>
        {failed > 0 && <span className="text-failing-text"> · {t('acts.wave.failed', { count: failed })}</span>}
      </p>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="flex h-1.5 overflow-hidden rounded-full bg-off"
      >
        <span className={bar} style={{ width: share(done) }} />
        <span className="bg-failing" style={{ width: share(failed) }} />
      </div>
    </>
  );
}

function WaveFacts({ wave }: { readonly wave: Wave }) {
  const t = useTranslations();
  const { settings, startedBy, startedAt, holder, renewedAt } = wave;
  return (
    <p className="text-xs wrap-anywhere text-mute">
      {t('acts.wave.settings', {
        size: visibleText(String(settings.size)),
        pause: settings.pauseSeconds,
        order: t(`acts.wave.orders.${settings.order}`),
        by: t(`acts.wave.bys.${settings.by}`),
      })}{' '}
      {t('acts.wave.startedBy', { name: visibleText(startedBy) })} · <AgeText at={startedAt} />
      {holder !== null && (
        <>
          {' · '}
          {t('acts.wave.holder', { holder: visibleText(holder) })} {renewedAt !== null && <AgeText at={renewedAt} />}
        </>
      )}
    </p>
  );
}

/** A moment of a message as the time of day, as the rest of the page writes it. */
function localTime({ code, params }: Message, locale: string): Message {
  const { at } = params;
  return typeof at === 'string' && clockTime(at, locale) !== ''
    ? { code, params: { ...params, at: clockTime(at, locale) } }
    : { code, params };
}
