'use client';
import { usePathname, useRouter } from 'next/navigation';
import { lazy, useEffect, useState } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { useKey } from '#components/ui/use-key.ts';
import { fleetPath, matrixPath, wallPath } from '#components/wording/page-paths.ts';
import { PaletteWaiting } from './palette-waiting.tsx';
import { rememberPage } from './recent-pages.ts';

const PaletteDialog = lazy(() => import('./palette-dialog.tsx'));

interface Opening {
  readonly scope: 'all' | 'nodes';
  readonly id: number;
}

/** What every page of a cluster has: the keys that go somewhere, and the command palette, whose code is fetched when it is wanted. */
export function Palette({ cluster }: { readonly cluster: string }) {
  const router = useRouter();
  const path = usePathname();
  const [opening, setOpening] = useState<Opening | null>(null);
  const [typed, setTyped] = useState('');
  const open = (scope: Opening['scope']) => {
    setTyped('');
    setOpening((last) => ({ scope, id: (last?.id ?? 0) + 1 }));
  };
  useKey('palette', () => open('all'));
  useKey('goNode', () => open('nodes'));
  useKey('goDaemonSets', () => router.push(fleetPath(cluster)));
  useKey('goMatrix', () => router.push(matrixPath(cluster)));
  useKey('goWall', () => router.push(wallPath(cluster)));
  useEffect(() => rememberPage(cluster, path), [cluster, path]);
  if (opening === null) return null;
  const { id, scope } = opening;
  // A dialog tells of its end later than it ends: by then the next one may have been opened.
  const close = () => setOpening((current) => (current?.id === id ? null : current));
  return (
    <LazyPart waiting={<PaletteWaiting text={typed} onText={setTyped} onClose={close} />}>
      <PaletteDialog key={id} cluster={cluster} path={path} scope={scope} typed={typed} onClose={close} />
    </LazyPart>
  );
}
