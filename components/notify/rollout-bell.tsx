'use client';
import { lazy } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import type { Summary } from '#lib/rollout/summary.ts';

const BellButton = lazy(() => import('./bell-button.tsx'));

/** The bell of one DaemonSet; its code comes after the page's first picture, its place is kept. */
export function RolloutBell({ cluster, summary }: { readonly cluster: string; readonly summary: Summary }) {
  return (
    <LazyPart waiting={<span className="size-7" />}>
      <BellButton cluster={cluster} summary={summary} />
    </LazyPart>
  );
}
