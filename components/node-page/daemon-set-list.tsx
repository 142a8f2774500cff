'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { STATE_APPEARANCE } from '#components/node-cell/appearance.ts';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { PhaseWord } from '#components/node-cell/phase-badge.tsx';
import { AgeText } from '#components/ui/age-text.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { DaemonSetOnNode } from '#lib/feed/node-page.ts';
import { byAttention } from './standing.ts';

interface DaemonSetListProps {
  readonly cluster: string;
  readonly daemonSets: readonly DaemonSetOnNode[];
  readonly podActs: (daemonSet: DaemonSetOnNode, pod: DaemonSetOnNode['pods'][number]) => ReactNode;
}

/** The DaemonSets that should be on the Node or are, attention first, each with its verdict, its reasons and its Pods. */
export function DaemonSetList({ cluster, daemonSets, podActs }: DaemonSetListProps) {
  const t = useTranslations();
  return (
    <section aria-label={t('nodePage.here')} className="card min-w-0">
      <h2 className="flex items-baseline justify-between gap-3 px-3.5 pt-3 pb-2 text-xs font-semibold text-mute">
        <span>{t('nodePage.here')}</span>
        <span className="font-normal">{daemonSets.length}</span>
      </h2>
      {daemonSets.length === 0 && <p className="px-3.5 pb-3 text-mute">{t('nodePage.hereNone')}</p>}
      <ul>
        {byAttention(daemonSets).map((daemonSet) => (
          <DaemonSetItem key={daemonSet.uid} cluster={cluster} daemonSet={daemonSet} podActs={podActs} />
        ))}
      </ul>
    </section>
  );
}

interface DaemonSetItemProps extends Pick<DaemonSetListProps, 'cluster' | 'podActs'> {
  readonly daemonSet: DaemonSetOnNode;
}

function DaemonSetItem({ cluster, daemonSet, podActs }: DaemonSetItemProps) {
  const t = useTranslations();
  const wording = useWording();
  const { namespace, name, phase, state, reason, reasons, scheduler = [], pods, shouldRun, shouldContinueRunning } = daemonSet;
  const message = pods.find((pod) => pod.message)?.message;
  const stale = pods.some((pod) => !pod.updated && !pod.terminating);
  const quiet = state === 'available';
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-t border-line px-3.5 py-2" data-state={state}>
      <span className="pt-0.5">
        <CellIcon state={state} size={18} look={{ stale }} />
      </span>
      <div className="min-w-0">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Link
            href={daemonSetPath(cluster, daemonSet, daemonSet.node)}
            prefetch={false}
            className="flex min-w-0 font-semibold hover:underline"
          >
            <MiddleText text={name} />
          </Link>
          <span className="truncate text-xs text-mute">{visibleText(namespace)}</span>
          <span className={`text-xs font-medium ${STATE_APPEARANCE[state].text}`}>
            {wording.state(state)}
            {reason && ` · ${visibleText(reason)}`}
          </span>
          <span className="grow" />
          <span className="text-xs">
            <PhaseWord phase={phase} />
          </span>
        </p>
        {!quiet && (
          <p className="text-xs text-mute">
            {t(`verdict.${state}`)} {!shouldRun && shouldContinueRunning && t('verdict.mayStay')}
            {!shouldContinueRunning && state === 'misscheduled' && t('verdict.leaves')}
          </p>
        )}
        {message && (
          <p className="mt-1 rounded-md bg-hover px-2 py-1 font-mono text-xs break-words whitespace-pre-wrap">
            <bdi>{visibleText(message)}</bdi>
          </p>
        )}
        {[...reasons.map(wording.placementReason), ...scheduler.map(({ text }) => visibleText(text))].map((text) => (
          <p key={text} className="flex gap-2 text-xs">
            <span aria-hidden="true" className="text-failing-text">
              ✕
            </span>
            <span className="min-w-0 break-words">{text}</span>
          </p>
        ))}
        {pods.map((pod) => (
          <div key={pod.uid} className="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-3 text-xs text-mute">
            <span className="flex min-w-0 font-mono">
              <MiddleText text={pod.name} />
            </span>
            <span>{visibleText(pod.status)}</span>
            <span>{pod.readyContainers}</span>
            <span className={pod.updated ? '' : 'font-semibold text-stale-text'}>
              {pod.revision === null ? t('pods.lostRevision') : t('node.revision', { revision: pod.revision })}
              {!pod.updated && ` · ${t('node.stalePod')}`}
            </span>
            {pod.restarts > 0 && <span>{t('node.restarts', { count: pod.restarts })}</span>}
            <AgeText at={pod.createdAt} />
            {pod.terminating && <span>{t('node.terminating')}</span>}
            {podActs(daemonSet, pod)}
          </div>
        ))}
      </div>
    </li>
  );
}
