'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { CellIcon } from '#components/node-cell/cell-icon.tsx';
import { FoldCard } from '#components/ui/fold-card.tsx';
import { MiddleText } from '#components/ui/middle-text.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { daemonSetPath } from '#components/wording/page-paths.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { DaemonSetOnNode } from '#lib/feed/node-page.ts';

interface AbsentListProps {
  readonly cluster: string;
  readonly daemonSets: readonly DaemonSetOnNode[];
}

/** The DaemonSets that do not run on the Node and should not, each with every fact that keeps it away. */
export function AbsentList({ cluster, daemonSets }: AbsentListProps) {
  const t = useTranslations();
  const wording = useWording();
  if (daemonSets.length === 0) return null;
  return (
    <FoldCard title={t('nodePage.absent')} note={daemonSets.length}>
      <ul className="flex flex-col gap-2">
        {daemonSets.map((daemonSet) => (
          <li key={daemonSet.uid} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs">
            <span className="pt-0.5">
              <CellIcon state="ineligible" size={14} />
            </span>
            <div className="min-w-0">
              <p className="flex min-w-0 gap-2">
                <Link
                  href={daemonSetPath(cluster, daemonSet, daemonSet.node)}
                  prefetch={false}
                  className="flex min-w-0 font-semibold hover:underline"
                >
                  <MiddleText text={daemonSet.name} />
                </Link>
                <span className="truncate text-mute">{visibleText(daemonSet.namespace)}</span>
              </p>
              {daemonSet.reasons.map((reason) => (
                <p key={reason.text} className="break-words text-mute">
                  {wording.placementReason(reason)}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </FoldCard>
  );
}
