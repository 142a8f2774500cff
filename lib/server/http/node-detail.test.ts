import { expect, it } from 'vitest';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { nodeDetail } from './node-detail.ts';
import { nodeRow } from './node-row.ts';

const AS_OF = '2026-01-01T01:00:00Z';

function looked(prepare: (sink: ReturnType<typeof aSyncedEngine>['sink']) => void) {
  const { hub, sink, clock } = aSyncedEngine();
  prepare(sink);
  clock.advance(100);
  const node = hub.rollout.nodes().get('n1') ?? expect.fail('the Node is known');
  const rollout = hub.rollout.nodeRollout(DAEMON_SET.metadata.uid, 'n1') ?? expect.fail('the Node is assessed');
  return { row: nodeRow(rollout), detail: nodeDetail({ node, rollout, daemonSet: DAEMON_SET, asOf: AS_OF }) };
}

const leaving = aPod(DAEMON_SET, 'p1').on('n1');

it('[HTTP-62] the scheduler’s reasons for this Node are parsed, all of them, and those that are not known stay verbatim', () => {
  const { row, detail } = looked((sink) => {
    sink.deletePod(leaving.build().metadata.uid);
    const message = '0/3 nodes are available: 1 Insufficient memory, 1 the moon is full, 2 node(s) didn’t count.';
    sink.setPod(aPod(DAEMON_SET, 'p9').pinnedTo('n1').unschedulable(message).build());
  });
  expect(row.scheduler).toEqual([
    { code: 'insufficient', resource: 'memory', text: 'Not enough memory free' },
    { code: 'unknown', text: 'the moon is full' },
    { code: 'unknown', text: 'node(s) didn’t count' },
  ]);
  expect(detail.scheduler.map(({ code }) => code)).toEqual([
    'problem.insufficient',
    'problem.unschedulable',
    'problem.unschedulable',
  ]);
  expect(looked(() => undefined).row).not.toHaveProperty('scheduler');
});

it('[HTTP-63] a termination says what holds it: its finalizers, or a kubelet that is silent, and since when', () => {
  const finalizers = ['example.com/hold'];
  const held = leaving.terminating('2026-01-01T00:59:00Z').withMeta({ finalizers });
  expect(looked((sink) => sink.setPod(held.build())).detail).toMatchObject({
    pods: [{ name: 'p1', finalizers }],
    terminations: [{ pod: 'p1', cause: { code: 'problem.finalizer' }, step: { code: 'step.finalizer' }, silentSince: null }],
  });
  const silent = looked((sink) => {
    sink.setPod(leaving.terminating('2026-01-01T00:59:00Z').build());
    const node = aNode('n1').build();
    const lastTransitionTime = '2026-01-01T00:50:00Z';
    sink.setNode({ ...node, status: { conditions: [{ type: 'Ready', status: 'Unknown', lastTransitionTime }] } });
  });
  expect(silent.detail.terminations).toMatchObject([
    {
      cause: { code: 'problem.silentKubelet' },
      silentSince: '2026-01-01T00:50:00Z',
      command: 'kubectl delete pod --force --grace-period=0 --namespace=default p1',
    },
  ]);
});
