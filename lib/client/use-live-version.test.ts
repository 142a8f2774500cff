import { expect, it } from 'vitest';
import { renderPause } from './use-live-version.ts';

it('[PACED-3] words change at most twice a second, once a second over 100,000 Nodes', () => {
  expect([0, 5_000, 50_000, 100_000].map(renderPause)).toEqual([500, 500, 500, 1_000]);
});
