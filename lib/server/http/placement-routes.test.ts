import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { answer } from './answer.ts';
import { type DaemonSetParams, findDaemonSet } from './find-daemon-set.ts';
import { funnelAnswer } from './funnel-answer.ts';
import { placementAnswer } from './placement-answer.ts';

const DAEMON_SET = aDaemonSet().withNodeSelector('os', 'linux').build();
const ADDRESS = { cluster: 'main', namespace: 'default', name: 'logger' };

function start() {
  const clock = manualTimers();
  const connection = aClusterConnection({});
  const entry = { slug: 'main', context: 'main', server: 'https://main.example', current: true, readOnly: true };
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
  sink.setNode(aNode('n1').withLabel('os', 'linux').build());
  sink.setNode(aNode('n2').withLabel('os', 'linux').withTaint('gpu', 'NoSchedule', 'x').build());
  sink.setNode(aNode('n3').build());
  connection.becomeSynced();
  clock.advance(100);
  return { sink, clock };
}

interface Answered {
  readonly status: number;
  readonly body: {
    readonly error?: { readonly code: string; readonly message: string; readonly field?: string; readonly corrected?: unknown };
    readonly verdicts?: readonly Record<string, unknown>[];
  };
}

async function post(body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  const route = answer<{ cluster: string }>(async (request, params) => Response.json(await placementAnswer(request, params)));
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request('http://127.0.0.1/api/c/main/placement', {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const response = await route(request, { params: Promise.resolve({ cluster: 'main' }) });
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

const template = (spec: object) => ({ spec: { template: { spec } } });
const requiring = (...nodeSelectorTerms: object[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});

let cluster: ReturnType<typeof start>;
beforeEach(() => {
  cluster = start();
});

describe('POST placement', () => {
  it('[WHATIF-1] a manifest that need not exist is judged on every Node of the cluster, with each failing fact', async () => {
    const { status, body } = await post({ daemonSet: template({ nodeSelector: { os: 'linux' } }) });
    expect(status).toBe(200);
    expect(body.verdicts).toEqual([
      { node: 'n1', shouldRun: true, shouldContinueRunning: true, reasons: [] },
      {
        node: 'n2',
        shouldRun: false,
        shouldContinueRunning: true,
        reasons: [
          { code: 'taint', key: 'gpu', value: 'x', effect: 'NoSchedule', text: 'the taint gpu=x:NoSchedule is not tolerated' },
        ],
      },
      {
        node: 'n3',
        shouldRun: false,
        shouldContinueRunning: false,
        reasons: [expect.objectContaining({ code: 'nodeSelector', key: 'os', wanted: 'linux', found: null })],
      },
    ]);
  });

  it('[WHATIF-2] given Nodes replace those of the cluster, and a cordoned one stays eligible', async () => {
    const nodes = [
      { metadata: { name: 'new', labels: { constructor: 'x' } }, spec: { unschedulable: true } },
      { metadata: { name: 'bare' }, spec: { taints: [{ key: 'a', effect: 'NoExecute' }] }, status: { ignored: 1 } },
    ];
    const { body } = await post({ daemonSet: { ...DAEMON_SET, ...template({ nodeSelector: { constructor: 'x' } }) }, nodes });
    expect(body.verdicts?.map(({ node, shouldRun }) => [node, shouldRun])).toEqual([
      ['new', true],
      ['bare', false],
    ]);
    expect((await post({ daemonSet: template({}), nodes: [] })).body.verdicts).toEqual([]);
  });

  it.each([
    [{}, 'spec', 'is missing'],
    [{ spec: {} }, 'spec.template', 'is missing'],
    [template({ nodeSelector: { a: 1 } }), 'spec.template.spec.nodeSelector["a"]', 'must be a string'],
    [template({ nodeselector: { a: 'b' } }), 'spec.template.spec.nodeselector', 'unknown field; did you mean nodeSelector?'],
    [template({ nodeSelector: { 'a/b/c': 'x' } }), 'spec.template.spec.nodeSelector', 'a qualified name must consist of'],
    [template({ nodeName: 'Big' }), 'spec.template.spec.nodeName', 'a lowercase RFC 1123 subdomain must consist of'],
    [template({ tolerations: {} }), 'spec.template.spec.tolerations', 'must be a list'],
    [
      template({ tolerations: [{ key: 'a', operator: 'Gt', value: '1' }] }),
      'spec.template.spec.tolerations[0].operator',
      'Unsupported value: "Gt": supported values: "Equal", "Exists", "Gt", "Lt"',
    ],
    [
      template({ tolerations: [{ operator: 'Equal' }] }),
      'spec.template.spec.tolerations[0].operator',
      'Invalid value: "Equal": operator must be Exists when `key` is empty',
    ],
    [
      template({ tolerations: [{ key: 'a', effect: 'noSchedule' }] }),
      'spec.template.spec.tolerations[0].effect',
      'Unsupported value: "noSchedule": supported values: "NoExecute", "NoSchedule", "PreferNoSchedule"',
    ],
    [template(requiring()), 'nodeSelectorTerms', 'Required value: must have at least one node selector term'],
    [
      template(requiring({ matchExpressions: [{ key: 'a', operator: 'In', values: [] }] })),
      'nodeSelectorTerms[0].matchExpressions[0].values',
      "Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
    [
      template(requiring({ matchFields: [{ key: 'metadata.uid', operator: 'In', values: ['a'] }] })),
      'nodeSelectorTerms[0].matchFields[0].key',
      'Invalid value: "metadata.uid": not a valid field selector key',
    ],
    [{ apiVersion: 'apps/v2', ...template({}) }, 'apiVersion', 'must be "apps/v1"'],
    [{ kind: 'Deployment', ...template({}) }, 'kind', 'must be "DaemonSet"'],
  ])('[WHATIF-3] %j is refused at %s', async (daemonSet, field, problem) => {
    const { status, body } = await post({ daemonSet });
    expect(status).toBe(400);
    expect(body.error?.code).toBe('body.invalid');
    expect(body.error?.field).toMatch(/^daemonSet\./);
    expect(body.error?.field?.endsWith(field)).toBe(true);
    expect(body.error?.message).toContain(problem);
  });

  it.each([
    [[{ metadata: {} }], 'nodes[0].metadata.name', 'is missing'],
    [[{ metadata: { name: 'a' } }, { metadata: { name: 'a' } }], 'nodes[1].metadata.name', 'Duplicate value: "a"'],
    [
      [{ metadata: { name: 'a' }, spec: { taints: [{ key: 'k', effect: 'Never' }] } }],
      'nodes[0].spec.taints[0].effect',
      'Unsupported value: "Never"',
    ],
    ['all', 'nodes', 'must be a list'],
  ])('[WHATIF-4] the Nodes %j are refused at %s', async (nodes, field, problem) => {
    const { status, body } = await post({ daemonSet: template({}), nodes });
    expect([status, body.error?.field]).toEqual([400, field]);
    expect(body.error?.message).toContain(problem);
  });

  it('[WHATIF-5] a manifest of an API that was removed is answered with the one that works', async () => {
    const old = {
      apiVersion: 'extensions/v1beta1',
      kind: 'DaemonSet',
      metadata: { name: 'logger' },
      spec: {
        templateGeneration: 3,
        template: { metadata: { labels: { app: 'logger' } }, spec: { nodeSelector: { os: 'linux' } } },
      },
    };
    const { status, body } = await post({ daemonSet: old });
    expect([status, body.error?.field]).toEqual([400, 'daemonSet.apiVersion']);
    expect(body.error?.corrected).toEqual({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'logger' },
      spec: {
        selector: { matchLabels: { app: 'logger' } },
        updateStrategy: { type: 'OnDelete' },
        template: old.spec.template,
      },
    });
    expect((await post({ daemonSet: body.error?.corrected })).status).toBe(200);
  });

  it('[WHATIF-6] what is too big, too deep, no JSON or no member of the body is refused', async () => {
    const big = template({ containers: [{ name: 'x'.repeat(65_536) }] });
    expect((await post({ daemonSet: big })).status).toBe(413);
    expect((await post({ daemonSet: template({}), nodes: [{ metadata: { name: 'x'.repeat(1_048_576) } }] })).status).toBe(413);
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      metadata: { name: `n${index}`, labels: { pad: 'x'.repeat(60) } },
    }));
    expect((await post({ daemonSet: template({}), nodes: many })).status).toBe(200);
    const deep = JSON.parse(`${'{"a":'.repeat(16)}1${'}'.repeat(16)}`);
    expect((await post({ daemonSet: { ...template({}), deep } })).body.error?.message).toContain('deeper than 16 levels');
    expect((await post(`${'['.repeat(500_000)}${']'.repeat(500_000)}`)).status).toBe(400);
    expect((await post('{')).status).toBe(400);
    expect((await post({})).body.error?.field).toBe('daemonSet');
    expect((await post({ daemonSet: template({}), node: [] })).body.error?.message).toContain('allowed are daemonSet, nodes');
    expect((await post({ daemonSet: template({}) }, { 'content-type': 'application/yaml' })).status).toBe(415);
  });
});

