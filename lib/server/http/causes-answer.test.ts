import { expect, it, vi } from 'vitest';
import type { KubernetesEvent } from '#lib/kubernetes/event.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { causesAnswer } from './causes-answer.ts';

const meta = { name: 'e', uid: 'e', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' };
const LONG_AGO = '2020-01-01T00:00:00Z';
const UPSTREAM = 'scheduler.alpha.kubernetes.io/node-selector';

function event(reason: string, message: string, at = meta.creationTimestamp): KubernetesEvent {
  return {
    metadata: { ...meta, uid: message, creationTimestamp: at },
    involvedObject: { kind: 'DaemonSet', name: 'logger' },
    type: 'Warning',
    reason,
    message,
    firstTimestamp: at,
    lastTimestamp: at,
  };
}

function causes(parts: Partial<ReadOperations> & { readonly prepare?: (rig: ReturnType<typeof aSyncedEngine>) => void }) {
  const rig = aSyncedEngine();
  const { prepare, ...operations } = parts;
  prepare?.(rig);
  rig.clock.advance(100);
  const { hub, feeds } = rig;
  const { uid } = DAEMON_SET.metadata;
  const defaults: Partial<ReadOperations> = {
    listEvents: async () => [],
    getNamespace: async () => ({ metadata: { ...meta, name: 'default' } }),
    getPod: async () => aPod(DAEMON_SET, 'p0').build(),
  };
  Object.assign(hub.connection.operations, defaults, operations);
  const detail = hub.rollout.detail(uid) ?? expect.fail('the DaemonSet is known');
  return causesAnswer({ hub, feeds, uid, daemonSet: DAEMON_SET, detail }, hub.connection.operations);
}

const withoutPods = (rig: ReturnType<typeof aSyncedEngine>) => {
  for (const name of ['p0', 'p1']) rig.sink.deletePod(aPod(DAEMON_SET, name).build().metadata.uid);
};

it('[HTTP-60] Pods that were refused before they existed are a problem of their own, with the Nodes that lack one', async () => {
  const at = new Date(aSyncedEngine().hub.clusterNow()).toISOString();
  const text = 'pods "logger-" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0';
  const listEvents = vi.fn(async () => [event('FailedCreate', `Error creating: ${text}`, at)]);
  const answer = await causes({ listEvents, prepare: withoutPods });
  expect(answer).toMatchObject({
    events: [{ reason: 'FailedCreate', object: 'DaemonSet/logger' }],
    problems: [
      {
        title: { code: 'problem.quota', params: { quota: 'none', limited: 'pods=0' } },
        nodes: ['n0', 'n1'],
        nodeCount: 2,
        step: { code: 'step.quota' },
        command: `kubectl patch quota --namespace=default --type=merge '--patch={"spec":{"hard":{"pods":"2"}}}' none`,
      },
    ],
  });
  expect(listEvents.mock.calls).toEqual([
    [{ kind: 'DaemonSet', name: 'logger', namespace: 'default', uid: DAEMON_SET.metadata.uid }],
  ]);
});

it('[HTTP-60] while no Node lacks its Pod, old events make no problem', async () => {
  const answer = await causes({ listEvents: async () => [event('FailedCreate', 'Error creating: x')] });
  expect(answer.problems).toEqual([]);
});

it('[HTTP-60] the node selector of the Namespace is read with what it does', async () => {
  const annotations = { [UPSTREAM]: 'pool=blue', other: 'x' };
  const namespace: KubernetesObject = { metadata: { ...meta, name: 'default', annotations } };
  const pod = aPod(DAEMON_SET, 'p0')
    .withSpec({ nodeSelector: { pool: 'blue' } })
    .build();
  const answer = await causes({ getNamespace: async () => namespace, getPod: async () => pod });
  expect(answer.projectNodeSelector).toMatchObject({
    annotations: [{ name: UPSTREAM, selector: 'pool=blue' }],
    problem: null,
    finding: { annotation: UPSTREAM, selector: 'pool=blue', effect: 'pending', nodes: ['n0', 'n1', 'n2'], eligible: 3 },
  });
});

it('[HTTP-60] what may not be read hides nothing else, and a Namespace that may not be read is said', async () => {
  const refuse = async () => {
    throw new KubernetesApiError('forbidden', 'that is forbidden.');
  };
  const answer = await causes({ getNamespace: refuse, getPod: refuse, listEvents: async () => [event('FailedCreate', 'x')] });
  expect(answer).toMatchObject({
    events: [{ reason: 'FailedCreate' }],
    projectNodeSelector: { annotations: [], problem: 'that is forbidden.', finding: null },
  });
  await expect(causes({ listEvents: refuse })).rejects.toThrow('that is forbidden.');
});

it('[HTTP-60] the events of one Pod of a cause say what its status only hints at', async () => {
  const listEvents = async ({ kind, name }: { readonly kind: string; readonly name: string }) =>
    kind === 'Pod' && name === 'p1' ? [event('Unhealthy', 'Readiness probe failed: statuscode 503')] : [];
  const prepare = (rig: ReturnType<typeof aSyncedEngine>) =>
    rig.sink.setPod(
      aPod(DAEMON_SET, 'p1')
        .on('n1')
        .createdAt(LONG_AGO)
        .notReady()
        .withCondition('Ready', 'False', { lastTransitionTime: LONG_AGO })
        .build(),
    );
  const { evidence } = await causes({ listEvents, prepare });
  expect(evidence).toMatchObject([
    {
      title: { code: 'problem.notReady', params: { container: 'main' } },
      pod: 'p1',
      cause: { code: 'problem.readinessProbe', params: { text: 'statuscode 503' } },
    },
  ]);
});
