import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { creating, summaryOf } from '#lib/testing/builders/summary-of.ts';

describe('sentence', () => {
  const sentenceOf = (...args: Parameters<typeof summaryOf>): unknown => {
    const { code, params } = summaryOf(...args).sentence;
    return [code, params];
  };

  it('[SENTENCE-1] kubectl asks for observed, updated, available, in this order', () => {
    const name = 'logger';
    expect(sentenceOf(aDaemonSet().atGeneration(2, 1), ['old'])).toEqual(['sentence.notObserved', {}]);
    expect(sentenceOf(aDaemonSet(), ['new', 'old', creating])).toEqual(['sentence.updating', { name, updated: 2, desired: 3 }]);
    expect(sentenceOf(aDaemonSet(), ['new', creating])).toEqual(['sentence.availability', { name, available: 1, desired: 2 }]);
    expect(sentenceOf(aDaemonSet(), ['new'])).toEqual(['sentence.done', { name }]);
    expect(sentenceOf(aDaemonSet(), [])).toEqual(['sentence.done', { name }]);
  });

  it('[SENTENCE-2] OnDelete has a sentence too, and it is not done before it is', () => {
    const name = 'logger';
    const onDelete = aDaemonSet().onDelete();
    expect(sentenceOf(onDelete, ['new', 'old', 'none'])).toEqual([
      'sentence.onDeleteWaiting',
      { name, stale: 1, updated: 1, desired: 3 },
    ]);
    expect(sentenceOf(onDelete, ['new', 'none'])).toEqual([
      'sentence.onDeleteWaiting',
      { name, stale: 0, updated: 1, desired: 2 },
    ]);
    expect(sentenceOf(onDelete, ['new', creating])).toEqual(['sentence.availability', { name, available: 1, desired: 2 }]);
    expect(sentenceOf(onDelete, ['new'])).toEqual(['sentence.onDeleteDone', { name, desired: 1 }]);
    expect(sentenceOf(onDelete.atGeneration(2, 1), ['new'])).toEqual(['sentence.notObserved', {}]);
  });
});

describe('drift', () => {
  const full = {
    desiredNumberScheduled: 2,
    currentNumberScheduled: 2,
    numberMisscheduled: 0,
    numberReady: 2,
    updatedNumberScheduled: 1,
    numberAvailable: 2,
    numberUnavailable: 0,
  };

  it('[DRIFT-1] only fields that differ are listed', () => {
    expect(summaryOf(aDaemonSet().withStatus(full), ['new', 'old'])).toMatchObject({ drift: [], flags: ['stale'] });
    const wrong = aDaemonSet().withStatus({ ...full, numberReady: 1, numberUnavailable: 3 });
    expect(summaryOf(wrong, ['new', 'old'])).toMatchObject({
      drift: [
        { field: 'numberReady', status: 1, computed: 2 },
        { field: 'numberUnavailable', status: 3, computed: 0 },
      ],
      flags: ['stale', 'drift'],
    });
  });

  it('[DRIFT-1] a status of an older spec is not compared', () => {
    expect(summaryOf(aDaemonSet().withStatus({ numberReady: 9 }).atGeneration(2, 1), ['new']).drift).toEqual([]);
  });
});
