import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { identityOf, isAllowed } from '#lib/server/acts/access-reviews.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { Caller } from './caller.ts';

const USERS = 25; // more than connections are kept
const RIGHT = { verb: 'delete', resource: 'pods', namespace: 'default' };

/** A server whose API server knows users by their tokens; only users with an even number may delete Pods. */
function aServer() {
  const clock = manualTimers();
  const connect = (_slug: string, as?: { readonly bearerToken: string }) => {
    const number = as === undefined ? -1 : Number(as.bearerToken.split('-')[1]);
    const operations = {
      reviewSelf: async () => ({ username: number < 0 ? 'server' : `user-${number}`, groups: [] }),
      reviewAccess: async () => ({ allowed: number % 2 === 0, reason: '' }),
    };
    return aClusterConnection(operations);
  };
  const entry = { slug: 'main', context: 'main', server: '', current: true, readOnly: true };
  const engine = new Engine({
    catalog: { problem: null, list: () => [entry], connect },
    clock,
    logger: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    random: () => 0,
    newEpoch: () => 'epoch',
    newRollout: () => createClusterRollout(),
    startedAt: '2026-01-01T00:00:00Z',
  });
  engine.start();
  const hub = engine.hub('main') ?? expect.fail('there is a cluster');
  const callers = Array.from(
    { length: USERS },
    (_, number) => new Caller({ provenBy: 'bearer', name: `user-${number}`, kubernetesToken: `token-${number}` }),
  );
  return { engine, hub, clock, callers };
}

const step = fc.record({
  user: fc.nat({ max: USERS - 1 }),
  act: fc.constantFrom('ask', 'who', 'hold', 'release'),
  passMs: fc.constantFrom(0, 1, 9_999, 700_000),
});

it('[T8-1] in 2,000 random interleavings nobody is told what another may do or is called, whoever holds which connection', async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async (sequence) => {
      const { engine, hub, clock, callers } = aServer();
      const held: { readonly user: number; readonly release: () => void; readonly isOpen: () => boolean }[] = [];
      for (const { user, act, passMs } of sequence) {
        steps += 1;
        clock.advance(passMs);
        const caller = callers[user] ?? expect.fail('a user');
        const { operations } = engine.connectionFor(caller, hub);
        expect(operations).not.toBe(hub.connection.operations);
        if (act === 'ask') expect([user, await isAllowed(operations, RIGHT)]).toEqual([user, user % 2 === 0]);
        if (act === 'who') expect((await identityOf(operations)).username).toBe(`user-${user}`);
        if (act === 'hold') {
          const kept = engine.holdConnection(caller, hub) ?? expect.fail('a connection of its own');
          expect((await kept.connection.operations.reviewSelf()).username).toBe(`user-${user}`);
          const { stopped } = kept.connection as ReturnType<typeof aClusterConnection>;
          held.push({ user, release: kept.release, isOpen: () => !stopped() });
        }
        if (act === 'release') held.shift()?.release();
        for (const each of held) expect(each.isOpen()).toBe(true); // what is held is not closed under its holder
      }
      await engine.stop();
    }),
    { numRuns: 50, seed: 8 },
  );
  expect(steps).toBeGreaterThanOrEqual(2_000);
});
