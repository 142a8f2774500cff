'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { NodeAnswer } from '#lib/feed/node-page.ts';
import { NodeSentence } from './node-sentence.tsx';

interface NodeHeadProps {
  readonly answer: NodeAnswer;
  /** What can be done with the Node. */
  readonly acts: ReactNode;
}

/** The Node's name, what can be done with it, the sentence about it, and what it is. */
export function NodeHead({ answer, acts }: NodeHeadProps) {
  const t = useTranslations();
  const wording = useWording();
  const { node, attributes, nodeInfo, createdAt, trouble } = answer;
  const { zone, pool, role, instanceType } = attributes;
  const facts = [zone, pool, role, instanceType, nodeInfo.kubeletVersion ?? ''].filter(Boolean);
  return (
    <header className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1 className="flex min-w-0 items-center gap-1 text-xl font-semibold tracking-tight">
          <span className="sr-only">Node </span>
          <MiddleText text={node} />
          <CopyButton text={node} />
        </h1>
        {trouble > 0 && <span className="text-sm font-medium text-failing-text">{wording.troubles(trouble).join(' · ')}</span>}
        {acts && <div className="ml-auto flex flex-wrap items-center gap-1.5 max-sm:ml-0">{acts}</div>}
      </div>
      <p data-testid="node-sentence" className="max-w-4xl wrap-anywhere">
        <NodeSentence answer={answer} />
      </p>
      <p className="flex flex-wrap gap-x-2 text-xs text-mute">
        {facts.map((fact) => (
          <span key={fact}>{visibleText(fact)} ·</span>
        ))}
        <span>
          {t('nodePage.age')} <AgeText at={createdAt} />
        </span>
      </p>
    </header>
  );
}
