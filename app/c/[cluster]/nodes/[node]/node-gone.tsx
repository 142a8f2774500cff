'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Notice } from '#components/ui/notice.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { matrixPath } from '#components/wording/page-paths.ts';
import type { ClusterNode } from '#lib/client/node-page-query.ts';

/** A Node that was here a moment ago. */
export function NodeGone({ cluster, node }: ClusterNode) {
  const t = useTranslations();
  return (
    <Notice
      level={1}
      title={t('nodePage.gone', { node: visibleText(node) })}
      commands={['kubectl get nodes']}
      actions={
        <Link href={matrixPath(cluster)} prefetch={false} className="text-accent hover:underline">
          {t('nodePage.toMatrix')}
        </Link>
      }
    >
      <p>{t('nodePage.goneWhy')}</p>
    </Notice>
  );
}
