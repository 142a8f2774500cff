'use client';
import { useTranslations } from 'use-intl';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import { LogView } from './log-view.tsx';
import { PanelSection } from './panel-section.tsx';

interface LogTailProps {
  readonly cluster: string;
  readonly pods: NodeDetail['pods'];
}

/** The end of one container's log among the other facts of a Node. */
export function LogTail({ cluster, pods }: LogTailProps) {
  const t = useTranslations();
  return (
    <PanelSection title={t('log.title')}>
      <LogView cluster={cluster} pods={pods} />
    </PanelSection>
  );
}
