'use client';
import { useTranslations } from 'use-intl';
import { kubectlAge } from '#components/ui/age.ts';
import { AgeText } from '#components/ui/age-text.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { useNow } from '#components/ui/use-now.ts';
import { visibleText } from '#components/ui/visible-text.ts';
import type { DaemonPod } from '#lib/rollout/node-rollout.ts';
import { PanelSection } from './panel-section.tsx';

/** The daemon Pods on a Node, in the controller's order: it counts the first. */
export function PodList({ pods }: { readonly pods: readonly DaemonPod[] }) {
  const t = useTranslations();
  return (
    <PanelSection title={t('pods.title')} note={pods.length}>
      {pods.length === 0 && <p className="text-mute">{t('pods.none')}</p>}
      <ul className="flex flex-col gap-2.5">
        {pods.map((pod) => (
          <PodItem key={pod.uid} pod={pod} />
        ))}
      </ul>
    </PanelSection>
  );
}

function PodItem({ pod }: { readonly pod: DaemonPod }) {
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
      {pod.terminatingUntil && <Terminating until={pod.terminatingUntil} />}
    </li>
  );
}

function Terminating({ until }: { readonly until: string }) {
  const t = useTranslations();
  const now = useNow();
  const left = Math.ceil((Date.parse(until) - now) / 1000);
  return (
    <p className="mt-1 text-xs text-missing-text">
      {left > 0 ? t('pods.terminating', { left: kubectlAge(left) }) : t('pods.overdue', { late: kubectlAge(-left) })}
    </p>
  );
}
