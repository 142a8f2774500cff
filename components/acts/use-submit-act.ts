'use client';
import { useRef, useState } from 'react';
import type { LookedUpPlan } from '#lib/client/acts-query.ts';
import { useAct } from '#lib/client/acts-query.ts';
import { ApiRequestError } from '#lib/client/api-request.ts';
import type { Act, ActAnswer } from '#lib/feed/act.ts';
import { actFor, type Subject } from './subject.ts';

/** How far an act has come. `changed`: the server found another state than the plan was made for, and did nothing. */
export type SubmitStage = 'planning' | 'sending' | 'changed' | 'failed' | 'done';

export interface SubmitAct {
  readonly stage: SubmitStage;
  readonly answer: ActAnswer | undefined;
  readonly error: Error | null;
  /** What a person typed to confirm. */
  readonly typed: string;
  readonly type: (text: string) => void;
  /** Whether the result has been looked at. */
  readonly seen: boolean;
  readonly see: () => void;
  readonly send: (act: Act, plan: LookedUpPlan) => void;
  readonly reset: () => void;
}

/** Sends an act once for each plan: what was looked at, what was typed, and the id of the click go with it. */
export function useSubmitAct(subject: Subject): SubmitAct {
  const { address, uid } = subject;
  const mutation = useAct(address);
  const [typed, type] = useState('');
  const [seen, setSeen] = useState(false);
  // The state of a mutation reaches React a moment later: a double click is faster.
  const underWay = useRef(false);
  const stage = stageOf(mutation);
  return {
    stage,
    answer: mutation.data,
    error: mutation.error,
    typed,
    type,
    seen,
    see: () => setSeen(true),
    send: (act, { answer, requestId }) => {
      if (underWay.current || stage === 'sending' || stage === 'done') return;
      underWay.current = true;
      const { confirmation, fingerprint } = answer.plan;
      const confirm = confirmation === null ? {} : { confirm: typed };
      mutation.mutate(
        { ...actFor(subject, act), uid, plan: fingerprint, requestId, ...confirm },
        {
          onSettled: () => {
            underWay.current = false;
          },
        },
      );
    },
    reset: () => {
      type('');
      setSeen(false);
      mutation.reset();
    },
  };
}

function stageOf({ status, error }: Pick<ReturnType<typeof useAct>, 'status' | 'error'>): SubmitStage {
  if (status === 'pending') return 'sending';
  if (status === 'success') return 'done';
  if (status === 'idle') return 'planning';
  return error instanceof ApiRequestError && error.problem.code === 'target.changed' ? 'changed' : 'failed';
}
