'use client';
import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useMemo } from 'react';
import { NODE_ROLLOUT_STATES } from '#lib/rollout/node-rollout-state.ts';
import { COLOURINGS } from './colouring.ts';
import { ZOOM_STEPS, type Zoom } from './layout.ts';
import { type Grouping, type NodeView, readGrouping, SORTINGS } from './node-view.ts';

const parseAsZoom = createParser<Zoom>({
  parse: (text) => ZOOM_STEPS.find((step) => String(step) === text) ?? null,
  serialize: String,
});

const parseAsGrouping = createParser<Grouping>({ parse: readGrouping, serialize: String });

const PARSERS = {
  view: parseAsStringLiteral(['grid', 'table']).withDefault('grid'),
  group: parseAsGrouping.withDefault('zone'),
  subgroup: parseAsGrouping.withDefault('none'),
  colour: parseAsStringLiteral(COLOURINGS).withDefault('state'),
  sort: parseAsStringLiteral(SORTINGS).withDefault('state'),
  reverse: parseAsBoolean.withDefault(false),
  state: parseAsArrayOf(parseAsStringLiteral(NODE_ROLLOUT_STATES)).withDefault([]),
  stale: parseAsBoolean.withDefault(false),
  reason: parseAsString,
  revision: parseAsInteger,
  failing: parseAsString,
  runs: parseAsString,
  q: parseAsString.withDefault(''),
  node: parseAsString,
  zoom: parseAsZoom.withDefault('fit'),
};

export type NodeViewParams = ReturnType<typeof useNodeViewParams>[0];
export type SetNodeViewParams = ReturnType<typeof useNodeViewParams>[1];

/** What the URL says about the view of the Nodes; every choice is one entry of the history, typing is not. */
export function useNodeViewParams() {
  return useQueryStates(PARSERS, { history: 'push', urlKeys: { subgroup: 'then' } });
}

/** The part of the parameters that decides which Nodes are shown and in which order; the same reference while it does not change. */
export function useNodeView(params: NodeViewParams, only: NodeView['only'] = null): NodeView {
  const { group, subgroup, sort, reverse, state, stale, reason, revision, q } = params;
  const states = state.join();
  return useMemo(
    () => ({
      group,
      subgroup,
      sort,
      reverse,
      states: states ? (states.split(',') as NodeView['states']) : [],
      stale,
      reason,
      revision,
      only,
      search: q,
    }),
    [group, subgroup, sort, reverse, states, stale, reason, revision, only, q],
  );
}
