'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { SectionCard } from '#components/ui/section-card.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { ProjectNodeSelector } from '#lib/rollout/project-node-selector.ts';
import type { Problem } from '#lib/rollout/summary.ts';
import type { ExplainedProblem } from './problem-causes.ts';
import { ProblemItem } from './problem-item.tsx';
import { SelectorNotice } from './selector-notice.tsx';

interface ProblemListProps {
  readonly cluster: string;
  readonly namespace: string;
  readonly explained: readonly ExplainedProblem[];
  readonly selector: ProjectNodeSelector | null;
  /** Why more is not known about the problems, or null. */
  readonly unknown: string | null;
  readonly onShow: (problem: Problem) => void;
  readonly onSelect: (node: string) => void;
  /** What else is wrong, below the causes. */
  readonly strays?: ReactNode;
  /** The act that fits a cause. */
  readonly act?: (problem: Problem) => ReactNode;
}

/** What holds the rollout: one entry per cause, with the cluster's own words, its Nodes one click away and the next step. */
export function ProblemList(props: ProblemListProps) {
  const { cluster, namespace, explained, selector, unknown, onShow, onSelect, strays, act } = props;
  const t = useTranslations();
  return (
    <SectionCard
      title={t('problems.title')}
      note={explained.length > 0 ? t('problems.note', { count: explained.length }) : undefined}
    >
      {explained.length === 0 && <p className="text-mute">{t('problems.none')}</p>}
      {selector !== null && (
        <SelectorNotice finding={selector} namespace={namespace} alone={!explained.some(isOfSelector)} onSelect={onSelect} />
      )}
      <ul className="flex flex-col">
        {explained.map(({ problem, evidence }) => (
          <ProblemItem
            key={JSON.stringify(problem.title)}
            cluster={cluster}
            namespace={namespace}
            problem={problem}
            evidence={evidence}
            onShow={onShow}
            onSelect={onSelect}
            act={act?.(problem)}
          />
        ))}
      </ul>
      {unknown !== null && (
        <p className="mt-2 text-xs break-words text-mute">{t('problems.unknown', { problem: visibleText(unknown) })}</p>
      )}
      {strays}
    </SectionCard>
  );
}

const OF_SELECTOR: ReadonlySet<string> = new Set([
  'problem.projectNodeSelector',
  'problem.selectorExcludes',
  'problem.nodeSelectorConflict',
]);

function isOfSelector({ problem }: ExplainedProblem): boolean {
  return OF_SELECTOR.has(problem.title.code);
}
