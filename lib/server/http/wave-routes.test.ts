import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WaveAnswer } from '#lib/feed/wave.ts';
import type { Lease } from '#lib/kubernetes/lease.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { LeaseOperations, NewLease } from '#lib/server/kubernetes/lease-operations.ts';
import type { AccessQuestion } from '#lib/server/kubernetes/operations.ts';
import { storedWave } from '#lib/server/waves/wave-lease.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { answer } from './answer.ts';
import { forgetWaveAnswer, waveAnswer, waveCommandAnswer } from './wave-answer.ts';

const UID = '11111111-2222-3333-4444-555555555555';
const CLICK = '99999999-2222-3333-4444-555555555555';
const DAEMON_SET = aDaemonSet().withMeta({ uid: UID }).onDelete().build();
const ADDRESS = { cluster: 'main', namespace: 'default', name: 'logger' };
const START = {
  command: 'start',
  uid: UID,
  order: 'zone',
  size: 2,
  pauseSeconds: 0,
  failuresAllowed: 0,
  availableWithinSeconds: 60,
  by: 'delete',
  confirm: 'logger',
};

/** The Leases of a cluster, as its API server keeps them. */
function someLeases(): LeaseOperations {
  let version = 0;
  let stored: Lease | null = null;
  const put = (lease: NewLease): Lease => {
    version += 1;
    const meta = { ...lease.metadata, labels: { ...lease.metadata.labels }, annotations: { ...lease.metadata.annotations } };
    stored = {
      metadata: { ...meta, uid: UID, resourceVersion: String(version), creationTimestamp: '2026-01-01T00:00:00Z' },
      spec: lease.spec,
    };
    return stored;
  };
  const conflict = () => new KubernetesApiError('conflict', 'The API server answered 409.', { status: 409 });
  return {
    async getLease() {
      if (stored === null) throw new KubernetesApiError('notFound', 'The API server answered 404.', { status: 404 });
      return stored;
    },
    listLeases: async () => (stored === null ? [] : [stored]),
    async createLease(lease) {
      if (stored !== null) throw conflict();
      return put(lease);
    },
    async updateLease(lease) {
      if (stored?.metadata.resourceVersion !== lease.metadata.resourceVersion) throw conflict();
      return put(lease);
    },
  };
}

function begin(options: { nodes?: number; readOnly?: boolean; lacks?: string; beforeReview?: () => void } = {}) {
  const { nodes = 7, readOnly = false, lacks, beforeReview = () => undefined } = options;
  const clock = manualTimers();
  const operations = {
    reviewAccess: async ({ verb, resource, subresource }: AccessQuestion) => {
      beforeReview();
      return { allowed: subresource !== undefined || `${verb} ${resource}` !== lacks, reason: '' };
    },
    reviewSelf: async () => ({ username: 'ada', groups: [] }),
    getDaemonSet: () => new Promise<never>(() => undefined),
  };
  const leases = someLeases();
  const connection = aClusterConnection(operations, { createEvent: async () => undefined }, leases);
  const entry = { slug: 'main', context: 'main', server: 'https://main.example', current: true, readOnly };
  const engine = new Engine({
    catalog: { problem: null, list: () => [entry], connect: () => connection },
    clock,
    logger: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    random: () => 0,
    newEpoch: () => 'epoch',
    newRollout: () => createClusterRollout(),
    startedAt: '2026-01-01T00:00:00Z',
  });
  engine.start();
  replaceRunningEngine(engine);
  const sink = connection.sink();
  sink.setDaemonSet(DAEMON_SET);
  sink.setControllerRevision(aRevision(DAEMON_SET).build());
  for (let index = 0; index < nodes; index++) {
    sink.setNode(aNode(`n${index}`).build());
    sink.setPod(aPod(DAEMON_SET, `p${index}`).on(`n${index}`).ofRevision('hash0').build());
  }
  connection.becomeSynced();
  clock.advance(100);
  return { engine, clock, connection, lease: () => leases.getLease('default', 'rollcall-wave-logger') };
}

type Told = {
  readonly status: number;
  readonly body: WaveAnswer & { readonly error?: { code: string; message: string; field?: string } };
};

