import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { type PlacementOptions, placementOf } from '#lib/rollout/placement.ts';
import { type PlacementPair, placementPair, type Verdict } from '#lib/testing/placement-pairs.ts';
import { askOracle } from './oracle.ts';

const PAIRS = 30_000;
const SHOWN = 20;

/** Generates pairs, and returns those about which model and controller differ, with a count of each verdict. */
async function compare(featureGates: string, options: PlacementOptions) {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  console.log(`placement oracle: ${PAIRS} pairs, SEED=${seed}`);
  const pairs = fc.sample(placementPair, { numRuns: PAIRS, seed });
  const verdicts = await askOracle(pairs, featureGates);
  const differences = pairs.flatMap((pair, index) => {
    const ours = verdictOf(pair, options);
    const theirs = verdicts[index];
    return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ ...pair, ours, theirs }];
  });
  const count = (shouldRun: boolean, shouldContinueRunning: boolean) =>
    verdicts.filter((verdict) => verdict.shouldRun === shouldRun && verdict.shouldContinueRunning === shouldContinueRunning)
      .length;
  return { differences: differences.slice(0, SHOWN), counts: [count(true, true), count(false, true), count(false, false)] };
}

function verdictOf({ daemonSet, node }: PlacementPair, options: PlacementOptions): Verdict {
  // The generator leaves out what placement does not read.
  const { shouldRun, shouldContinueRunning } = placementOf(node as unknown as Node, daemonSet as unknown as DaemonSet, options);
  return { shouldRun, shouldContinueRunning };
}

it('[ORACLE-1] placementOf says what the DaemonSet controller says', { retry: 0 }, async () => {
  const { differences, counts } = await compare('', {});
  expect(differences).toEqual([]);
  // A comparison of one verdict with itself would prove nothing.
  for (const count of counts) expect(count).toBeGreaterThan(PAIRS / 50);
});

it('[ORACLE-2] also with comparison operators of tolerations switched on', { retry: 0 }, async () => {
  const { differences } = await compare('TaintTolerationComparisonOperators=true', { comparisonOperators: true });
  expect(differences).toEqual([]);
});
