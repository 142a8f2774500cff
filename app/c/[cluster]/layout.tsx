import { type ReactNode, Suspense } from 'react';
import { NewsWatch } from '#components/notify/news-watch.tsx';
import { Palette } from '#components/palette/palette.tsx';

interface ClusterLayoutProps {
  readonly params: Promise<{ cluster: string }>;
  readonly children: ReactNode;
}

/** What the pages of a cluster share: the way to any other, and the news. */
export default async function ClusterLayout({ params, children }: ClusterLayoutProps) {
  const { cluster } = await params;
  return (
    <>
      {children}
      <Suspense>
        <Palette cluster={decodeURIComponent(cluster)} />
        <NewsWatch cluster={decodeURIComponent(cluster)} />
      </Suspense>
    </>
  );
}
