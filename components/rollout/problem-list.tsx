'use client';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { DaemonSetDetail, Problem } from '#lib/rollout/summary.ts';

interface ProblemListProps {
  readonly detail: DaemonSetDetail;
  readonly onShow: (problem: Problem) => void;
}

/** What holds the rollout: one entry per cause, with the cluster's own words and its Nodes one click away. */
export function ProblemList({ detail, onShow }: ProblemListProps) {
  const t = useTranslations();
  const { problems } = detail;
  return (
    <SectionCard
      title={t('problems.title')}
      note={problems.length > 0 ? t('problems.note', { count: problems.length }) : undefined}
    >
      {problems.length === 0 && <p className="text-mute">{t('problems.none')}</p>}
      <ul className="flex flex-col">
        {problems.map((problem) => (
          <ProblemItem key={`${problem.state} ${problem.cause}`} problem={problem} onShow={onShow} />
        ))}
      </ul>
    </SectionCard>
  );
}

function ProblemItem({ problem, onShow }: { readonly problem: Problem; readonly onShow: (problem: Problem) => void }) {
  const t = useTranslations();
  const wording = useWording();
  const cause =
    problem.cause === problem.state || problem.cause === '' ? wording.state(problem.state) : visibleText(problem.cause);
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-2.5 border-t border-line py-2 first:border-t-0 first:pt-0 last:pb-0">
      <span className="mt-0.5">
        <CellIcon state={problem.state} size={16} />
      </span>
      <div className="min-w-0">
        <p>
          <b className="break-words">{cause}</b> {t('problems.nodes', { count: problem.nodeCount })}
        </p>
        {problem.message && <p className="line-clamp-3 text-xs break-words text-mute">{visibleText(problem.message)}</p>}
        <button type="button" className="text-accent hover:underline" onClick={() => onShow(problem)}>
          {t('problems.show')}
        </button>
      </div>
    </li>
  );
}
