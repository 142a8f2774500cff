import { beforeEach, describe, expect, it } from 'vitest';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { answer } from './answer.ts';
import { placementAnswer } from './placement-answer.ts';
import type { whatIfAnswer } from './what-if-answer.ts';

const REFERENCE = { namespace: 'default', name: 'logger' };
type Answer = Awaited<ReturnType<typeof whatIfAnswer>> & {
  readonly error?: { readonly field?: string; readonly message: string };
};

async function post(body: unknown): Promise<{ readonly status: number; readonly body: Answer }> {
  const route = answer<{ cluster: string }>(async (request, params) => Response.json(await placementAnswer(request, params)));
  const headers = { 'content-type': 'application/json' };
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: JSON.stringify(body), headers });
  const response = await route(request, { params: Promise.resolve({ cluster: 'main' }) });
  return { status: response.status, body: (await response.json()) as Answer };
}

beforeEach(() => {
  const { engine, sink, clock } = aSyncedEngine();
  replaceRunningEngine(engine);
  sink.setNode(aNode('x1').withLabel('os', 'linux').build());
  sink.setNode(aNode('x2').withTaint('gpu', 'NoExecute').build());
  sink.setPod(aPod(DAEMON_SET, 'on-x1').on('x1').build());
  clock.advance(200);
});

describe('POST placement for a DaemonSet of the cluster', () => {
  it('[WHATIF-20] says what a change would do, why, and the equal commands, and what is in force now', async () => {
    const template = { spec: { nodeSelector: { os: 'linux' }, tolerations: [{ operator: 'Exists' }] } };
    const { status, body } = await post({ daemonSet: REFERENCE, template });
    expect(status).toBe(200);
    expect(body.template).toEqual({ spec: { nodeSelector: {}, affinity: null, tolerations: [] } });
    expect(body.whatIf).toMatchObject({ eligibleAfter: 1, newRevision: true, replaced: 1 });
    expect(body.whatIf.groups.map(({ change }) => change)).not.toContain('gained');
    expect(body.verdicts.every(({ shouldRun, reasons }) => !shouldRun && reasons[0]?.code === 'nodeSelector')).toBe(true);
    expect(body.commands).toHaveLength(1);
  });

  it('[WHATIF-21] changes of Nodes are told for this DaemonSet, and an empty change changes nothing', async () => {
    const { body } = await post({ daemonSet: REFERENCE, changes: [{ nodes: ['x2'], taints: [{ key: 'gpu', remove: true }] }] });
    expect(body.whatIf.groups).toEqual([{ change: 'gained', action: 'create', count: 1, nodes: ['x2'] }]);
    expect(body.commands).toEqual(['kubectl taint nodes --overwrite x2 gpu-']);
    const nothing = await post({ daemonSet: REFERENCE });
    expect(nothing.body.whatIf).toMatchObject({ groups: [], newRevision: false, replaced: 0 });
  });

  it.each([
    [
      { daemonSet: REFERENCE, template: { spec: { tolerations: [{ key: 'a', effect: 'x' }] } } },
      400,
      'template.spec.tolerations[0].effect',
    ],
    [{ daemonSet: REFERENCE, changes: [{ nodes: ['gone'] }] }, 400, 'changes[0].nodes[0]'],
    [{ daemonSet: REFERENCE, nodes: [] }, 400, 'nodes'],
    [{ daemonSet: { namespace: 'default', name: 'none' } }, 404, undefined],
    [{ daemonSet: { spec: { template: { spec: {} } } }, changes: [] }, 400, 'changes'],
  ])('[WHATIF-22] %j is refused', async (request, status, field) => {
    const answered = await post(request);
    expect([answered.status, answered.body.error?.field]).toEqual([status, field]);
  });
});
