'use client';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { pageAddress, wallPath } from '#components/wording/page-paths.ts';
import { useBells } from './bell-store.ts';
import type NewsCenter from './news-center.tsx';

/** What comes first on a page is the page. */
const START_AFTER_MS = 1_500;
/** Code that could not be had, because the server is away, is asked for again: the tab tells meanwhile. */
const AGAIN_AFTER_MS = 60_000;

/**
 * Tells, on every page of a cluster, when a rollout ends or stalls: that of the DaemonSet which the page is about, and those
 * whose bell is on. Costs nothing where there is neither.
 */
export function NewsWatch({ cluster }: { readonly cluster: string }) {
  const path = usePathname();
  const page = pageAddress(path);
  const bells = useBells(cluster);
  const subject = page?.kind === 'daemonSet' ? page : null;
  const wanted = subject !== null || bells.size > 0;
  const Center = useNewsCenter(wanted);
  if (!wanted || Center === null) return null;
  return <Center cluster={cluster} subject={subject} bells={bells} quiet={path === wallPath(cluster)} />;
}

function useNewsCenter(wanted: boolean): typeof NewsCenter | null {
  const [center, setCenter] = useState<{ readonly Center: typeof NewsCenter } | null>(null);
  const [tries, setTries] = useState(0);
  const missing = wanted && center === null;
  useEffect(() => {
    if (!missing) return;
    const timer = setTimeout(fetchCode, tries === 0 ? START_AFTER_MS : AGAIN_AFTER_MS);
    let over = false;
    function fetchCode() {
      import('./news-center.tsx').then(
        (code) => over || setCenter({ Center: code.default }),
        () => over || setTries((before) => before + 1),
      );
    }
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [missing, tries]);
  return center?.Center ?? null;
}
