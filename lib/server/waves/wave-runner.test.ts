import { describe, expect, it } from 'vitest';
import { PLACE, WaveRig } from '#lib/testing/wave-rig.ts';

const exactly = (rig: WaveRig) => {
  expect(rig.deletions.map(({ uid }) => uid)).toHaveLength(new Set(rig.deletions.map(({ uid }) => uid)).size);
  expect(rig.deletions.filter(({ wasStale, wasGoing }) => !wasStale || wasGoing)).toEqual([]);
};

describe('a wave on the simulated cluster', () => {
  it('[WAVE-20] replaces every stale Pod once, two at a time, and says that it is complete', async () => {
    const rig = new WaveRig({ nodes: 5 });
    rig.edit();
    const { keeper } = rig.server('one');
    await keeper.begin(PLACE, rig.record());
    const { record, lease } = await rig.untilEnd();
    expect(record).toMatchObject({ state: 'complete', total: 5, done: 5, failed: [], inFlight: [] });
    expect(lease.spec?.holderIdentity).toBe('');
    expect(rig.stalePods()).toEqual([]);
    expect(rig.deletions).toHaveLength(5);
    expect(rig.mostAtOnce).toBe(2);
    exactly(rig);
    expect(keeper.isBusy).toBe(false);
  });
});