describe('GET funnel', () => {
  async function funnel(query = '') {
    const route = answer<DaemonSetParams>(async (request, params) =>
      Response.json(funnelAnswer(request, await findDaemonSet(params))),
    );
    const response = await route(new Request(`http://127.0.0.1/funnel${query}`), { params: Promise.resolve(ADDRESS) });
    return (await response.json()) as ReturnType<typeof funnelAnswer> & Answered['body'];
  }

  it('[WHATIF-7] says what each requirement leaves over, and follows a Node that changes', async () => {
    const first = await funnel();
    expect(first.steps.map(({ id, failing, remaining }) => [id, failing, remaining])).toEqual([
      ['nodeSelector/os', 1, 2],
      ['taint/gpu=x:NoSchedule', 1, 1],
    ]);
    expect([first.nodes, first.eligible, first.failing]).toEqual([3, 1, null]);
    cluster.sink.setNode(aNode('n2').withLabel('os', 'linux').build());
    cluster.clock.advance(100);
    expect((await funnel()).steps).toMatchObject([{ id: 'nodeSelector/os', remaining: 2 }]);
  });

  it('[WHATIF-8] names the Nodes that fail one requirement, and refuses one that is not there', async () => {
    expect((await funnel(`?failing=${encodeURIComponent('taint/gpu=x:NoSchedule')}`)).failing).toEqual(['n2']);
    expect((await funnel('?failing=x')).error).toMatchObject({ code: 'query.invalid', field: 'failing' });
  });
});
