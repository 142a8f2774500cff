import { Suspense } from 'react';
import { MatrixPageView } from './matrix-page-view.tsx';

export default async function MatrixPage({ params }: { readonly params: Promise<{ cluster: string }> }) {
  const { cluster } = await params;
  return (
    <Suspense>
      <MatrixPageView cluster={decodeURIComponent(cluster)} />
    </Suspense>
  );
}
