import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { PLACEMENT_CORPUS } from '#lib/testing/placement-corpus.ts';
import { placementPair } from '#lib/testing/placement-pairs.ts';
import { askOracle } from './oracle.ts';

// `node e2e/control-plane/record-placement-corpus.ts` writes the corpus anew; a fixed seed keeps the diff small.
const SEED = 1_360_001;
const CANDIDATES = 16_000;
const OF_EACH_VERDICT = 660;
const LONGEST = 800; // Characters of a pair: the edges are in the short ones too.

const candidates = fc.sample(placementPair, { numRuns: CANDIDATES, seed: SEED });
const pairs = candidates.filter((pair) => JSON.stringify(pair).length < LONGEST);
const verdicts = await askOracle(pairs);
const seen = new Map<string, number>();
const lines = pairs.flatMap((pair, index) => {
  const { shouldRun, shouldContinueRunning } = verdicts[index] ?? {};
  const verdict = `${shouldRun} ${shouldContinueRunning}`;
  const count = seen.get(verdict) ?? 0;
  if (count >= OF_EACH_VERDICT) return [];
  seen.set(verdict, count + 1);
  const { containers: _, ...spec } = pair.daemonSet.spec.template.spec;
  const { metadata, spec: nodeSpec } = pair.node;
  return [JSON.stringify({ spec, node: { metadata, spec: nodeSpec }, shouldRun, shouldContinueRunning })];
});
await writeFile(PLACEMENT_CORPUS, `${lines.join('\n')}\n`);
console.log(`${lines.length} pairs with verdicts in ${PLACEMENT_CORPUS.pathname}`);
