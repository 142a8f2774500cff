'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { SectionCard } from '#components/ui/section-card.tsx';
import type { DaemonSetDetail, Problem } from '#lib/rollout/summary.ts';
import { ProblemItem } from './problem-item.tsx';

interface ProblemListProps {
  readonly detail: DaemonSetDetail;
  readonly onShow: (problem: Problem) => void;
  readonly onSelect: (node: string) => void;
  /** The act that fits a cause. */
  readonly act?: (problem: Problem) => ReactNode;
}

/** What holds the rollout: one entry per cause, with the cluster's own words, its Nodes one click away and the next step. */
export function ProblemList({ detail, onShow, onSelect, act }: ProblemListProps) {
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
          <ProblemItem
            key={JSON.stringify(problem.title)}
            problem={problem}
            onShow={onShow}
            onSelect={onSelect}
            act={act?.(problem)}
          />
        ))}
      </ul>
    </SectionCard>
  );
}
