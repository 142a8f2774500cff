'use client';
import { usePathname } from 'next/navigation';
import { lazy, useSyncExternalStore } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { pageAddress } from '#components/wording/page-paths.ts';
import { TOUR_STEPS } from './tour-steps.ts';

const TourLine = lazy(() => import('./tour-line.tsx'));
const unchanging = () => () => undefined;

/** The tour on the pages that it is about, for those who have not ended it; nobody else fetches its code. */
export function Tour({ cluster }: { readonly cluster: string }) {
  const path = usePathname();
  const ended = useSyncExternalStore(
    unchanging,
    () => localStorage.getItem('rollcall-tour') === String(TOUR_STEPS.length),
    () => true,
  );
  const page =
    path === `/c/${encodeURIComponent(cluster)}` ? 'fleet' : pageAddress(path)?.kind === 'daemonSet' ? 'daemonSet' : null;
  if (ended || page === null) return null;
  return (
    <LazyPart waiting={<div className="h-[33px] shrink-0 border-b border-accent bg-accent/8" />}>
      <TourLine key={page} page={page} />
    </LazyPart>
  );
}
