'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Tip } from '#components/ui/tip.tsx';
import type { WaveAnswer } from '#lib/feed/wave.ts';
import type { Blocked } from './blocked.ts';
import { useBlockedText } from './use-blocked-text.ts';

interface WaveFooterProps {
  /** Undefined while it is looked up, and when it is out of date. */
  readonly plan: WaveAnswer['plan'];
  /** A setting is wrong: nothing is looked up. */
  readonly wrong: boolean;
  readonly typed: string;
  readonly sending: boolean;
  /** No plan could be made: there is nothing to start. */
  readonly unplanned: boolean;
  readonly blocked: Blocked | null;
  readonly onStart: () => void;
  readonly onClose: () => void;
}

/** Starts the wave, and says how many Pods in how many steps. */
export function WaveFooter({ plan, wrong, typed, sending, unplanned, blocked, onStart, onClose }: WaveFooterProps) {
  const t = useTranslations();
  const blockedText = useBlockedText();
  const unconfirmed = plan?.confirmation != null && plan.confirmation !== typed;
  const why = blocked ? blockedText(blocked) : !sending && unconfirmed ? t('acts.confirm.first') : null;
  const ready = plan !== undefined && plan.nodeCount > 0 && why === null && !sending;
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <p className="min-w-0 grow text-xs text-mute" aria-live="polite">
        {sending ? t('acts.sending') : blocked ? why : ''}
      </p>
      <Button className="h-8" onClick={onClose}>
        {t('acts.cancel')}
      </Button>
      {!unplanned && (
        <Tip text={why}>
          {(describedBy) => (
            <Button
              look="danger"
              className="h-8 max-w-full"
              aria-disabled={!ready || undefined}
              aria-describedby={describedBy}
              onClick={() => ready && onStart()}
            >
              <span className="truncate">
                {plan
                  ? t('acts.do.wave', { count: plan.nodeCount, steps: plan.steps })
                  : wrong
                    ? t('acts.title.wave')
                    : t('acts.plan.asking')}
              </span>
            </Button>
          )}
        </Tip>
      )}
    </div>
  );
}
