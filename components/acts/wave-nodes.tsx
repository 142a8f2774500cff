'use client';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import type { Wave } from '#lib/feed/wave.ts';

const SHOWN = 5;

interface WaveNodesProps {
  readonly wave: Wave;
  readonly onSelect: (node: string) => void;
}

/** The Nodes whose new Pod is awaited, since when, and those that come next. */
export function WaveNodes({ wave: { inFlight, next, state }, onSelect }: WaveNodesProps) {
  const t = useTranslations();
  const ended = state === 'complete' || state === 'stopped';
  if (ended || inFlight.length + next.length === 0) return null;
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1 text-xs">
      {inFlight.length > 0 && (
        <>
          <dt className="text-mute">{t('acts.wave.inFlight')}</dt>
          <dd className="min-w-0">
            <ul>
              {inFlight.slice(0, SHOWN).map(({ node, since }) => (
                <li key={node} className="flex min-w-0 justify-between gap-2">
                  <NodeLink node={node} onSelect={onSelect} />
                  <AgeText at={since} className="shrink-0 text-mute" />
                </li>
              ))}
              {inFlight.length > SHOWN && (
                <li className="text-mute">{t('acts.plan.more', { count: inFlight.length - SHOWN })}</li>
              )}
            </ul>
          </dd>
        </>
      )}
      {next.length > 0 && (
        <>
          <dt className="text-mute">{t('acts.wave.next')}</dt>
          <dd className="flex min-w-0 flex-wrap gap-x-3">
            {next.slice(0, SHOWN).map((node) => (
              <NodeLink key={node} node={node} onSelect={onSelect} />
            ))}
            {next.length > SHOWN && <span className="text-mute">{t('acts.plan.more', { count: next.length - SHOWN })}</span>}
          </dd>
        </>
      )}
    </dl>
  );
}

function NodeLink({ node, onSelect }: { readonly node: string; readonly onSelect: (node: string) => void }) {
  return (
    <button
      type="button"
      className="min-h-6 min-w-0 max-w-full text-left font-mono text-accent hover:underline"
      onClick={() => onSelect(node)}
    >
      <MiddleText text={node} />
    </button>
  );
}
