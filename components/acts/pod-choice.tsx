'use client';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslations } from 'use-intl';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { RadioList } from '#components/ui/radio-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { nodeDetailQuery } from '#lib/client/queries.ts';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import type { ChoiceProps } from './subject.ts';

/** So many Nodes are asked for their Pods. */
const MOST_NODES = 50;
const ALL = 'all';

interface PodChoiceProps extends ChoiceProps {
  readonly on: readonly string[];
  readonly force: boolean;
}

/** Which of the Pods on the Nodes of a cause: all of them, or one. */
export function PodChoice({ subject, act, onChange, locked, on, force }: PodChoiceProps) {
  const t = useTranslations();
  const { pods, error, pending } = useQueries({
    queries: on.slice(0, MOST_NODES).map((node) => nodeDetailQuery({ ...subject.address, node }, 'act')),
    combine: (results) => ({
      pods: results.flatMap(({ data }) => data?.pods.map((pod) => ({ pod, node: data.node })) ?? []),
      error: results.find((result) => result.error !== null)?.error ?? null,
      pending: results.some(({ isPending }) => isPending),
    }),
  });
  const choose = ({ name, uid }: NodeDetail['pods'][number]) =>
    onChange({ act: 'deletePod', pod: { name, uid }, ...(force ? { force } : {}) });
  const chooseAll = () =>
    onChange({ act: 'deletePod', pods: pods.map(({ pod: { name, uid } }) => ({ name, uid })), ...(force ? { force } : {}) });
  const first = pods[0]?.pod;
  const chooseFirst = useEffectEvent(() => {
    if (act !== null || first === undefined) return;
    if (pods.length > 1) chooseAll();
    else choose(first);
  });
  useEffect(() => {
    if (!pending && first?.uid !== undefined) chooseFirst();
  }, [pending, first?.uid]);
  if (pods.length === 0 && error) return <p className="mb-4 text-failing-text">{visibleText(error.message)}</p>;
  if (pods.length === 0)
    return pending ? <Skeleton className="mb-4 h-10 w-full" /> : <p className="mb-4">{t('acts.podChoice.none')}</p>;
  return (
    <div className="mb-4 max-h-48 overflow-auto">
      <RadioList
        label={t('acts.podChoice.label')}
        value={act?.act === 'deletePod' ? (act.pod?.uid ?? ALL) : ''}
        disabled={locked}
        options={[
          ...(pods.length > 1
            ? [{ value: ALL, label: t('acts.podChoice.all', { count: pods.length }), note: t('acts.podChoice.allNote') }]
            : []),
          ...pods.map(({ pod, node }) => ({
            value: pod.uid,
            label: <MiddleText text={pod.name} className="max-w-full font-mono text-xs" />,
            note: [visibleText(node), visibleText(pod.status), pod.terminatingUntil !== null && t('acts.podChoice.terminating')]
              .filter(Boolean)
              .join(' · '),
          })),
        ]}
        onChange={(uid) => {
          if (uid === ALL) return chooseAll();
          const chosen = pods.find(({ pod }) => pod.uid === uid);
          if (chosen) choose(chosen.pod);
        }}
      />
    </div>
  );
}
