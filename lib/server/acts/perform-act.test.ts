import { beforeEach, describe, expect, it, vi } from 'vitest';
import { log } from '#lib/server/engine/log.ts';
import { KubernetesApiError, type KubernetesApiErrorReason } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { Answered } from '#lib/testing/acts/act-cluster.ts';
import { aFakeActCluster, uuid } from '#lib/testing/acts/fake-act-cluster.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';

const failure = (reason: KubernetesApiErrorReason, details = {}) => new KubernetesApiError(reason, `It was ${reason}.`, details);
const outcomes = ({ body }: Answered) => body.results?.map(({ outcome }) => outcome);
const EVERY = { act: 'deleteStale', confirm: 'logger' };

beforeEach(() => {
  vi.spyOn(log, 'info').mockImplementation(() => undefined);
  vi.spyOn(log, 'warn').mockImplementation(() => undefined);
});

describe('an act', () => {
  it('[DOACT-1] in read-only mode is refused before anything is asked, and says how to change that', async () => {
    const { post, operations, writes } = aFakeActCluster({ readOnly: true });
    const answered = await post({ act: 'restart', dryRun: true });
    expect(answered).toMatchObject({ status: 403, body: { error: { code: 'readOnly.refused' } } });
    expect(answered.body.error?.message).toContain('ROLLCALL_READ_ONLY=false');
    for (const operation of [...Object.values(operations), ...Object.values(writes)]) expect(operation).not.toHaveBeenCalled();
  });

  it('[DOACT-2] on a stale view is refused; on one that is being mended it warns', async () => {
    const { post, connection, writes } = aFakeActCluster();
    connection.become({ state: 'stale', problem: 'No answer.' });
    expect(await post(EVERY)).toMatchObject({ status: 503, body: { error: { code: 'view.stale' } } });
    expect(writes.deletePod).not.toHaveBeenCalled();
    connection.become({ state: 'reconnecting', problem: null });
    expect((await post({ ...EVERY, dryRun: true })).body.plan?.warnings).toContainEqual({
      code: 'act.viewOld',
      params: { since: '2026-01-01T00:00:00Z' },
    });
  });

  it('[DOACT-3] without the right is refused by its name, and nothing is sent', async () => {
    const { post, operations, writes } = aFakeActCluster();
    operations.reviewAccess.mockResolvedValue({ allowed: false, reason: '' });
    const answered = await post(EVERY);
    expect(answered).toMatchObject({ status: 403, body: { error: { code: 'rbac.forbidden' } } });
    expect(answered.body.error?.message).toBe('ada may not delete pods in default.');
    expect(writes.deletePod).not.toHaveBeenCalled();
  });

  it('[DOACT-4] that the API server forbids is refused with its words; the rest is not tried, and rights are asked for anew', async () => {
    const { post, operations, writes } = aFakeActCluster({ nodes: 30 });
    writes.deletePod.mockRejectedValue(failure('forbidden', { status: 403 }));
    expect(await post(EVERY)).toMatchObject({
      status: 403,
      body: { error: { code: 'rbac.forbidden', message: 'It was forbidden.' } },
    });
    expect(writes.deletePod.mock.calls.length).toBeLessThanOrEqual(5);
    const asked = operations.reviewAccess.mock.calls.length;
    await post({ ...EVERY, dryRun: true });
    expect(operations.reviewAccess.mock.calls.length).toBe(asked + 1);
  });

  it('[DOACT-5] an answer that is lost after the deletion was made is no failure, and nothing is sent twice', async () => {
    const { post, writes, pods } = aFakeActCluster();
    writes.deletePod.mockImplementation(async (_namespace, name) => {
      pods.delete(name);
      throw failure('timeout');
    });
    expect(outcomes(await post(EVERY))).toEqual(['done', 'done', 'done']);
    expect(writes.deletePod).toHaveBeenCalledTimes(3);
  });

  it('[DOACT-6] an API server that cannot be reached ends it: what was tried failed, the rest was not tried', async () => {
    const { post, writes } = aFakeActCluster({ nodes: 30 });
    writes.deletePod.mockRejectedValue(failure('unreachable'));
    const ends = outcomes(await post(EVERY)) ?? [];
    expect(new Set(ends)).toEqual(new Set(['failed', 'notTried']));
    expect(writes.deletePod.mock.calls.length).toBeLessThanOrEqual(5);
  });

  it('[DOACT-7] a Pod is looked at right before it goes: one of the update revision, of another owner or name stays', async () => {
    const { post, writes, pods, daemonSet } = aFakeActCluster({ nodes: 5 });
    const again = aPod(daemonSet, 'p0')
      .on('n0')
      .withMeta({ uid: uuid(100) });
    pods.set('p0', again.ofRevision('new').build());
    pods.set(
      'p1',
      aPod(daemonSet, 'p1')
        .ofRevision('old')
        .withMeta({ uid: uuid(101), ownerReferences: [] })
        .build(),
    );
    pods.set(
      'p2',
      aPod(daemonSet, 'p2')
        .ofRevision('old')
        .withMeta({ uid: uuid(999) })
        .build(),
    );
    pods.delete('p3');
    expect(outcomes(await post(EVERY))).toEqual(['refused', 'refused', 'alreadyDone', 'alreadyDone', 'done']);
    expect(writes.deletePod.mock.calls.map(([, name]) => name)).toEqual(['p4']);
  });

  it('[DOACT-8] each deletion carries the uid and the resourceVersion of the Pod that was looked at', async () => {
    const { post, writes } = aFakeActCluster({ nodes: 1 });
    writes.deletePod.mockRejectedValueOnce(failure('conflict', { status: 409 }));
    expect(outcomes(await post(EVERY))).toEqual(['done']);
    expect(writes.deletePod.mock.calls.map(([, , options]) => options)).toEqual([
      { uid: uuid(100), resourceVersion: '1', dryRun: false },
      { uid: uuid(100), resourceVersion: '1', dryRun: false },
    ]);
  });

  it('[DOACT-9] once the DaemonSet has changed nothing more is deleted', async () => {
    const { post, writes, sink, daemonSet } = aFakeActCluster({ nodes: 30 });
    const { metadata } = daemonSet;
    writes.deletePod.mockImplementation(async () =>
      sink.setDaemonSet({ ...daemonSet, metadata: { ...metadata, generation: 2 } }),
    );
    const ends = outcomes(await post(EVERY)) ?? [];
    expect(ends.filter((end) => end === 'done').length).toBeLessThanOrEqual(5);
    expect(ends.filter((end) => end === 'refused').length).toBeGreaterThanOrEqual(25);
  });

  it('[DOACT-10] deleteStale waits for the controller to observe the newest template', async () => {
    const { post, operations, writes } = aFakeActCluster({
      daemonSet: aDaemonSet()
        .onDelete()
        .withMeta({ uid: uuid(0) })
        .atGeneration(5, 4)
        .build(),
    });
    expect(await post(EVERY)).toMatchObject({ status: 409, body: { error: { code: 'target.changed' } } });
    const other = aFakeActCluster();
    other.operations.getControllerRevision.mockResolvedValue({
      ...(await operations.getControllerRevision('a', 'b')),
      templateDigest: 'other',
    });
    expect(await other.post(EVERY)).toMatchObject({ status: 409, body: { error: { code: 'target.changed' } } });
    expect(writes.deletePod).not.toHaveBeenCalled();
    expect(other.writes.deletePod).not.toHaveBeenCalled();
  });

  it('[DOACT-11] a dry run of hundreds of Pods asks the API server about 20 of them, and says so', async () => {
    const { post, writes } = aFakeActCluster({ nodes: 300 });
    const { body } = await post({ act: 'deleteStale', dryRun: true });
    expect(body.plan).toMatchObject({ objectCount: 300, nodeCount: 300 });
    expect(body.plan?.objects).toHaveLength(100);
    expect(body.results).toHaveLength(20);
    expect(body.plan?.effects).toContainEqual({ code: 'act.checked', params: { checked: 20, count: 300 } });
    expect(writes.deletePod.mock.calls.every(([, , options]) => options.dryRun === true)).toBe(true);
  });

  it('[DOACT-12] an eviction that a budget refuses waits with its words and becomes no deletion', async () => {
    const { post, writes } = aFakeActCluster();
    const causes = [{ reason: 'DisruptionBudget', message: 'The disruption budget keep needs 3 healthy pods' }];
    writes.evictPod.mockRejectedValue(failure('tooManyRequests', { status: 429, causes }));
    const answered = await post({ act: 'evictPod', pod: { name: 'p0', uid: uuid(100) } });
    expect(answered.body.results).toMatchObject([{ outcome: 'waiting', message: `${causes[0]?.message}.` }]);
    expect(writes.evictPod).toHaveBeenCalledTimes(1);
    expect(writes.deletePod).not.toHaveBeenCalled();
  });

  it('[DOACT-13] an API server that is too busy is asked again after the time that it names', async () => {
    const { post, writes } = aFakeActCluster({ nodes: 1 });
    writes.deletePod.mockRejectedValueOnce(failure('tooManyRequests', { status: 429, retryAfterMs: 1 }));
    expect(outcomes(await post(EVERY))).toEqual(['done']);
    expect(writes.deletePod).toHaveBeenCalledTimes(2);
  });

  it('[DOACT-14] leaves a line for each object and an Event; without the right to write Events it is done all the same', async () => {
    const { post, writes, daemonSet } = aFakeActCluster({ nodes: 1 });
    writes.createEvent.mockRejectedValue(failure('forbidden', { status: 403 }));
    const requestId = uuid(7_001);
    expect(outcomes(await post({ ...EVERY, requestId }))).toEqual(['done']);
    expect(vi.mocked(log.info).mock.calls).toEqual([
      [
        {
          audit: 'deleteStale',
          who: 'ada',
          caller: 'nobody',
          session: null,
          cluster: 'main',
          namespace: 'default',
          daemonSet: 'logger',
          kind: 'Pod',
          name: 'p0',
          uid: uuid(100),
          resourceVersion: '1',
          outcome: 'done',
          requestId,
        },
        'An act.',
      ],
    ]);
    expect(writes.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        namespace: 'default',
        reason: 'RollcallDeleteStale',
        daemonSet: { name: 'logger', uid: daemonSet.metadata.uid },
      }),
    );
    expect(log.warn).toHaveBeenCalledTimes(1);
  });

  it('[DOACT-15] a dry run leaves no line, no Event and no memory of its requestId', async () => {
    const { post, writes } = aFakeActCluster({ nodes: 1 });
    const requestId = uuid(7_002);
    await post({ act: 'deleteStale', requestId, dryRun: true });
    expect(log.info).not.toHaveBeenCalled();
    expect(writes.createEvent).not.toHaveBeenCalled();
    expect(outcomes(await post({ act: 'deleteStale', requestId }))).toEqual(['done']);
  });

  it('[DOACT-16] a click whose act was refused may be sent again; one that was carried out is answered from memory', async () => {
    const { post, connection, writes } = aFakeActCluster({ nodes: 1 });
    const click = { ...EVERY, requestId: uuid(7_003) };
    connection.become({ state: 'stale' });
    expect((await post(click)).status).toBe(503);
    connection.become({ state: 'live' });
    const first = await post(click);
    expect(outcomes(first)).toEqual(['done']);
    expect(await post({ requestId: click.requestId, confirm: 'logger', act: 'deleteStale' })).toEqual(first);
    expect(writes.deletePod).toHaveBeenCalledTimes(1);
  });

  it('[DOACT-17] a patch is checked first, and again on a newer status but never on a newer spec', async () => {
    const { post, writes, operations, daemonSet } = aFakeActCluster();
    const { metadata } = daemonSet;
    writes.patchDaemonSet.mockRejectedValueOnce(failure('conflict', { status: 409 }));
    operations.getDaemonSet.mockResolvedValueOnce({ ...daemonSet, metadata: { ...metadata, resourceVersion: '2' } });
    expect(outcomes(await post({ act: 'restart' }))).toEqual(['done']);
    expect(writes.patchDaemonSet.mock.calls.map(([, , , options]) => [options.resourceVersion, options.dryRun])).toEqual([
      ['1', true],
      ['2', true],
      ['2', undefined],
    ]);
    writes.patchDaemonSet.mockClear();
    writes.patchDaemonSet.mockRejectedValueOnce(failure('conflict', { status: 409 }));
    operations.getDaemonSet.mockResolvedValueOnce({ ...daemonSet, metadata: { ...metadata, generation: 9 } });
    expect(await post({ act: 'restart' })).toMatchObject({ status: 409, body: { error: { code: 'target.changed' } } });
    expect(writes.patchDaemonSet).toHaveBeenCalledTimes(1);
  });

  it('[DOACT-18] a DaemonSet that is being deleted is changed no more', async () => {
    const daemonSet = aDaemonSet()
      .withMeta({ uid: uuid(0) })
      .deleting('2026-01-01T00:00:00Z')
      .build();
    const { post, writes } = aFakeActCluster({ daemonSet });
    for (const body of [{ act: 'restart' }, { act: 'pause' }, { act: 'setBudget', maxUnavailable: 2 }]) {
      expect(await post(body)).toMatchObject({ status: 409, body: { error: { code: 'act.senseless' } } });
    }
    expect(writes.patchDaemonSet).not.toHaveBeenCalled();
  });
});
