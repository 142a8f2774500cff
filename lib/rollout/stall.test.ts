import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();

/** An update that has come to rest 30 s after its start, with one Pod that does not become ready; seen later. */
function restingUpdate(daemonSet = aDaemonSet().withMinReadySeconds(20)) {
  const built = daemonSet.build();
  const cluster = createClusterRollout();
  cluster.setDaemonSet(built);
  cluster.setControllerRevision(aRevision(built).numbered(2).build());
  for (const name of ['a', 'b']) cluster.setNode(aNode(name).build());
  cluster.setPod(aPod(built, 'old').ofRevision('old').on('a').build());
  cluster.setPod(aPod(built, 'new').createdAt(at(30)).notReady().on('b').build());
  const seen = (seconds: number) => {
    const { dueAt } = cluster.settle(START + seconds * 1000);
    const detail = cluster.detail(built.metadata.uid) ?? expect.fail('the DaemonSet is known');
    return { dueAt, phase: detail.phase, stall: detail.stall };
  };
  return { cluster, built, seen };
}

describe('stall clock', () => {
  it('[STALL-1] counts from the last change that the API tells of, and the phase turns when it has run out', () => {
    const { seen } = restingUpdate();
    const clock = { lastChangeAt: at(30), limitSeconds: 620 };
    expect(seen(40)).toMatchObject({ phase: 'rollingOut', stall: clock });
    const due = seen(649);
    expect(due).toMatchObject({ phase: 'rollingOut', stall: clock, dueAt: START + 650_000 });
    expect(seen(650)).toMatchObject({ phase: 'stalled', stall: clock });
  });

  it('[STALL-1] starts again with any change', () => {
    const { cluster, built, seen } = restingUpdate();
    expect(seen(660).phase).toBe('stalled');
    cluster.setPod(aPod(built, 'new').createdAt(at(30)).ready(at(655)).on('b').build());
    expect(seen(661)).toMatchObject({ phase: 'rollingOut', stall: { lastChangeAt: at(655) } });
  });

  it('[STALL-2] runs only while something has to happen by itself', () => {
    expect(restingUpdate(aDaemonSet().onDelete()).seen(40)).toMatchObject({ phase: 'waitingForDelete', stall: null });
    expect(restingUpdate(aDaemonSet().deleting(at(35))).seen(40)).toMatchObject({ phase: 'deleting', stall: null });
  });
});
