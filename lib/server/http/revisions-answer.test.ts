import { beforeEach, describe, expect, it, vi } from 'vitest';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { answer } from './answer.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { revisionDiffAnswer } from './revision-diff-answer.ts';
import { revisionsAnswer } from './revisions-answer.ts';

const CANARY = 'c4nary-value';
const { uid } = DAEMON_SET.metadata;

/** A whole revision with an environment that nobody may see. */
function stored(hash: string, number: number, image: string, env: object[] = [{ name: 'TOKEN', value: `${CANARY}-${number}` }]) {
  const built = aRevision(DAEMON_SET, hash).numbered(number).createdAt(`2026-01-0${number}T00:00:00Z`).build();
  const template = { metadata: { labels: { app: 'logger' } }, spec: { containers: [{ name: 'main', image, env }] } };
  return { ...built, data: { spec: { template: { $patch: 'replace', ...template } } } };
}

const applied = { apiVersion: 'extensions/v1beta1', kind: 'DaemonSet', spec: { template: { env: CANARY } } };
const WHOLE = {
  ...DAEMON_SET,
  metadata: {
    ...DAEMON_SET.metadata,
    namespace: 'default',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied), secret: CANARY },
    managedFields: [
      {
        manager: 'kubectl-set',
        operation: 'Update',
        time: '2026-01-02T00:00:00Z',
        fieldsV1: { 'f:spec': { 'f:template': { [CANARY]: {} } } },
      },
    ],
  },
  spec: { template: stored('live', 1, 'registry.example/logger:live').data.spec.template },
};

interface Answered {
  readonly [member: string]: unknown;
}

let rig: ReturnType<typeof aSyncedEngine>;
let revisions: unknown[];
let askedFor: string[];

beforeEach(() => {
  rig = aSyncedEngine();
  replaceRunningEngine(rig.engine);
  revisions = [stored('hash2', 2, 'registry.example/logger:2'), stored('hash1', 1, 'registry.example/logger:1')];
  askedFor = [];
  const { operations, writes } = rig.hub.connection;
  Object.assign(operations, {
    listWholeControllerRevisions: async (namespace: string, selector: string) => {
      askedFor.push(`${namespace} ${selector}`);
      return revisions;
    },
  });
  Object.assign(writes, { getWholeDaemonSet: async () => WHOLE });
});

async function get(path: string): Promise<{ status: number; text: string; body: Answered }> {
  const { hub, feeds } = rig;
  const detail = hub.rollout.detail(uid) ?? expect.fail('the DaemonSet is known');
  const found: FoundDaemonSet = { hub, feeds, uid, daemonSet: DAEMON_SET, detail };
  const route = answer(async (request) => {
    const read = path.startsWith('/diff') ? revisionDiffAnswer : revisionsAnswer;
    return Response.json(await read(request, found));
  });
  const response = await route(new Request(`http://127.0.0.1${path}`), { params: Promise.resolve({}) });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Answered };
}

