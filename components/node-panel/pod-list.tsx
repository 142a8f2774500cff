'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AgeText } from '#components/ui/age-text.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import type { NodeDetail, PodTermination } from '#lib/feed/node-detail.ts';
import type { DaemonPod } from '#lib/rollout/node-rollout.ts';
import { PanelSection } from './panel-section.tsx';
import { Terminating } from './terminating.tsx';

interface PodListProps {
  readonly detail: NodeDetail;
  /** What can be done with one of them. */
  readonly acts?: ((pod: NodeDetail['pods'][number]) => ReactNode) | undefined;
}

/** The daemon Pods on a Node, in the controller's order: it counts the first. */
export function PodList({ detail, acts }: PodListProps) {
  const t = useTranslations();
  const { pods, state, terminations } = detail;
  const staying = pods.filter(({ terminatingUntil }) => terminatingUntil === null).length;
  return (
    <PanelSection title={t('pods.title')} note={pods.length}>
      {pods.length === 0 && <p className="text-mute">{t('pods.none')}</p>}
      {staying > 1 && state !== 'surging' && (
        <p className="mb-2 text-xs text-missing-text">{t('pods.duplicate', { count: staying })}</p>
      )}
      <ul className="flex flex-col gap-2.5">
        {pods.map((pod) => (
          <PodItem
            key={pod.uid}
            pod={pod}
            termination={terminations.find(({ pod: name }) => name === pod.name)}
            acts={acts?.(pod)}
          />
        ))}
      </ul>
    </PanelSection>
  );
}

interface PodItemProps {
  readonly pod: DaemonPod;
  readonly termination: PodTermination | undefined;
  readonly acts: ReactNode;
}

function PodItem({ pod, termination, acts }: PodItemProps) {
  const t = useTranslations();
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['STATUS', <span key="status">{visibleText(pod.status)}</span>],
    ['READY', visibleText(pod.readyContainers)],
    ['RESTARTS', pod.restarts],
    ['AGE', <AgeText key="age" at={pod.createdAt} />],
    ['REVISION', pod.revision ?? t('pods.lostRevision')],
  ];
  return (
    <li>
      <p className="flex items-center gap-1">
        <MiddleText text={pod.name} className="font-mono text-xs font-semibold" />
        <CopyButton text={pod.name} />
        <span className="grow" />
        <span className={`shrink-0 text-xs ${pod.updated ? 'text-mute' : 'font-semibold text-stale-text'}`}>
          {pod.updated ? t('pods.updated') : t('pods.stale')}
        </span>
      </p>
      <dl className="mt-0.5 flex flex-wrap gap-x-4 gap-y-1">
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt className="text-[10px] tracking-wide text-mute">{word}</dt>
            <dd className="text-xs">{value}</dd>
          </div>
        ))}
      </dl>
      {pod.pending && <p className="mt-1 text-xs text-mute">{t('pods.pending')}</p>}
      {pod.terminatingUntil && <Terminating until={pod.terminatingUntil} finalizers={pod.finalizers} termination={termination} />}
      {acts}
    </li>
  );
}
