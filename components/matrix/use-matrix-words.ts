'use client';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { visibleText } from '#components/ui/visible-text.ts';
import { useWording } from '#components/wording/use-wording.ts';
import type { LiveMatrix } from '#lib/client/live-matrix.ts';
import { cellMarks, cellState, type MatrixRow } from '#lib/feed/matrix.ts';
import { MARK } from '#lib/feed/snapshot.ts';

/** What the matrix says in words, each as a screen reader says it. */
export interface MatrixWords {
  cell(row: MatrixRow, slot: number): string;
  row(row: MatrixRow): string;
  column(slot: number): string;
  /** State, reason and marks of a cell, without its names. */
  facts(row: MatrixRow, slot: number): readonly string[];
}

/** The words for a live matrix. */
export function useMatrixWords(live: LiveMatrix): MatrixWords {
  const t = useTranslations();
  const wording = useWording();
  return useMemo(() => {
    const facts = (row: MatrixRow, slot: number) => {
      const cell = live.cell(row.row, slot);
      const marks = cellMarks(cell);
      return [
        wording.state(cellState(cell)),
        visibleText(live.reason(row.row, slot)),
        marks & MARK.stale ? t('node.stalePod') : '',
        marks & MARK.terminating ? t('node.terminating') : '',
      ].filter(Boolean);
    };
    const rowName = ({ namespace, name }: MatrixRow) => visibleText(`${namespace}/${name}`);
    return {
      facts,
      cell: (row, slot) =>
        t('matrix.cell', { name: rowName(row), node: visibleText(live.name(slot)), facts: facts(row, slot).join(', ') }),
      row: (row) =>
        t('matrix.rowHead', {
          name: rowName(row),
          phase: wording.phase(row.phase),
          count: live.troubledInRow(row.row),
          of: live.eligibleInRow(row.row),
        }),
      column: (slot) =>
        [
          t('matrix.columnHead', {
            node: visibleText(live.name(slot)),
            count: live.nodes.troubled[slot] ?? 0,
            of: live.nodes.eligible[slot] ?? 0,
          }),
          ...wording.troubles(live.nodes.trouble[slot] ?? 0),
        ].join(', '),
    };
  }, [live, t, wording]);
}