describe('GET revisions', () => {
  it('[HISTORY-1] lists what the selector matches in the order of kubectl, with the Pods on each and who made it', async () => {
    const { body } = await get('/');
    expect(askedFor).toEqual(['default app=logger']);
    expect(body.revisions).toEqual([
      expect.objectContaining({
        sincePrevious: null,
        revision: 1,
        hash: 'hash1',
        current: true,
        pods: 3,
        nodes: 3,
        author: null,
        readable: true,
      }),
      expect.objectContaining({
        revision: 2,
        pods: 0,
        author: { manager: 'kubectl-set', operation: 'Update', time: '2026-01-02T00:00:00Z' },
      }),
    ]);
    expect(body).toMatchObject({ oddPods: [], images: [], nodes: null });
  });

  it('[HISTORY-9] each revision comes with what it changed first against the one before it', async () => {
    const [, second] = (await get('/')).body.revisions as readonly { sincePrevious: { first: { code: string }[] } }[];
    expect(second?.sincePrevious).toMatchObject({ revision: 1, name: 'logger-hash1', changeCount: 2 });
    expect(second?.sincePrevious.first.map(({ code }) => code)).toEqual(['diff.image', 'diff.env']);
  });

  it('[HISTORY-2] tells nothing of the templates, the annotations or the managed fields', async () => {
    const { text, body } = await get('/');
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain('"template"');
    expect(body.removedApi).toEqual({
      apiVersion: 'extensions/v1beta1',
      corrected: expect.stringContaining('apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: logger\n'),
    });
  });

  it('[HISTORY-3] marks a revision that cannot be read, shows the others, and refuses only its comparison', async () => {
    revisions.push(
      { ...stored('hash3', 3, 'x'), data: undefined },
      { ...stored('hash4', 2, 'x'), metadata: stored('hash4', 4, 'x').metadata },
    );
    const { body } = await get('/');
    const rows = body.revisions as readonly { revision: number; fault: string | null; readable: boolean }[];
    expect(rows.map(({ revision, fault, readable }) => [revision, fault, readable])).toEqual([
      [1, null, true],
      [2, 'sameNumber', true],
      [2, 'sameNumber', true],
      [3, 'dataMissing', false],
    ]);
    const refused = await get('/diff?from=1&to=3');
    expect([refused.status, refused.body.error]).toEqual([
      400,
      { code: 'query.invalid', field: 'to', message: 'to: revision "3" cannot be compared, it stores no data.' },
    ]);
    expect((await get('/diff?from=2&to=1')).body.error).toMatchObject({
      field: 'from',
      message: expect.stringContaining('give its name'),
    });
    expect((await get('/diff?from=logger-hash2&to=logger-hash4')).status).toBe(200);
  });

  it('[HISTORY-4] names the first 100 Nodes of a group, and all of them when asked', async () => {
    rig = aSyncedEngine(120);
    const { operations, writes } = rig.hub.connection;
    Object.assign(operations, { listWholeControllerRevisions: async () => [] });
    Object.assign(writes, { getWholeDaemonSet: async () => WHOLE });
    rig.sink.deleteControllerRevision(aRevision(DAEMON_SET).build().metadata.uid);
    rig.clock.advance(100);
    const [group] = (await get('/')).body.oddPods as readonly { id: string; nodes: string[]; nodeCount: number }[];
    expect([group?.id, group?.nodes.length, group?.nodeCount]).toEqual(['lostRevision/hash1', 100, 120]);
    expect((await get('/?nodes=lostRevision/hash1')).body.nodes).toHaveLength(120);
    expect((await get('/?nodes=noHash')).body.nodes).toEqual([]);
    expect((await get('/?nodes=all')).body.error).toMatchObject({ code: 'query.invalid', field: 'nodes' });
  });

  it('[HISTORY-15] whole templates are read with the rights of the user who asks', async () => {
    const asked = vi.spyOn(rig.engine, 'connectionFor');
    await get('/');
    await get('/diff?from=1&to=2');
    expect(asked.mock.calls.map(([caller, hub]) => [caller.kubernetesToken(), hub.slug])).toEqual([
      [null, 'main'],
      [null, 'main'],
    ]);
  });

  it('[HISTORY-5] what RBAC forbids is refused in its words', async () => {
    Object.assign(rig.hub.connection.operations, {
      listWholeControllerRevisions: async () => {
        throw new KubernetesApiError('forbidden', 'controllerrevisions.apps is forbidden.');
      },
    });
    expect(await get('/')).toMatchObject({ status: 403, body: { error: { code: 'rbac.forbidden' } } });
  });
});

describe('GET revisions/diff', () => {
  it('[HISTORY-6] says what changed, in words and as lines, without a value', async () => {
    const { status, text, body } = await get('/diff?from=1&to=2');
    expect(status).toBe(200);
    expect(text).not.toContain(CANARY);
    expect((body.changes as readonly { text: string; paths: string[] }[]).map((change) => [change.text, change.paths])).toEqual([
      ['Image of main changed from registry.example/logger:1 to registry.example/logger:2', ['spec.containers[main].image']],
      ['env TOKEN of main changed', ['spec.containers[main].env[TOKEN].value']],
    ]);
    expect(body).toMatchObject({
      from: { revision: 1, name: 'logger-hash1' },
      to: { revision: 2 },
      changeCount: 2,
      yaml: { note: null },
    });
  });

  it('[HISTORY-7] compares with the template that the DaemonSet has now', async () => {
    const { body } = await get('/diff?from=live&to=1');
    expect(body).toMatchObject({ from: { revision: null, name: 'live' }, changeCount: 1 });
    expect((await get('/diff?from=1&to=1')).body.changeCount).toBe(0);
  });

  it.each([
    ['/diff?from=1', 'to', 'to is missing'],
    ['/diff?to=1', 'from', 'from is missing'],
    ['/diff?from=1&to=..', 'to', 'must be a revision'],
    [`/diff?from=1&to=${'1'.repeat(400)}`, 'to', 'must be a revision'],
    ['/diff?from=1&from=2&to=1', 'from', 'may be given once'],
    ['/diff?from=1&to=2&all=1', 'all', 'is no query parameter'],
  ])('[HISTORY-8] %s is refused at %s', async (path, field, words) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { error: { field, message: expect.stringContaining(words) } } });
  });

  it('[HISTORY-8] a revision that is not there is not found', async () => {
    expect(await get('/diff?from=1&to=99')).toMatchObject({ status: 404, body: { error: { code: 'target.notFound' } } });
  });
});
