'use client';
import { useLocale, useTranslations } from 'use-intl';
import { AgeText, clockTime } from '#components/ui/age-text.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import { ApiRequestError } from '#lib/client/api-request.ts';
import type { DaemonSetAddress } from '#lib/client/use-daemon-set-feed.ts';
import { useWave } from '#lib/client/wave-query.ts';
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

const UNFINISHED: ReadonlySet<WaveState> = new Set(['running', 'paused', 'failed']);

interface WaveCardProps {
  readonly address: DaemonSetAddress;
  readonly onSelect: (node: string) => void;
  /** Beside something else: a wave that is over says nothing there. */
  readonly unfinished?: boolean;
}

/** The wave of this DaemonSet, whoever started it and wherever it runs; nothing when there is none. */
export function WaveCard({ address, onSelect, unfinished = false }: WaveCardProps) {
  const t = useTranslations();
  const wording = useWording();
  const locale = useLocale();
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
  const { wave } = data;
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
        {error && <p className="wrap-anywhere text-failing-text">{visibleText(error.message)}</p>}
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

/** A server without waves, or a DaemonSet that is gone: the page says that elsewhere. */
function isAbsent(error: Error): boolean {
  return error instanceof ApiRequestError && error.problem.status === 404;
}
