'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Modal } from '#components/ui/modal.tsx';
import { useActPlan } from '#lib/client/acts-query.ts';
import type { Act, ActPlan } from '#lib/feed/act.ts';
import { ActChoices } from './act-choices.tsx';
import { ActFooter } from './act-footer.tsx';
import { ActToast } from './act-toast.tsx';
import { useActTitle } from './act-words.ts';
import { useActs } from './acts-context.ts';
import { firstAct } from './intent.ts';
import { PlanView } from './plan-view.tsx';
import { ResultView } from './result-view.tsx';
import { actFor, type DialogProps, podNamespace } from './subject.ts';
import { SubjectLine } from './subject-line.tsx';
import { useSettled } from './use-settled.ts';
import { useSubmitAct } from './use-submit-act.ts';

/** Typing in a choice asks for a new plan after this pause. */
const SETTLE_MS = 250;

/** One act from its plan to its result. Closed while it runs, it goes on and stays in sight as a toast. */
export function ActSession(props: DialogProps) {
  const { subject, intent, shown, onShow, onHide, onEnd } = props;
  const t = useTranslations();
  const acts = useActs();
  const [act, setAct] = useState<Act | null>(() => firstAct(intent, subject.live?.detail ?? null));
  const [look, setLook] = useState(0);
  const [before, setBefore] = useState<ActPlan | null>(null);
  const settled = useSettled(act, SETTLE_MS);
  const submit = useSubmitAct(subject);
  const planning = submit.stage === 'planning' || submit.stage === 'changed';
  const query = useActPlan(
    subject.address,
    { ...actFor(subject, settled ?? NOTHING), uid: subject.uid },
    { look, enabled: planning && settled !== null },
  );
  const upToDate = act === settled && !query.isPlaceholderData && !query.isFetching;
  const plan = act === null ? undefined : query.data;
  const lookAgain = () => {
    setBefore(plan?.answer.plan ?? null);
    submit.reset();
    setLook((current) => current + 1);
  };
  const keeps = submit.stage === 'sending' || (submit.stage !== 'planning' && !submit.seen);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (!shown && !keeps) end();
  }, [shown, keeps]);
  const close = () => {
    if (!shown) return;
    if (submit.stage !== 'sending') submit.see();
    onHide();
  };
  const goWave = () => {
    close();
    acts.open(intent.act === 'deleteStale' ? { ...intent, act: 'wave' } : { act: 'wave' });
  };
  const title = useActTitle(intent);
  return (
    <>
      <Modal
        title={title}
        closeLabel={t('ui.close')}
        open={shown}
        onClose={close}
        footer={
          <ActFooter
            act={act}
            title={title}
            plan={upToDate ? plan : undefined}
            submit={submit}
            blocked={act === null ? null : acts.blocked(act.act, { namespace: podNamespace(subject, act) })}
            unplanned={query.error !== null}
            onWave={intent.act === 'deleteStale' && acts.blocked('wave') === null ? goWave : null}
            onLookAgain={lookAgain}
            onClose={close}
          />
        }
      >
        <SubjectLine subject={subject} intent={intent} />
        {submit.answer ? (
          <ResultView answer={submit.answer} subject={subject} />
        ) : (
          <>
            <ActChoices {...props} act={act} onChange={setAct} locked={submit.stage === 'sending'} />
            <PlanView
              act={act}
              plan={plan}
              before={before}
              dimmed={!upToDate}
              error={query.error}
              subject={subject}
              submit={submit}
              onLookAgain={lookAgain}
            />
          </>
        )}
      </Modal>
      {!shown && keeps && <ActToast title={title} submit={submit} onShow={onShow} onEnd={submit.see} />}
    </>
  );
}

/** Stands for the act in a query that is switched off. */
const NOTHING: Act = { act: 'restart' };
