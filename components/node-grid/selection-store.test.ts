import { expect, it } from 'vitest';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
import { createSelectionStore } from './selection-store.ts';

it('[RINGS-1] there are rings to draw while Nodes are chosen or a gesture would choose some, and else none', () => {
  const store = createSelectionStore(
    sampleLiveDaemonSet([
      { name: 'a', state: 'available' },
      { name: 'b', state: 'available' },
    ]),
  );
  const seen = [store.shows];
  store.preview([1]);
  seen.push(store.shows);
  store.take(['a']);
  store.preview([]);
  seen.push(store.shows);
  store.preview(null);
  seen.push(store.shows);
  store.take([]);
  expect([...seen, store.shows]).toEqual([false, true, false, true, false]);
});
