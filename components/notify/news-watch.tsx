'use client';
import { usePathname } from 'next/navigation';
import { lazy, useEffect, useState } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { pageAddress, wallPath } from '#components/wording/page-paths.ts';
import { useBells } from './bell-store.ts';

const NewsCenter = lazy(() => import('./news-center.tsx'));

/** What comes first on a page is the page. */
const START_AFTER_MS = 1_500;

/**
 * Tells, on every page of a cluster, when a rollout ends or stalls: that of the DaemonSet which the page is about, and those
 * whose bell is on. Costs nothing where there is neither.
 */
export function NewsWatch({ cluster }: { readonly cluster: string }) {
  const path = usePathname();
  const page = pageAddress(path);
  const bells = useBells(cluster);
  const [started, setStarted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStarted(true), START_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const subject = page?.kind === 'daemonSet' ? page : null;
  if (!started || (subject === null && bells.size === 0)) return null;
  return (
    <LazyPart>
      <NewsCenter cluster={cluster} subject={subject} bells={bells} quiet={path === wallPath(cluster)} />
    </LazyPart>
  );
}
