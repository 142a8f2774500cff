import { describe, expect, it } from 'vitest';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { RESOURCES } from '#lib/simulator/resources.ts';
import { PLACE, WaveRig } from '#lib/testing/wave-rig.ts';

/** No Pod twice, none that was not stale, none that was going already, and never more than the step at once. */
function expectSafe(rig: WaveRig, size = 2): void {
  const uids = rig.deletions.map(({ uid }) => uid);
  expect(uids).toHaveLength(new Set(uids).size);
  expect(rig.deletions.filter(({ wasStale, wasGoing }) => !wasStale || wasGoing)).toEqual([]);
  expect(rig.mostAtOnce).toBeLessThanOrEqual(size);
}

async function aRunningWave(options: ConstructorParameters<typeof WaveRig>[0] = { nodes: 4 }) {
  const rig = new WaveRig(options);
  rig.edit();
  const server = rig.server('one');
  await server.keeper.begin(PLACE, rig.record());
  return { rig, ...server };
}

describe('a wave on the simulated cluster', () => {
  it('[WAVE-20] replaces every stale Pod once, two at a time, says that it is complete and lets the Lease go', async () => {
    const { rig, keeper } = await aRunningWave({ nodes: 5 });
    const { record, lease } = await rig.untilEnd();
    expect(record).toMatchObject({ state: 'complete', total: 5, done: 5, failed: [], inFlight: [] });
    expect(lease.spec?.holderIdentity).toBe('');
    expect(rig.stalePods()).toEqual([]);
    expect(rig.deletions).toHaveLength(5);
    expect(rig.mostAtOnce).toBe(2);
    expectSafe(rig);
    expect(keeper.isBusy).toBe(false);
  });

  it('[WAVE-20] also beside a controller that rolls by itself', async () => {
    const { rig } = await aRunningWave({ nodes: 6, onDelete: false });
    expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', done: rig.wave().record.total });
    expect(rig.stalePods()).toEqual([]);
    expect(rig.deletions.length).toBeGreaterThan(1); // the wave took its part, and the controller the rest
    expectSafe(rig);
  });

  it.each(['lostBefore', 'lostAfter'] as const)(
    '[WAVE-21] dies at every request (%s) and another server goes on',
    { timeout: 120_000 },
    async (fate) => {
      for (let index = 0, isDead = true; isDead; index++) {
        isDead = false;
        const rig = new WaveRig({ nodes: 4 });
        rig.edit();
        const first = rig.server('one', (_call, at) => {
          isDead ||= at === index;
          return at >= index ? fate : 'pass'; // a dead server answers nothing any more
        });
        const second = rig.server('two');
        second.keeper.start();
        const begun = first.keeper.begin(PLACE, rig.record()).then(() => 'begun');
        await rig.seconds(1);
        const isBegun = (await Promise.race([begun, Promise.resolve('lost')])) === 'begun';
        if (!isBegun && rig.rig.api.list(RESOURCES.leases).length === 0) continue;
        const { record } = await rig.untilEnd();
        expect([index, record.state, record.done]).toEqual([index, 'complete', 4]);
        expect(rig.stalePods()).toEqual([]);
        expect(rig.deletions).toHaveLength(4);
        expectSafe(rig);
        await second.keeper.stop();
      }
    },
  );

  it('[WAVE-22] two servers started together run one wave, and the second is told whose it is', async () => {
    const rig = new WaveRig({ nodes: 4 });
    rig.edit();
    const servers = ['one', 'two'].map((name) => rig.server(name));
    const begun = servers.map(({ keeper }, index) => keeper.begin(PLACE, rig.record({}, null, `wave-${index}`)));
    await rig.seconds(1);
    const results = await Promise.all(begun);
    expect(results.filter((result) => 'started' in result)).toHaveLength(1);
    const [taken] = results.flatMap((result) => ('taken' in result ? [result.taken] : []));
    expect(taken?.wave?.record).toMatchObject({ startedBy: 'ada', state: 'running' });
    expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete' });
    expect(new Set(rig.deletions.map(({ server }) => server)).size).toBe(1);
    expectSafe(rig);
  });

  it('[WAVE-22] the same click twice gets the same wave', async () => {
    const rig = new WaveRig({ nodes: 4 });
    rig.edit();
    const { keeper } = rig.server('one');
    const record = { ...rig.record(), requestId: '11111111-2222-3333-4444-555555555555' };
    const first = await keeper.begin(PLACE, record);
    const again = await keeper.begin(PLACE, { ...record, id: 'wave-2' });
    expect([first, again].map((result) => 'started' in result && result.started.record.id)).toEqual(['wave-1', 'wave-1']);
  });

  it('[WAVE-78] asks no more than twice a second about a Pod that the watches call stale and the API server does not', async () => {
    const rig = new WaveRig({ nodes: 1 });
    rig.edit();
    const record = rig.record();
    const { keeper, cluster, calls } = rig.server('one');
    const { getPod } = cluster.reads;
    const reads = cluster.reads as { getPod: typeof getPod };
    reads.getPod = async (namespace, name) => {
      const pod = await getPod(namespace, name);
      const labels = { ...pod.metadata.labels, 'controller-revision-hash': record.target.hash };
      return { ...pod, metadata: { ...pod.metadata, labels } };
    };
    await keeper.begin(PLACE, record);
    await rig.seconds(10);
    const asked = calls.filter((call) => call === 'getPod').length;
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThanOrEqual(21);
    expect(rig.deletions).toEqual([]);
    reads.getPod = getPod;
    expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', done: 1 });
  });

  it('[WAVE-23] a holder that was stopped for longer than its Lease does nothing more when it goes on', async () => {
    const rig = new WaveRig({ nodes: 6 });
    rig.edit();
    let isFrozen = false;
    const { promise: thawed, resolve: thaw } = Promise.withResolvers<void>();
    const breathe = () => (isFrozen ? thawed : Promise.resolve());
    const first = rig.server('one', () => 'pass', breathe);
    const second = rig.server('two');
    await first.keeper.begin(PLACE, rig.record());
    await rig.seconds(1);
    isFrozen = true;
    second.keeper.start();
    const before = rig.deletions.length;
    await rig.seconds(40);
    const byFirst = rig.deletions.filter(({ server }) => server === 'one').length;
    isFrozen = false;
    thaw();
    await rig.untilEnd();
    expect(before).toBeGreaterThan(0);
    expect(rig.deletions.filter(({ server }) => server === 'one')).toHaveLength(byFirst);
    expect(rig.deletions).toHaveLength(6);
    expectSafe(rig);
    expect(first.keeper.isBusy).toBe(false);
  });
});

