'use client';
import Link from 'next/link';
import { lazy } from 'react';
import { useTranslations } from 'use-intl';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { ApiProblem } from '#lib/client/feed-state.ts';
import { useClusters } from '#lib/client/queries.ts';
import { useVisibility } from '#lib/client/visibility-query.ts';
import { shellCommand } from '#lib/rollout/shell-command.ts';

const HiddenResources = lazy(() => import('#components/shell/hidden-resources.tsx'));

interface FeedProblemProps {
  readonly cluster: string;
  readonly problem: ApiProblem;
  /** What was asked for, as kubectl names it. */
  readonly object: string;
  readonly command: string;
}

/** A feed that the server refused: not found, forbidden, unreachable, not synced or failed, each with its next step. */
export function FeedProblem({ cluster, problem, object, command }: FeedProblemProps) {
  const t = useTranslations();
  const kind = kindOf(problem);
  const asked = kind === 'unreachable' || kind === 'notSynced';
  const { data: visibility } = useVisibility(cluster, { enabled: asked });
  const { data: clusters } = useClusters();
  const entry = clusters?.find(({ slug }) => slug === cluster);
  const home = (
    <Link href="/" className="text-accent hover:underline">
      {t('notFound.home')}
    </Link>
  );
  if (asked && visibility && visibility.hidden.length > 0) {
    const resources = visibility.hidden.map(({ resource }) => resource).join(', ');
    return (
      <Notice level={1} title={t('hidden.title', { resources })} actions={home}>
        <p>{visibleText(problem.message)}</p>
        <LazyPart>
          <HiddenResources {...visibility} />
        </LazyPart>
      </Notice>
    );
  }
  const commands = kind === 'forbidden' ? ['kubectl auth can-i --list'] : kind === 'unreachable' ? probes(entry) : [command];
  return (
    <Notice level={1} title={t(`feed.${kind}`, { object: visibleText(object) })} commands={commands} actions={home}>
      <p>{visibleText(problem.message)}</p>
      {kind === 'unreachable' && entry && (
        <p>{t('feed.unreachableWhere', { context: visibleText(entry.context), server: visibleText(entry.server) })}</p>
      )}
      <p>{t(`feed.${kind}Next`)}</p>
    </Notice>
  );
}

function kindOf({ status, code }: ApiProblem) {
  if (status === 404) return 'notFound';
  if (status === 401 || status === 403) return 'forbidden';
  if (code === 'cluster.unreachable') return 'unreachable';
  return status === 503 ? 'notSynced' : 'failed';
}

function probes(entry: { readonly context: string; readonly slug: string } | undefined): readonly string[] {
  const probe = ['get', '--raw', '/readyz'];
  if (entry === undefined || entry.slug === 'in-cluster') return [`kubectl ${probe.join(' ')}`];
  const command = shellCommand(['kubectl', '--context', entry.context, ...probe]);
  return [...(command === null ? [] : [command]), 'kubectl config get-contexts'];
}
