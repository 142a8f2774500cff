import { describe, expect, it } from 'vitest';
import { Refusal } from '#lib/server/http/refusal.ts';
import { readActRequest } from './act-request.ts';

const UID = '11111111-2222-4333-8444-555555555555';
const POD = { name: 'agent-x', uid: UID };
const NODE = { node: 'node-1', nodeUid: UID };

function refusalOf(body: object): { field: string | undefined; sentence: string } | null {
  try {
    readActRequest(body as Readonly<Record<string, unknown>>);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    expect(thrown.code).toBe('body.invalid');
    return { field: thrown.field, sentence: thrown.message };
  }
}

describe('the body of an act', () => {
  it.each([
    { act: 'deleteStale' },
    { act: 'deleteStale', nodes: ['a', 'b.c'] },
    { act: 'deletePod', pod: POD, force: true },
    { act: 'deletePod', pods: [POD] },
    { act: 'evictPod', pod: { ...POD, namespace: 'kube-system' } },
    { act: 'restart', dryRun: true, confirm: 'agent', plan: 'abc', requestId: UID.toUpperCase() },
    { act: 'undo', revision: 1 },
    { act: 'undo', revision: Number.MAX_SAFE_INTEGER },
    { act: 'pause' },
    { act: 'resume' },
    { act: 'setBudget', maxUnavailable: 1 },
    { act: 'setBudget', maxUnavailable: '1%' },
    { act: 'setBudget', maxSurge: '100%' },
    { act: 'cordon', ...NODE },
    { act: 'uncordon', ...NODE },
    { act: 'deleteNode', ...NODE },
    { act: 'cordon', nodes: ['a', 'b.c'] },
    { act: 'deleteNode', nodes: ['a'] },
    { act: 'deleteDaemonSet', propagation: 'Orphan' },
    { act: 'clearProjectNodeSelector', annotation: 'openshift.io/node-selector' },
  ])('[ACTBODY-1] passes as it is: %j', (body) => {
    const whole = { uid: UID, ...body };
    expect(readActRequest(whole)).toEqual(whole);
  });

  it.each<[object, string]>([
    [{ act: 'format' }, 'act'],
    [{ act: 5 }, 'act'],
    [{ act: '__proto__' }, 'act'],
    [{ act: 'toString' }, 'act'],
    [{}, 'act'],
    [{ act: 'restart', uid: 'not-a-uid' }, 'uid'],
    [{ act: 'restart', uid: '' }, 'uid'],
    [{ act: 'restart', uid: null }, 'uid'],
    [{ act: 'restart', uid: undefined }, 'uid'],
    [{ act: 'restart', uid: `${UID}0` }, 'uid'],
    [{ act: 'restart', dryRun: 'true' }, 'dryRun'],
    [{ act: 'restart', dryRun: 1 }, 'dryRun'],
    [{ act: 'restart', confirm: 5 }, 'confirm'],
    [{ act: 'restart', confirm: 'x'.repeat(254) }, 'confirm'],
    [{ act: 'restart', plan: {} }, 'plan'],
    [{ act: 'restart', requestId: 'again' }, 'requestId'],
    [{ act: 'restart', method: 'DELETE' }, 'method'],
    [{ act: 'restart', nodes: ['a'] }, 'nodes'],
    [{ act: 'restart', constructor: {} }, 'constructor'],
    [{ act: 'deleteStale', nodes: [] }, 'nodes'],
    [{ act: 'deleteStale', nodes: 'a' }, 'nodes'],
    [{ act: 'deleteStale', nodes: ['a', 'a'] }, 'nodes'],
    [{ act: 'deleteStale', nodes: Array.from({ length: 10_001 }, (_, index) => `n${index}`) }, 'nodes'],
    [{ act: 'deleteStale', nodes: ['a', ''] }, 'nodes[1]'],
    [{ act: 'deleteStale', nodes: ['..'] }, 'nodes[0]'],
    [{ act: 'cordon', ...NODE, nodes: ['a'] }, 'node'],
    [{ act: 'cordon', nodes: [] }, 'nodes'],
    [{ act: 'deleteNode', nodes: ['a', 'a'] }, 'nodes'],
    [{ act: 'deleteNode', nodes: ['../a'] }, 'nodes[0]'],
    [{ act: 'uncordon', nodes: Array.from({ length: 1_001 }, (_, index) => `n${index}`) }, 'nodes'],
    [{ act: 'deletePod' }, 'pod'],
    [{ act: 'deletePod', pod: 'agent-x' }, 'pod'],
    [{ act: 'deletePod', pod: { name: '', uid: UID } }, 'pod.name'],
    [{ act: 'deletePod', pod: { name: '../x', uid: UID } }, 'pod.name'],
    [{ act: 'deletePod', pod: { name: 'x'.repeat(254), uid: UID } }, 'pod.name'],
    [{ act: 'deletePod', pod: { name: 'a' } }, 'pod.uid'],
    [{ act: 'deletePod', pod: { ...POD, namespace: 'other' } }, 'pod'],
    [{ act: 'deletePod', pod: POD, force: 0 }, 'force'],
    [{ act: 'deletePod', pod: POD, pods: [POD] }, 'pod'],
    [{ act: 'deletePod', pods: [] }, 'pods'],
    [{ act: 'deletePod', pods: [POD, POD] }, 'pods'],
    [{ act: 'deletePod', pods: [{ ...POD, name: '..' }] }, 'pods[0].name'],
    [{ act: 'deletePod', pods: Array.from({ length: 201 }, () => POD) }, 'pods'],
    [{ act: 'evictPod', pod: { ...POD, namespace: '..' } }, 'pod.namespace'],
    [{ act: 'evictPod', pod: POD, force: true }, 'force'],
    ...[0, -1, -0, 1.5, 2 ** 63, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '5', null, undefined, [1]].map(
      (revision): [object, string] => [{ act: 'undo', revision }, 'revision'],
    ),
    ...[0, -0, '0', '0%', '101%', '1.5%', -1, 'ten', '5', '', '+5%', '05%', ' 5%', '5%%', 1.5, 2 ** 31, null, true, [5], {}].map(
      (value): [object, string] => [{ act: 'setBudget', maxUnavailable: value }, 'maxUnavailable'],
    ),
    [{ act: 'setBudget', maxSurge: '200%' }, 'maxSurge'],
    [{ act: 'setBudget' }, 'maxUnavailable'],
    [{ act: 'setBudget', maxUnavailable: 1, maxSurge: 1 }, 'maxUnavailable'],
    [{ act: 'cordon', node: 'node-1' }, 'nodeUid'],
    [{ act: 'cordon', node: '', nodeUid: UID }, 'node'],
    [{ act: 'deleteNode', node: 'A', nodeUid: UID }, 'node'],
    [{ act: 'deleteDaemonSet' }, 'propagation'],
    [{ act: 'deleteDaemonSet', propagation: 'orphan' }, 'propagation'],
    [{ act: 'clearProjectNodeSelector', annotation: 'kubernetes.io/change-cause' }, 'annotation'],
  ])('[ACTBODY-2] is refused in one sentence that names the field: %j', (body, field) => {
    const refusal = refusalOf({ uid: UID, ...body });
    expect(refusal?.field).toBe(field);
    expect(refusal?.sentence).toMatch(/^[^\n]{10,700}\.$/);
    expect(refusal?.sentence).toContain(field.replace(/\[\d+\]$/, ''));
  });

  it('[ACTBODY-3] what is repeated is short and escaped', () => {
    const refusal = refusalOf({ uid: `\u202e\u0007${'x'.repeat(500)}`, act: 'restart' });
    expect(refusal?.sentence.length).toBeLessThan(200);
    expect(refusal?.sentence).not.toContain('\u0007');
    expect(refusalOf({ uid: UID, act: 'restart', ['x'.repeat(300)]: 1 })?.field).toHaveLength(80);
  });
});
