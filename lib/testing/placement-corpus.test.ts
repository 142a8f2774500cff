import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { placementOf } from '#lib/rollout/placement.ts';
import { PLACEMENT_CORPUS, parsePlacementCorpus } from './placement-corpus.ts';

const corpus = parsePlacementCorpus(readFileSync(PLACEMENT_CORPUS, 'utf8'));

it('[ORACLE-3] placementOf repeats every recorded verdict of the DaemonSet controller', () => {
  const differences = corpus.filter(({ spec, node, shouldRun, shouldContinueRunning }) => {
    const ours = placementOf(node, { spec: { selector: {}, template: { spec } } });
    return ours.shouldRun !== shouldRun || ours.shouldContinueRunning !== shouldContinueRunning;
  });
  expect(differences).toEqual([]);
});

it('[ORACLE-4] the corpus has hundreds of each verdict', () => {
  const verdicts = corpus.map(({ shouldRun, shouldContinueRunning }) => `${shouldRun} ${shouldContinueRunning}`);
  for (const verdict of ['true true', 'false true', 'false false']) {
    expect(verdicts.filter((one) => one === verdict).length).toBeGreaterThan(200);
  }
});
