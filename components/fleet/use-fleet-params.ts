'use client';
import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { PHASES } from '#lib/rollout/summary.ts';
import { FLEET_FLAGS, FLEET_SORTS } from './fleet-order.ts';

const PARSERS = {
  phase: parseAsArrayOf(parseAsStringLiteral(PHASES)).withDefault([]),
  flag: parseAsArrayOf(parseAsStringLiteral(FLEET_FLAGS)).withDefault([]),
  namespace: parseAsString,
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(FLEET_SORTS).withDefault('attention'),
  reverse: parseAsBoolean.withDefault(false),
};

export type FleetParams = ReturnType<typeof useFleetParams>[0];
export type SetFleetParams = ReturnType<typeof useFleetParams>[1];

/** What the URL says about the fleet list. */
export function useFleetParams() {
  return useQueryStates(PARSERS, { history: 'push' });
}
