'use client';
import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Tip } from '#components/ui/tip.tsx';
import type { LookedUpPlan } from '#lib/client/acts-query.ts';
import type { Act } from '#lib/feed/act.ts';
import { useActWords } from './act-words.ts';
import type { Blocked } from './blocked.ts';
import { DESTRUCTIVE } from './intent.ts';
import { useBlockedText } from './use-blocked-text.ts';
import type { SubmitAct } from './use-submit-act.ts';

interface ActFooterProps {
  /** Null while a choice is open or wrong. */
  readonly act: Act | null;
  readonly title: string;
  /** Undefined while it is looked up, and when it is out of date. */
  readonly plan: LookedUpPlan | undefined;
  readonly submit: SubmitAct;
  readonly blocked: Blocked | null;
  /** No plan could be made: there is nothing to start. */
  readonly unplanned: boolean;
  /** Goes over to a paced deletion; null where that makes no sense. */
  readonly onWave: (() => void) | null;
  readonly onLookAgain: () => void;
  readonly onClose: () => void;
}

/** The button that does it and says what, and the way out. */
export function ActFooter({ act, title, plan, submit, blocked, unplanned, onWave, onLookAgain, onClose }: ActFooterProps) {
  const t = useTranslations();
  const blockedText = useBlockedText();
  const actWords = useActWords();
  const sending = submit.stage === 'sending';
  if (submit.stage === 'done') {
    return (
      <div className="flex justify-end">
        {/* The second click of a double one meant the button that stood here a moment ago. */}
        <Button look="primary" className="h-8" onClick={({ detail }) => detail < 2 && onClose()}>
          {t('ui.close')}
        </Button>
      </div>
    );
  }
  const facts = plan?.answer.plan;
  const unconfirmed = facts?.confirmation != null && facts.confirmation !== submit.typed;
  const why = blocked ? blockedText(blocked) : !sending && facts && unconfirmed ? t('acts.confirm.first') : null;
  const empty = facts?.objectCount === 0;
  const ready = act !== null && plan !== undefined && !empty && why === null && !sending && submit.stage !== 'changed';
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <p className="min-w-0 grow text-xs text-mute" aria-live="polite">
        {sending ? t('acts.sending') : blocked ? why : ''}
      </p>
      {onWave && submit.stage === 'planning' && !empty && (
        <Button look="quiet" className="h-8" onClick={onWave}>
          {t('acts.inWaves')}
        </Button>
      )}
      <Button className="h-8" onClick={onClose}>
        {t(sending ? 'ui.close' : 'acts.cancel')}
      </Button>
      {unplanned ? null : submit.stage === 'changed' ? (
        <Button look="primary" className="h-8" onClick={onLookAgain}>
          {t('acts.lookAgain')}
        </Button>
      ) : (
        <Tip text={why}>
          {(describedBy) => (
            <Button
              look={act && DESTRUCTIVE.has(act.act) ? 'danger' : 'primary'}
              className="h-8 max-w-full"
              aria-disabled={!ready || undefined}
              aria-describedby={describedBy}
              onClick={() => ready && submit.send(act, plan)}
            >
              <span className="truncate">{act === null ? title : facts ? actWords(act, facts) : t('acts.plan.asking')}</span>
            </Button>
          )}
        </Tip>
      )}
    </div>
  );
}
