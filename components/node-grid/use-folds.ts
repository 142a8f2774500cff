'use client';
import { useMemo, useState } from 'react';
import { foldOrder, type ShownOrder } from './fold-order.ts';
import type { NodeOrder } from './node-order.ts';

/** Folding of groups, remembered while the page is open and the grouping stays. */
export interface Folds {
  readonly shown: ShownOrder;
  readonly toggle: (id: string) => void;
  readonly unfoldAll: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The order as the grid shows it: without the Nodes of folded groups. */
export function useFolds(order: NodeOrder): Folds {
  const grouping = order.groupedBy.join('\n');
  const [state, setState] = useState({ grouping, folded: NONE });
  const folded = state.grouping === grouping ? state.folded : NONE;
  const shown = useMemo(() => foldOrder(order, folded), [order, folded]);
  return {
    shown,
    toggle: (id) => setState({ grouping, folded: toggled(folded, id) }),
    unfoldAll: () => setState({ grouping, folded: NONE }),
  };
}

function toggled(folded: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(folded);
  if (!next.delete(id)) next.add(id);
  return next;
}
