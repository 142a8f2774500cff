import { type ReactNode, Suspense } from 'react';
import { Palette } from '#components/palette/palette.tsx';

interface ClusterLayoutProps {
  readonly params: Promise<{ cluster: string }>;
  readonly children: ReactNode;
}

/** What the pages of a cluster share: the way to any other. */
export default async function ClusterLayout({ params, children }: ClusterLayoutProps) {
  const { cluster } = await params;
  return (
    <>
      {children}
      <Suspense>
        <Palette cluster={decodeURIComponent(cluster)} />
      </Suspense>
    </>
  );
}