describe('what a person does to a wave', () => {
  const details = { by: 'grace', now: 0, generation: 2 };

  it('[WAVE-24] a pause that another server takes holds: nothing further is deleted until somebody resumes', async () => {
    const { rig } = await aRunningWave({ nodes: 6 });
    const other = rig.server('two');
    await rig.seconds(1);
    expect(await other.keeper.command(PLACE, { id: 'wave-1', name: 'pause' }, details)).toMatchObject({ outcome: 'done' });
    const before = rig.deletions.length;
    await rig.seconds(60);
    expect(rig.deletions.length).toBeLessThanOrEqual(before + 1); // the one that was declared already
    expect(rig.wave().record).toMatchObject({ state: 'paused', reason: { code: 'wave.pausedBy', params: { by: 'grace' } } });
    const held = rig.deletions.length;
    await rig.seconds(60);
    expect(rig.deletions).toHaveLength(held);
    expect(await other.keeper.command(PLACE, { id: 'wave-1', name: 'resume' }, details)).toMatchObject({ outcome: 'done' });
    expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', done: 6 });
    expect(rig.deletions).toHaveLength(6);
    expectSafe(rig);
  });

  it('[WAVE-24] stop ends it; commands that its state does not allow are refused, and one for another wave finds none', async () => {
    const { rig, keeper } = await aRunningWave({ nodes: 6 });
    await rig.seconds(1);
    expect(await keeper.command(PLACE, { id: 'wave-1', name: 'pause' }, details)).toMatchObject({ outcome: 'done' });
    expect(await keeper.command(PLACE, { id: 'wave-1', name: 'retry' }, details)).toMatchObject({ outcome: 'refused' });
    expect(await keeper.command(PLACE, { id: 'wave-9', name: 'stop' }, details)).toEqual({ outcome: 'absent' });
    expect(await keeper.forget(PLACE)).toMatchObject({ record: { state: 'paused' } });
    expect(await keeper.command(PLACE, { id: 'wave-1', name: 'stop' }, details)).toMatchObject({ outcome: 'done' });
    expect(await keeper.command(PLACE, { id: 'wave-1', name: 'resume' }, details)).toMatchObject({ outcome: 'refused' });
    await rig.seconds(60);
    expect(rig.deletions.length).toBeLessThan(6);
    expect(keeper.isBusy).toBe(false);
    expect(await keeper.forget(PLACE)).toBe('forgotten');
    expect(await keeper.forget(PLACE)).toBe('absent');
  });

  it('[WAVE-25] a bad image stops it within one step, and a retry after the mend goes on', async () => {
    const { rig, keeper } = await aRunningWave({ nodes: 6 });
    rig.edit('registry.example/app:broken');
    await rig.seconds(10);
    expect(rig.wave().record).toMatchObject({ state: 'stopped', reason: { code: 'wave.revisionChanged' } });
    const before = rig.deletions.length;
    await keeper.begin(PLACE, rig.record({ failuresAllowed: 1 }, null, 'wave-2'));
    const { record } = await rig.untilEnd();
    expect(record).toMatchObject({ state: 'failed', reason: { code: 'wave.failures', params: { failed: 2, allowed: 1 } } });
    expect(rig.deletions.length - before).toBe(2);
    await rig.seconds(120);
    expect(rig.deletions.length - before).toBe(2);
    expect(await keeper.command(PLACE, { id: 'wave-2', name: 'retry' }, { ...details, generation: 3 })).toMatchObject({
      outcome: 'done',
    });
    await rig.untilEnd();
    expect(rig.deletions.length - before).toBe(4);
  });
});

