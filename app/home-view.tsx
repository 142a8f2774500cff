'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { FleetSkeleton } from '#components/fleet/fleet-skeleton.tsx';
import { BarePage } from '#components/shell/bare-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { visibleText } from '#components/ui/visible-text.ts';
import { useClusters, useNoClusterProblem } from '#lib/client/queries.ts';

/** Leads to the current cluster, or says how to get one. */
export function HomeView() {
  const t = useTranslations();
  const router = useRouter();
  const { data, error, refetch } = useClusters();
  const problem = useNoClusterProblem();
  const target = (data?.find((cluster) => cluster.current) ?? data?.[0])?.slug;
  useEffect(() => {
    if (target) router.replace(`/c/${encodeURIComponent(target)}`);
  }, [target, router]);
  if (error) {
    return (
      <BarePage>
        <Notice level={1} title={t('problem.server')} actions={<Button onClick={() => refetch()}>{t('problem.retry')}</Button>}>
          <p>{visibleText(error.message)}</p>
        </Notice>
      </BarePage>
    );
  }
  if (data?.length === 0) {
    return (
      <BarePage>
        <Notice level={1} title={t('noCluster.title')} commands={['npm run demo', 'npm start -- --kubeconfig ~/.kube/config']}>
          <p>{t('noCluster.why')}</p>
          {problem !== null && <p className="break-words">{visibleText(problem)}</p>}
          <p>{t('noCluster.next')}</p>
        </Notice>
      </BarePage>
    );
  }
  return <FleetSkeleton label={t('ui.loading')} />;
}
