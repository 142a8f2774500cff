import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PLACEMENT_CORPUS, parsePlacementCorpus } from './placement-corpus.ts';

it('[ORACLE-3] the corpus has hundreds of each verdict', () => {
  const verdicts = parsePlacementCorpus(readFileSync(PLACEMENT_CORPUS, 'utf8')).map(
    ({ shouldRun, shouldContinueRunning }) => `${shouldRun} ${shouldContinueRunning}`,
  );
  for (const verdict of ['true true', 'false true', 'false false']) {
    expect(verdicts.filter((one) => one === verdict).length).toBeGreaterThan(200);
  }
});
