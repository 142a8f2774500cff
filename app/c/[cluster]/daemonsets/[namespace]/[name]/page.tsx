import { Suspense } from 'react';
import { DaemonSetView } from './daemon-set-view.tsx';
import { PageCommands } from './page-commands.tsx';

interface PageProps {
  readonly params: Promise<{ cluster: string; namespace: string; name: string }>;
}

export default async function DaemonSetPage({ params }: PageProps) {
  const { cluster, namespace, name } = await params;
  return (
    <Suspense>
      <DaemonSetView
        cluster={decodeURIComponent(cluster)}
        namespace={decodeURIComponent(namespace)}
        name={decodeURIComponent(name)}
      />
      <PageCommands />
    </Suspense>
  );
}
