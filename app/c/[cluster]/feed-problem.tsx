'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Notice } from '#components/ui/notice.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { ApiProblem } from '#lib/client/feed-state.ts';

interface FeedProblemProps {
  readonly problem: ApiProblem;
  /** What was asked for, as kubectl names it. */
  readonly object: string;
  readonly command: string;
}

/** A feed that the server refused: not found, forbidden, not synced or failed, each with its next step. */
export function FeedProblem({ problem, object, command }: FeedProblemProps) {
  const t = useTranslations();
  const kind =
    problem.status === 404
      ? 'notFound'
      : problem.status === 403 || problem.status === 401
        ? 'forbidden'
        : problem.status === 503
          ? 'notSynced'
          : 'failed';
  const commands = kind === 'forbidden' ? ['kubectl auth can-i --list'] : [command];
  return (
    <Notice
      level={1}
      title={t(`feed.${kind}`, { object: visibleText(object) })}
      commands={commands}
      actions={
        <Link href="/" className="text-accent hover:underline">
          {t('notFound.home')}
        </Link>
      }
    >
      <p>{visibleText(problem.message)}</p>
      <p>{t(`feed.${kind}Next`)}</p>
    </Notice>
  );
}