describe('an API server that refuses', () => {
  const refusals = {
    unavailable: new KubernetesApiError('unavailable', 'The API server answered 503.', { status: 503 }),
    busy: new KubernetesApiError('tooManyRequests', 'The API server answered 429.', { status: 429, retryAfterMs: 7_000 }),
    away: new KubernetesApiError('unreachable', 'The connection to the API server failed: ECONNREFUSED.'),
  };

  it.each(Object.keys(refusals) as (keyof typeof refusals)[])(
    '[WAVE-26] is waited for (%s), and nothing is lost',
    async (kind) => {
      const rig = new WaveRig({ nodes: 4 });
      rig.edit();
      let isAway = false;
      const { keeper } = rig.server('one', () => (isAway ? refusals[kind] : 'pass'));
      await keeper.begin(PLACE, rig.record());
      await rig.seconds(1);
      isAway = true;
      const before = rig.deletions.length;
      await rig.seconds(60);
      expect(rig.deletions).toHaveLength(before);
      isAway = false;
      expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', done: 4 });
      expectSafe(rig);
    },
  );

  it('[WAVE-27] a PodDisruptionBudget that refuses is waited for by name, never passed by, and pauses the wave at its time', async () => {
    const rig = new WaveRig({ nodes: 4 });
    rig.edit();
    const causes = [
      { reason: 'DisruptionBudget', message: 'The disruption budget strict needs 4 healthy pods and has 4 currently' },
    ];
    const refusal = new KubernetesApiError('tooManyRequests', 'The API server answered 429.', { status: 429, causes });
    let isStrict = true;
    const { keeper, calls } = rig.server('one', (call) => (call === 'evictPod' && isStrict ? refusal : 'pass'));
    await keeper.begin(PLACE, rig.record({ by: 'eviction' }));
    await rig.seconds(20);
    expect(rig.wave().record.reason).toMatchObject({ code: 'wave.waitsForBudget', params: { budget: 'strict' } });
    const { record } = await rig.untilEnd();
    expect(record).toMatchObject({
      state: 'paused',
      reason: { code: 'wave.budgetDeadline', params: { budget: 'strict', seconds: 60 } },
    });
    expect(rig.deletions).toEqual([]);
    isStrict = false;
    await keeper.command(PLACE, { id: 'wave-1', name: 'resume' }, { by: 'ada', now: 0, generation: 2 });
    expect((await rig.untilEnd()).record).toMatchObject({ state: 'complete', done: 4 });
    expect(calls).not.toContain('deletePod');
  });

  it('[WAVE-28] a right that is taken away pauses the wave and names the right', async () => {
    const rig = new WaveRig({ nodes: 4 });
    rig.edit();
    const refusal = new KubernetesApiError('forbidden', 'The API server answered 403.', { status: 403 });
    const { keeper } = rig.server('one', (call) => (call === 'deletePod' ? refusal : 'pass'));
    await keeper.begin(PLACE, rig.record());
    expect((await rig.untilEnd()).record).toMatchObject({
      state: 'paused',
      reason: { code: 'wave.forbidden', params: { verb: 'delete', resource: 'pods' } },
    });
    expect(rig.deletions).toEqual([]);
  });

  it('[WAVE-29] a DaemonSet that is deleted or made anew ends it, and a Lease that somebody removes ends it too', async () => {
    const { rig, keeper } = await aRunningWave({ nodes: 6 });
    await rig.seconds(1);
    rig.rig.api.delete(RESOURCES.daemonSets, PLACE.namespace, PLACE.name, { propagationPolicy: 'Orphan' });
    const before = rig.deletions.length;
    expect((await rig.untilEnd()).record).toMatchObject({ state: 'stopped', reason: { code: 'wave.daemonSetGone' } });
    expect(rig.deletions).toHaveLength(before);
    expect(keeper.isBusy).toBe(false);
  });
});
