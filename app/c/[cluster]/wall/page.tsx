import { Suspense } from 'react';
import { WallView } from './wall-view.tsx';

export default async function WallPage({ params }: { readonly params: Promise<{ cluster: string }> }) {
  const { cluster } = await params;
  return (
    <Suspense>
      <WallView cluster={decodeURIComponent(cluster)} />
    </Suspense>
  );
}
