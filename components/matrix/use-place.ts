'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { daemonSetPath, nodePath } from '#components/wording/page-paths.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import type { MatrixOrder } from './matrix-order.ts';
import type { MatrixPlace } from './move.ts';

/** Stands for the headings where a row number or a slot would stand. */
const HEADING = -1;

/** Where the keyboard is. It stays with its DaemonSet and Node when the order changes, and falls back to the first. */
export function usePlace(cluster: string, live: LiveMatrix, order: MatrixOrder) {
  const router = useRouter();
  const [at, setAt] = useState<{ readonly row: number | null; readonly slot: number | null }>({ row: null, slot: null });
  const active: MatrixPlace = {
    row: at.row === HEADING ? -1 : (order.rowPositions.get(at.row ?? HEADING) ?? 0),
    column: at.slot === HEADING ? -1 : Math.max(0, order.positions[at.slot ?? HEADING] ?? 0),
  };
  const setActive = ({ row, column }: MatrixPlace): void =>
    setAt({
      row: row < 0 ? HEADING : (order.rows[row]?.row ?? null),
      slot: column < 0 ? HEADING : (order.slots[column] ?? null),
    });
  /** Opens what the place is about; `apart` in a tab of its own. */
  const open = (place: MatrixPlace, apart: boolean): void => {
    const path = pathOf(cluster, { live, order, place });
    if (path === null) return;
    if (apart) window.open(path, '_blank', 'noopener');
    else router.push(path);
  };
  return { active, setActive, open };
}

/** A cell leads to its DaemonSet with its Node chosen, a heading to what it names. */
function pathOf(
  cluster: string,
  { live, order, place }: { readonly live: LiveMatrix; readonly order: MatrixOrder; readonly place: MatrixPlace },
): string | null {
  const daemonSet = order.rows[place.row];
  const slot = order.slots[place.column];
  if (place.row < 0) return slot === undefined ? null : nodePath(cluster, live.name(slot));
  if (daemonSet === undefined) return null;
  return daemonSetPath(cluster, daemonSet, place.column < 0 || slot === undefined ? undefined : live.name(slot));
}
