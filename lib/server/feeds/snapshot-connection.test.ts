import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseMatrixSnapshot } from '#lib/feed/parse-matrix.ts';
import { aSyncedEngine, snapshotOf } from '#lib/testing/engine-rig.ts';

const PROVEN = '2026-01-01T00:01:30.000Z';

/** The connections that the first screens of the list, of a DaemonSet and of the matrix get now. */
async function firstScreens({ feeds, feed }: ReturnType<typeof aSyncedEngine>) {
  const matrix = gunzipSync(await (await feeds.matrix()).snapshot()).toString('utf8');
  return [
    (await snapshotOf(feeds.fleet())).connection,
    (await snapshotOf(feed)).connection,
    parseMatrixSnapshot(JSON.parse(matrix)).connection,
  ];
}

describe('how fresh a snapshot says that it is', () => {
  it('[HUB-20] is what is proven now, however long nothing has changed', async () => {
    const rig = aSyncedEngine();
    await firstScreens(rig);
    rig.clock.advance(90_000);
    const now = { state: 'live', lastProofAt: PROVEN, since: '2026-01-01T00:00:00Z', problem: null } as const;
    rig.connection.connection = () => now;
    expect(await firstScreens(rig)).toEqual([now, now, now]);
  });

  it('[HUB-21] is not live in the moment before the round that tells everybody of the loss', async () => {
    const rig = aSyncedEngine();
    await firstScreens(rig);
    rig.clock.advance(5_000);
    const lost = { state: 'stale', lastProofAt: PROVEN, since: PROVEN, problem: 'No route.' } as const;
    rig.connection.become(lost);
    expect(await firstScreens(rig)).toEqual([lost, lost, lost]);
  });

  it('[HUB-22] is told by the next patch as well, so that one who read it before misses nothing', async () => {
    const rig = aSyncedEngine();
    rig.connection.become({ state: 'stale', since: PROVEN });
    const { connection, cursor } = await snapshotOf(rig.feed);
    rig.connection.become({ state: 'live', since: PROVEN });
    rig.clock.advance(100);
    expect([connection.state, rig.feed.cursor.seq - cursor.seq]).toEqual(['stale', 1]);
  });

  it('[HUB-23] several readers within a second share the bytes', async () => {
    const rig = aSyncedEngine();
    const first = await rig.feed.snapshot();
    rig.clock.advance(900);
    expect(await rig.feed.snapshot()).toBe(first);
    rig.clock.advance(200);
    expect(await rig.feed.snapshot()).not.toBe(first);
  });
});