async function told(handler: (request: Request, params: typeof ADDRESS) => Promise<WaveAnswer>, body?: unknown): Promise<Told> {
  const init =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const route = answer<typeof ADDRESS>(async (request, params) => Response.json(await handler(request, params)));
  const response = await route(new Request('http://127.0.0.1/x', init), { params: Promise.resolve(ADDRESS) });
  return { status: response.status, body: (await response.json()) as Told['body'] };
}

const post = (body: unknown) => told(waveCommandAnswer, body);
const get = () => told(waveAnswer);
const forget = () => told(forgetWaveAnswer);

describe('the wave of a DaemonSet', () => {
  let running: ReturnType<typeof begin> | undefined;
  afterEach(() => {
    void running?.engine.stop();
    vi.unstubAllEnvs();
  });

  it('[WAVE-50] is none at first; a dry run plans it and writes nothing', async () => {
    running = begin();
    expect(await get()).toEqual({ status: 200, body: { wave: null, kubectl: '' } });
    const { status, body } = await post({ ...START, confirm: undefined, dryRun: true });
    expect([status, body.wave]).toEqual([200, null]);
    expect(body.plan).toMatchObject({
      nodes: ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6'],
      nodeCount: 7,
      stepSize: 2,
      steps: 4,
      confirmation: 'logger',
      warnings: [],
    });
    expect(body.kubectl).toContain('kubectl delete pod --namespace=default --wait=false p0 p1');
    expect((await get()).body.wave).toBeNull();
  });

  it('[WAVE-51] is refused when a member is wrong, in one sentence that names it', async () => {
    running = begin();
    const wrong: [string, object][] = [
      ['command', { ...START, command: 'go' }],
      ['uid', { ...START, uid: 'x' }],
      ['order', { ...START, order: 'random' }],
      ['size', { ...START, size: 0 }],
      ['size', { ...START, size: '101%' }],
      ['size', { ...START, size: '1.5%' }],
      ['size', { ...START, size: '5' }],
      ['pauseSeconds', { ...START, pauseSeconds: 3_601 }],
      ['failuresAllowed', { ...START, failuresAllowed: -1 }],
      ['availableWithinSeconds', { ...START, availableWithinSeconds: 9 }],
      ['by', { ...START, by: 'force' }],
      ['nodes', { ...START, nodes: [] }],
      ['nodes', { ...START, nodes: ['n0', 'n0'] }],
      ['nodes[1]', { ...START, nodes: ['n0', '../n1'] }],
      ['nodes', { ...START, order: 'selection' }],
      ['confirm', { ...START, confirm: 7 }],
      ['requestId', { ...START, requestId: 'again' }],
      ['force', { ...START, force: true }],
      ['id', { command: 'pause', id: 'x' }],
      ['size', { command: 'pause', id: UID, size: 1 }],
    ];
    for (const [field, body] of wrong) {
      const { status, body: refused } = await post(body);
      expect([field, status, refused.error?.code, refused.error?.field]).toEqual([field, 400, 'body.invalid', field]);
      expect(refused.error?.message).toContain(field);
    }
    expect((await get()).body.wave).toBeNull();
  });

  it('[WAVE-52] asks for the name of the DaemonSet when more than five Pods go', async () => {
    running = begin();
    const refused = await post({ ...START, confirm: 'loger' });
    expect([refused.body.error?.code, refused.body.error?.field]).toEqual(['confirmation.required', 'confirm']);
    const { confirm: _, ...few } = { ...START, nodes: ['n0', 'n1', 'n2', 'n3', 'n4'] };
    expect((await post(few)).body.wave).toMatchObject({ state: 'running', total: 5, startedBy: 'ada', settings: { size: 2 } });
  });

  it('[WAVE-53] is begun once: who comes second is told who began it and when, the same click gets the same wave', async () => {
    running = begin();
    const first = await post({ ...START, requestId: CLICK });
    expect(first.body.wave).toMatchObject({ state: 'running', total: 7, done: 0, next: expect.arrayContaining(['n1', 'n2']) });
    expect((await post({ ...START, requestId: CLICK })).body.wave?.id).toBe(first.body.wave?.id);
    const second = await post(START);
    expect([second.status, second.body.error?.code]).toEqual([409, 'target.changed']);
    expect(second.body.error?.message).toMatch(
      /^ada began a wave on this DaemonSet at 2026-01-01T00:00:00\.\d+Z, which is running/,
    );
    expect((await post({ ...START, uid: CLICK })).body.error).toMatchObject({ code: 'target.changed', field: 'uid' });
  });

  it('[WAVE-54] needs the rights on Leases and Pods, names the one that lacks, and a read-only server refuses', async () => {
    for (const lacks of ['create leases', 'update leases', 'delete pods']) {
      running = begin({ lacks });
      const { status, body } = await post(START);
      const [verb, resource] = lacks.split(' ');
      expect([status, body.error?.code]).toEqual([403, 'rbac.forbidden']);
      expect(body.error?.message).toMatch(new RegExp(`^ada may not ${verb} ${resource}\\S* in default`));
      await running.engine.stop();
    }
    running = begin({ readOnly: true });
    expect((await post(START)).body.error?.code).toBe('readOnly.refused');
    expect((await post({ command: 'stop', id: UID })).body.error?.code).toBe('readOnly.refused');
    expect((await forget()).body.error?.code).toBe('readOnly.refused');
  });

  it('[WAVE-55] is paused, resumed, stopped and forgotten, and each command says when it is not possible', async () => {
    running = begin();
    const id = (await post(START)).body.wave?.id;
    expect((await post({ command: 'pause', id })).body.wave).toMatchObject({ state: 'paused', holder: null });
    expect((await forget()).body.error?.message).toMatch(/^The wave is paused/);
    expect((await post({ command: 'retry', id })).body.error).toMatchObject({ code: 'target.changed', field: 'command' });
    expect((await post({ command: 'resume', id })).body.wave).toMatchObject({ state: 'running' });
    expect((await post({ command: 'stop', id })).body.wave).toMatchObject({
      state: 'stopped',
      next: [],
      reason: { code: 'wave.stoppedBy', params: { by: 'ada' } },
    });
    expect((await post({ command: 'stop', id: CLICK })).body.error).toMatchObject({ code: 'target.changed', field: 'id' });
    expect((await forget()).body).toEqual({ wave: null, kubectl: '' });
    expect((await get()).body.wave).toBeNull();
  });

  it('[WAVE-56] is not begun on a view that is stale, nor where nothing is stale', async () => {
    running = begin();
    running.connection.become({ state: 'stale' });
    expect((await post(START)).body.error?.code).toBe('cluster.unreachable');
    running.connection.become({ state: 'live' });
    running.connection.sink().setPod(aPod(DAEMON_SET, 'p0').on('n0').build());
    running.clock.advance(200);
    expect((await post({ ...START, nodes: ['n0'] })).body.error).toMatchObject({ code: 'target.changed', field: 'nodes' });
  });

  it('[WAVE-58] is one reading of the DaemonSet, though an edit is observed while the rights are reviewed', async () => {
    const edited = aDaemonSet().withMeta({ uid: UID }).onDelete().withImage('registry.example/logger:2').atGeneration(2).build();
    const edit = () => {
      running?.connection.sink().setDaemonSet(edited);
      running?.connection.sink().setControllerRevision(aRevision(edited, 'hash2').numbered(2).build());
      running?.clock.advance(200);
    };
    running = begin({ beforeReview: edit });
    expect((await post(START)).body.wave).toMatchObject({ state: 'running' });
    expect(storedWave(await running.lease())?.record.target).toMatchObject({ generation: 2, revision: 2, hash: 'hash2' });
  });

  it('[WAVE-58] is not begun before the watches have the revision of the newest template', async () => {
    running = begin();
    const edited = aDaemonSet().withMeta({ uid: UID }).onDelete().withImage('registry.example/logger:2');
    running.connection.sink().setDaemonSet(edited.atGeneration(2).withTemplateGeneration(2).build());
    running.clock.advance(200);
    const { status, body } = await post(START);
    expect([status, body.error?.code]).toEqual([409, 'target.changed']);
    expect(body.error?.message).toMatch(/^The controller has not observed the newest spec/);
  });

  it('[WAVE-57] by eviction is begun, steered and forgotten by who may evict and not delete', async () => {
    running = begin({ lacks: 'delete pods' });
    const id = (await post({ ...START, by: 'eviction' })).body.wave?.id;
    expect((await post({ command: 'pause', id })).body.wave).toMatchObject({ state: 'paused' });
    expect((await post({ command: 'stop', id })).body.wave).toMatchObject({ state: 'stopped' });
    expect((await forget()).body).toEqual({ wave: null, kubectl: '' });
  });
});
