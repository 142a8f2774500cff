import { expect, it } from 'vitest';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { requireLive } from './require-live.ts';

function hubThatIs(state: string, problem: string | null = null): ClusterHub {
  return { connection: { connection: () => ({ state, problem }) } } as unknown as ClusterHub;
}

it('[HTTP-72] what pages ask again and again is refused while the view is not live, with the reason', () => {
  expect(() => requireLive(hubThatIs('live'))).not.toThrow();
  for (const state of ['connecting', 'reconnecting', 'stale']) {
    expect(() => requireLive(hubThatIs(state, 'The API server is away.'))).toThrowError(
      expect.objectContaining({ code: 'view.stale', message: expect.stringContaining('The API server is away.') }),
    );
  }
});
