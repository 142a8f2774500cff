'use client';
import { createParser, parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { PHASES } from '#lib/rollout/summary.ts';
import { type MatrixZoom, ZOOM_STEPS } from './matrix-layout.ts';
import { COLUMN_GROUPINGS, COLUMN_SORTINGS, type MatrixView } from './matrix-view.ts';

const parseAsZoom = createParser<MatrixZoom>({
  parse: (text) => ZOOM_STEPS.find((step) => String(step) === text) ?? null,
  serialize: String,
});

const PARSERS = {
  view: parseAsStringLiteral(['matrix', 'list']).withDefault('matrix'),
  namespace: parseAsString,
  phase: parseAsArrayOf(parseAsStringLiteral(PHASES)).withDefault([]),
  q: parseAsString.withDefault(''),
  group: parseAsStringLiteral(COLUMN_GROUPINGS).withDefault('none'),
  sort: parseAsStringLiteral(COLUMN_SORTINGS).withDefault('attention'),
  trouble: parseAsBoolean.withDefault(false),
  zoom: parseAsZoom.withDefault('fit'),
};

export type MatrixParams = ReturnType<typeof useMatrixParams>[0];
export type SetMatrixParams = ReturnType<typeof useMatrixParams>[1];

/** What the URL says about the matrix; every choice is one entry of the history, typing is not. */
export function useMatrixParams() {
  return useQueryStates(PARSERS, { history: 'push' });
}

/** The part that decides what is shown and in which order; the same reference while it does not change. */
export function useMatrixView({ namespace, phase, q, group, sort, trouble }: MatrixParams): MatrixView {
  const phases = phase.join();
  return useMemo(
    () => ({
      namespace,
      phases: phases ? (phases.split(',') as MatrixView['phases']) : [],
      search: q,
      group,
      sort,
      trouble,
    }),
    [namespace, phases, q, group, sort, trouble],
  );
}
