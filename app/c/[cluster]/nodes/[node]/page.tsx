import { Suspense } from 'react';
import { NodePageView } from './node-page-view.tsx';

interface PageProps {
  readonly params: Promise<{ cluster: string; node: string }>;
}

export default async function NodePage({ params }: PageProps) {
  const { cluster, node } = await params;
  return (
    <Suspense>
      <NodePageView cluster={decodeURIComponent(cluster)} node={decodeURIComponent(node)} />
    </Suspense>
  );
}
