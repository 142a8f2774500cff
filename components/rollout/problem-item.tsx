'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { AgeText } from '#components/ui/age-text.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { Evidence } from '#lib/rollout/evidence.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import { LastWords } from './last-words.tsx';

const NODES_SHOWN = 3;

interface ProblemItemProps {
  readonly cluster: string;
  readonly namespace: string;
  readonly problem: Problem;
  readonly evidence: Evidence | null;
  readonly onShow: (problem: Problem) => void;
  readonly onSelect: (node: string) => void;
  readonly act?: ReactNode;
}

/** One cause: what it is, where, since when, and the one next step with its command. */
export function ProblemItem({ cluster, namespace, problem, evidence, onShow, onSelect, act }: ProblemItemProps) {
  const t = useTranslations();
  const wording = useWording();
  const { slots, restarts, since, message, command } = problem;
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-2.5 border-t border-line py-2 first:border-t-0 first:pt-0 last:pb-0">
      <span className="mt-0.5">
        <CellIcon state={problem.state} size={16} />
      </span>
      <div className="flex min-w-0 flex-col gap-0.5">
        <p>
          <b className="break-words">{wording.message(problem.title)}</b> {t('problems.nodes', { count: problem.nodeCount })}
        </p>
        <p className="flex flex-wrap gap-x-2 text-xs text-mute">
          {since !== null && <AgeText at={since} />}
          {slots > 0 && <span>{t('problems.slots', { count: slots })}</span>}
          {restarts > 0 && <span>{t('problems.restarts', { count: restarts })}</span>}
        </p>
        {message && <p className="line-clamp-3 text-xs break-words text-mute">{visibleText(message)}</p>}
        {evidence !== null && <EvidenceLine evidence={evidence} />}
        <p>{wording.message(problem.step)}</p>
        {command !== null && (
          <p className="flex items-start gap-1 rounded-md bg-hover px-2 py-1 font-mono text-xs">
            <code className="min-w-0 grow wrap-anywhere">{visibleText(command)}</code>
            <CopyButton text={command} />
          </p>
        )}
        <p className="flex min-w-0 flex-wrap gap-x-3 text-xs">
          {problem.nodes.slice(0, NODES_SHOWN).map((node) => (
            <button
              key={node}
              type="button"
              className="min-h-6 max-w-full font-mono text-accent hover:underline"
              onClick={() => onSelect(node)}
            >
              <MiddleText text={node} />
            </button>
          ))}
          <button type="button" className="min-h-6 text-accent hover:underline" onClick={() => onShow(problem)}>
            {t('problems.show')}
          </button>
        </p>
        <LastWords cluster={cluster} namespace={namespace} problem={problem} />
        {act && <div className="mt-0.5 flex">{act}</div>}
      </div>
    </li>
  );
}

/** What the kubelet said of one of the Pods; what an event says may be long and is anybody's text. */
function EvidenceLine({ evidence: { cause, pod, count, lastAt } }: { readonly evidence: Evidence }) {
  const t = useTranslations();
  const wording = useWording();
  return (
    <p className="text-xs" data-testid="evidence">
      <b className="line-clamp-3 font-medium break-words">{wording.message(cause)}</b>
      <span className="text-mute">
        {t('problems.evidence', { count, pod: visibleText(pod) })} · <AgeText at={lastAt} />
      </span>
    </p>
  );
}
