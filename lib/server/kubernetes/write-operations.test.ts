import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Propagation } from '#lib/rollout/act-removal.ts';
import { ManualClock } from '#lib/simulator/clock.ts';
import { FIXED_HOSTILE_NAMES, hostileName } from '#lib/testing/hostile-names.ts';
import { KubernetesApiError } from './kubernetes-api-error.ts';
import type { NewEvent, ObjectPatch, WriteOperations } from './operations.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { createWriteOperations } from './write-operations.ts';

const UID = '11111111-2222-3333-4444-555555555555';
const VERSIONED = { uid: UID, resourceVersion: '7' };
const PATCH: ObjectPatch = { type: 'strategic', body: { metadata: { annotations: { a: 'b' } } } };
const SELECTOR = 'openshift.io/node-selector';
const EVENT: NewEvent = {
  namespace: 'infra',
  daemonSet: { name: 'agent', uid: UID },
  type: 'Normal',
  reason: 'RollcallRestarted',
  message: 'Restarted.',
  at: '2026-01-01T00:00:00Z',
};

function aRecorder() {
  const sent: TransportRequest[] = [];
  const transport: Transport = {
    async open(request) {
      sent.push(request);
      throw new KubernetesApiError('unreachable', 'recorded');
    },
    refresh() {},
    close() {},
  };
  return { sent, writes: createWriteOperations(transport, new ManualClock(0), new AbortController().signal) };
}

type Call = (writes: WriteOperations, text: string) => Promise<unknown>;

/** Every write with a text in each place that takes a name. */
const NAMES: Record<string, Call> = {
  'deletePod name': (writes, text) => writes.deletePod('infra', text, { uid: UID }),
  'deletePod namespace': (writes, text) => writes.deletePod(text, 'agent', { uid: UID }),
  'evictPod name': (writes, text) => writes.evictPod('infra', text, { uid: UID }),
  'evictPod namespace': (writes, text) => writes.evictPod(text, 'agent', { uid: UID }),
  deleteNode: (writes, text) => writes.deleteNode(text, { uid: UID }),
  'deleteDaemonSet name': (writes, text) => writes.deleteDaemonSet('infra', text, { uid: UID, propagation: 'Background' }),
  'deleteDaemonSet namespace': (writes, text) => writes.deleteDaemonSet(text, 'agent', { uid: UID, propagation: 'Orphan' }),
  'patchDaemonSet name': (writes, text) => writes.patchDaemonSet('infra', text, PATCH, VERSIONED),
  'patchDaemonSet namespace': (writes, text) => writes.patchDaemonSet(text, 'agent', PATCH, VERSIONED),
  setUnschedulable: (writes, text) => writes.setUnschedulable(text, true, VERSIONED),
  'annotateNamespace name': (writes, text) => writes.annotateNamespace(text, SELECTOR, '', VERSIONED),
  'createEvent namespace': (writes, text) => writes.createEvent({ ...EVENT, namespace: text }),
  'createEvent name': (writes, text) => writes.createEvent({ ...EVENT, daemonSet: { name: text, uid: UID } }),
  'getWholeDaemonSet name': (writes, text) => writes.getWholeDaemonSet('infra', text),
  'getWholeDaemonSet namespace': (writes, text) => writes.getWholeDaemonSet(text, 'agent'),
  'getWholeControllerRevision name': (writes, text) => writes.getWholeControllerRevision('infra', text),
  'getWholeControllerRevision namespace': (writes, text) => writes.getWholeControllerRevision(text, 'agent'),
  listPodDisruptionBudgets: (writes, text) => writes.listPodDisruptionBudgets(text),
};

/** Every write with a text in each place that takes something else. */
const OTHERS: Record<string, Call> = {
  'deletePod uid': (writes, uid) => writes.deletePod('infra', 'agent', { uid }),
  'evictPod uid': (writes, uid) => writes.evictPod('infra', 'agent', { uid }),
  'deleteNode uid': (writes, uid) => writes.deleteNode('node', { uid }),
  'deleteDaemonSet uid': (writes, uid) => writes.deleteDaemonSet('infra', 'agent', { uid, propagation: 'Background' }),
  'deleteDaemonSet propagation': (writes, text) =>
    writes.deleteDaemonSet('infra', 'agent', { uid: UID, propagation: text as Propagation }),
  'patchDaemonSet uid': (writes, uid) => writes.patchDaemonSet('infra', 'agent', PATCH, { uid, resourceVersion: '7' }),
  'patchDaemonSet resourceVersion': (writes, text) =>
    writes.patchDaemonSet('infra', 'agent', PATCH, { uid: UID, resourceVersion: `${text}~` }),
  'setUnschedulable uid': (writes, uid) => writes.setUnschedulable('node', true, { uid, resourceVersion: '7' }),
  'annotateNamespace uid': (writes, uid) => writes.annotateNamespace('infra', SELECTOR, '', { uid, resourceVersion: '7' }),
  'annotateNamespace annotation': (writes, text) => writes.annotateNamespace('infra', text, '', VERSIONED),
  'createEvent uid': (writes, uid) => writes.createEvent({ ...EVENT, daemonSet: { name: 'agent', uid } }),
};
const noUid = hostileName.filter((text) => !/^[A-Za-z0-9-]{1,128}$/.test(text));

vi.setConfig({ testTimeout: 60_000 }); // Hundreds of texts for each, on machines that are shared.

