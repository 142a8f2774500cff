import { Suspense } from 'react';
import { FleetView } from './fleet-view.tsx';

export default async function FleetPage({ params }: { readonly params: Promise<{ cluster: string }> }) {
  const { cluster } = await params;
  return (
    <Suspense>
      <FleetView cluster={decodeURIComponent(cluster)} />
    </Suspense>
  );
}
