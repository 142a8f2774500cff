import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseMatrixSnapshot } from '#lib/feed/parse-matrix.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import type { LiveFeed } from './live-feed.ts';

async function opened() {
  const rig = aSyncedEngine();
  const feed = await rig.feeds.matrix();
  const frames: string[] = [];
  const subscriber = {
    send: (frame: Uint8Array) => void frames.push(new TextDecoder().decode(frame)),
    end: (_: LiveFeed, frame: Uint8Array) => void frames.push(new TextDecoder().decode(frame)),
  };
  const leave = feed.join(feed.cursor, subscriber);
  return { ...rig, matrix: feed, frames, leave };
}

describe('the matrix feed of a hub', () => {
  it('[MATRIX-7] nobody pays for it before a snapshot of it is asked for; then it shows every DaemonSet on every Node', async () => {
    const rig = aSyncedEngine();
    expect(rig.feeds.openMatrix()).toBeNull();
    const feed = await rig.feeds.matrix();
    expect(rig.feeds.openMatrix()).toBe(feed);
    const snapshot = parseMatrixSnapshot(JSON.parse(gunzipSync(await feed.snapshot()).toString('utf8')));
    expect([snapshot.rows.map(({ name }) => name), snapshot.nodes.name]).toEqual([['logger'], ['n0', 'n1', 'n2']]);
    expect(feed.key).toBe('main/matrix');
  });

  it('[MATRIX-8] a change reaches its readers with the round that made it', async () => {
    const { sink, clock, frames } = await opened();
    sink.setPod(aPod(DAEMON_SET, 'p1').on('n1').waiting('CrashLoopBackOff').build());
    clock.advance(100);
    expect(frames.at(-1)).toContain('"feed":"main/matrix"');
    expect(frames.at(-1)).toContain('CrashLoopBackOff');
  });

  it('[MATRIX-9] what changes while it is being opened is in its first snapshot', async () => {
    const rig = aSyncedEngine();
    const opening = rig.feeds.matrix();
    rig.sink.setNode(aNode('n9').build());
    rig.sink.setPod(aPod(DAEMON_SET, 'p0').on('n0').waiting('ErrImagePull').build());
    rig.clock.advance(100);
    const text = gunzipSync(await (await opening).snapshot()).toString('utf8');
    expect(parseMatrixSnapshot(JSON.parse(text)).nodes.name).toContain('n9');
    expect(text).toContain('ErrImagePull');
  });

  it('[MATRIX-10] it is closed a minute after its last reader left, and its next readers take a new snapshot', async () => {
    const { feeds, clock, leave } = await opened();
    leave();
    clock.advance(50_000);
    expect(feeds.openMatrix()).not.toBeNull();
    clock.advance(20_000);
    expect(feeds.openMatrix()).toBeNull();
  });

  it('[MATRIX-11] feeds that begin anew end it, also while it is being opened', async () => {
    const { feeds, matrix, frames } = await opened();
    feeds.restart();
    expect(frames.at(-1)).toContain('event: reset');
    const opening = feeds.matrix();
    feeds.restart();
    expect(await opening).not.toBe(matrix);
  });

  it('[MATRIX-12] an opening that failed is tried again by the next reader', async () => {
    const { feeds, hub } = aSyncedEngine();
    const { nodeRollout } = hub.rollout;
    Object.assign(hub.rollout, {
      nodeRollout: () => {
        throw new Error('broken');
      },
    });
    await expect(feeds.matrix()).rejects.toThrow('broken');
    Object.assign(hub.rollout, { nodeRollout });
    expect((await feeds.matrix()).key).toBe('main/matrix');
  });
});
