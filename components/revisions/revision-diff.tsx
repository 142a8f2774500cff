'use client';
import { lazy } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RevisionDiffProps } from './revision-diff-view.tsx';

const RevisionDiffView = lazy(async () => ({ default: (await import('./revision-diff-view.tsx')).RevisionDiffView }));

/** What differs from one revision to another; its code is fetched with the first difference that is looked at. */
export function RevisionDiff(props: RevisionDiffProps) {
  return (
    <LazyPart waiting={<Skeleton className="h-10 w-full" />}>
      <RevisionDiffView {...props} />
    </LazyPart>
  );
}
