'use client';
import { usePathname, useRouter } from 'next/navigation';
import { lazy, useEffect, useState } from 'react';
import { LazyPart } from '#components/ui/lazy-part.tsx';
import { useKey } from '#components/ui/use-key.ts';
import { fleetPath, matrixPath, wallPath } from '#components/wording/page-paths.ts';
import { rememberPage } from './recent-pages.ts';

const PaletteDialog = lazy(() => import('./palette-dialog.tsx'));

/** What every page of a cluster has: the keys that go somewhere, and the command palette, whose code is fetched when it is wanted. */
export function Palette({ cluster }: { readonly cluster: string }) {
  const router = useRouter();
  const path = usePathname();
  const [open, setOpen] = useState<'all' | 'nodes' | null>(null);
  useKey('palette', () => setOpen('all'));
  useKey('goNode', () => setOpen('nodes'));
  useKey('goDaemonSets', () => router.push(fleetPath(cluster)));
  useKey('goMatrix', () => router.push(matrixPath(cluster)));
  useKey('goWall', () => router.push(wallPath(cluster)));
  useEffect(() => rememberPage(cluster, path), [cluster, path]);
  if (open === null) return null;
  return (
    <LazyPart>
      <PaletteDialog cluster={cluster} path={path} scope={open} onClose={() => setOpen(null)} />
    </LazyPart>
  );
}
