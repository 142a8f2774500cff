'use client';
import { useMemo } from 'react';
import { useNodeLabel } from '#lib/client/node-labels-query.ts';
import { type LabelValues, labelKeyOf, type NodeView } from './node-view.ts';

interface GroupedView {
  /** The view, without a grouping whose values are not there yet. */
  readonly view: NodeView;
  readonly labels: LabelValues;
  /** The key of a label whose values could not be read. */
  readonly failed: string | null;
}

/** Gets the values of the labels that a view groups by. */
export function useLabelValues(cluster: string, asked: NodeView, nodeCount: number): GroupedView {
  const { group, subgroup = 'none' } = asked;
  const keys = [labelKeyOf(group), labelKeyOf(subgroup)] as const;
  const outer = useNodeLabel(cluster, { key: keys[0], nodeCount });
  const inner = useNodeLabel(cluster, { key: keys[1], nodeCount });
  const labels = useMemo<LabelValues>(() => {
    const found = [[keys[0], outer.data] as const, [keys[1], inner.data] as const];
    return new Map(found.flatMap(([key, column]) => (key !== null && column ? [[key, column] as const] : [])));
  }, [keys[0], keys[1], outer.data, inner.data]);
  const isThere = (key: string | null) => key === null || labels.has(key);
  const ready = [isThere(keys[0]), isThere(keys[1])] as const;
  const view = useMemo(
    () => (ready[0] && ready[1] ? asked : { ...asked, group: ready[0] ? group : 'none', subgroup: ready[1] ? subgroup : 'none' }),
    [asked, ready[0], ready[1], group, subgroup],
  );
  const failed = outer.isError && !ready[0] ? keys[0] : inner.isError && !ready[1] ? keys[1] : null;
  return { view, labels, failed };
}