describe('the writes', () => {
  it.each(Object.entries(NAMES))('[WRITE-1] 500 hostile names given to %s: nothing leaves', async (_, call) => {
    const { sent, writes } = aRecorder();
    await fc.assert(
      fc.asyncProperty(hostileName, async (name) => {
        await expect(call(writes, name)).rejects.toMatchObject({ name: 'KubernetesApiError', reason: 'invalid' });
      }),
      { numRuns: 500, seed: 11, examples: FIXED_HOSTILE_NAMES.map((name) => [name]) },
    );
    expect(sent).toEqual([]);
  });

  it.each(Object.entries(OTHERS))('[WRITE-2] 500 hostile texts given to %s: nothing leaves', async (_, call) => {
    const { sent, writes } = aRecorder();
    await fc.assert(
      fc.asyncProperty(noUid, async (text) => {
        await expect(call(writes, text)).rejects.toMatchObject({ name: 'KubernetesApiError', reason: 'invalid' });
      }),
      { numRuns: 500, seed: 12 },
    );
    expect(sent).toEqual([]);
  });

  it.each([undefined, null, 0, {}, ['a'], '', '0', '000'])(
    '[WRITE-3] a precondition that would mean any, %j, is refused',
    async (nothing) => {
      const { sent, writes } = aRecorder();
      const resourceVersion = nothing as string;
      const refused = { reason: 'invalid' };
      await expect(writes.patchDaemonSet('infra', 'agent', PATCH, { uid: UID, resourceVersion })).rejects.toMatchObject(refused);
      await expect(writes.setUnschedulable('node', true, { uid: UID, resourceVersion })).rejects.toMatchObject(refused);
      if (typeof nothing !== 'string' || nothing === '') {
        await expect(writes.deletePod('infra', 'agent', { uid: nothing as string })).rejects.toMatchObject(refused);
        await expect(writes.deleteNode('node', { uid: nothing as string })).rejects.toMatchObject(refused);
      }
      expect(sent).toEqual([]);
    },
  );

  it('[WRITE-4] every DELETE names exactly one object and carries its uid, of a dry run in the body', async () => {
    const { sent, writes } = aRecorder();
    const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
    const one = /^\/api(s\/apps)?\/v1(\/namespaces\/[a-z0-9-]+)?\/(pods|nodes|daemonsets)\/[a-z0-9-]+$/;
    await fc.assert(
      fc.asyncProperty(name, name, fc.uuid(), fc.boolean(), async (namespace, object, uid, dryRun) => {
        sent.length = 0;
        await expect(writes.deletePod(namespace, object, { uid, dryRun })).rejects.toMatchObject({ reason: 'unreachable' });
        await expect(writes.deleteNode(object, { uid, dryRun })).rejects.toMatchObject({ reason: 'unreachable' });
        const options = { uid, dryRun, propagation: 'Foreground' } as const;
        await expect(writes.deleteDaemonSet(namespace, object, options)).rejects.toMatchObject({ reason: 'unreachable' });
        expect(sent).toHaveLength(3);
        for (const request of sent) {
          expect(request.method).toBe('DELETE');
          expect(request.path).toMatch(one);
          expect(request.path.endsWith(`/${object}`)).toBe(true);
          expect(request.body).toMatchObject({ preconditions: { uid }, ...(dryRun ? { dryRun: ['All'] } : {}) });
          expect('dryRun' in (request.body ?? {})).toBe(dryRun);
        }
      }),
    );
  });

  it('[WRITE-5] every patch carries uid and resourceVersion, whatever its own metadata says, and the field manager', async () => {
    const { sent, writes } = aRecorder();
    const sly: ObjectPatch = { type: 'merge', body: { metadata: { uid: 'other', resourceVersion: null, labels: { a: 'b' } } } };
    await expect(writes.patchDaemonSet('infra', 'agent', sly, { ...VERSIONED, dryRun: true })).rejects.toThrow('recorded');
    await expect(writes.setUnschedulable('node', false, VERSIONED)).rejects.toThrow('recorded');
    await expect(writes.annotateNamespace('infra', SELECTOR, '', VERSIONED)).rejects.toThrow('recorded');
    expect(sent.map(({ method, path, contentType }) => [method, path, contentType])).toEqual([
      [
        'PATCH',
        '/apis/apps/v1/namespaces/infra/daemonsets/agent?fieldManager=rollcall&dryRun=All',
        'application/merge-patch+json',
      ],
      ['PATCH', '/api/v1/nodes/node?fieldManager=rollcall', 'application/strategic-merge-patch+json'],
      ['PATCH', '/api/v1/namespaces/infra?fieldManager=rollcall', 'application/merge-patch+json'],
    ]);
    expect(sent.map(({ body }) => body)).toEqual([
      { metadata: { labels: { a: 'b' }, ...VERSIONED } },
      { metadata: VERSIONED, spec: { unschedulable: null } },
      { metadata: { annotations: { [SELECTOR]: '' }, ...VERSIONED } },
    ]);
  });

  it.each([-1, 1.5, Number.NaN, 86_401, Number.POSITIVE_INFINITY])(
    '[WRITE-6] %d seconds of grace are refused',
    async (seconds) => {
      const { sent, writes } = aRecorder();
      const options = { uid: UID, gracePeriodSeconds: seconds };
      await expect(writes.deletePod('infra', 'agent', options)).rejects.toMatchObject({ reason: 'invalid' });
      await expect(writes.evictPod('infra', 'agent', options)).rejects.toMatchObject({ reason: 'invalid' });
      expect(sent).toEqual([]);
    },
  );
});
