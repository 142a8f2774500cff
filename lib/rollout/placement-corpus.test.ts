import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PLACEMENT_CORPUS, parsePlacementCorpus } from '#lib/testing/placement-corpus.ts';
import { compilePlacement, placementOf } from './placement.ts';

const corpus = parsePlacementCorpus(readFileSync(PLACEMENT_CORPUS, 'utf8'));

describe('the recorded corpus', () => {
  it("[PLACE-12] every verdict is the controller's, whether the template is prepared or not", () => {
    expect(corpus.length).toBeGreaterThan(1000);
    const differing = corpus.filter(({ spec, node, shouldRun, shouldContinueRunning }) => {
      const daemonSet = { spec: { selector: {}, template: { spec } } };
      const once = placementOf(node, daemonSet);
      const prepared = compilePlacement(daemonSet.spec.template)(node);
      return [once, prepared].some(
        (ours) => ours.shouldRun !== shouldRun || ours.shouldContinueRunning !== shouldContinueRunning,
      );
    });
    expect(differing).toEqual([]);
  });

  it('[PLACE-11] there are facts against a Node exactly when it is not eligible, and it never runs what it may not keep', () => {
    const inconsistent = corpus.filter(({ spec, node }) => {
      const { shouldRun, shouldContinueRunning, reasons } = placementOf(node, { spec: { selector: {}, template: { spec } } });
      return (reasons.length === 0) !== shouldRun || (shouldRun && !shouldContinueRunning);
    });
    expect(inconsistent).toEqual([]);
  });
});
