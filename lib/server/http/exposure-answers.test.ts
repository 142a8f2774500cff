import { expect, it } from 'vitest';
import type { Service } from '#lib/kubernetes/service.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import type { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import type { FoundDaemonSet } from './find-daemon-set.ts';
import { postureAnswer } from './posture-answer.ts';
import { reachAnswer } from './reach-answer.ts';

const DAEMON_SET = aDaemonSet().build();

function found(): FoundDaemonSet {
  const rollout = createClusterRollout();
  rollout.setDaemonSet(DAEMON_SET);
  rollout.setControllerRevision(aRevision(DAEMON_SET).build());
  rollout.setNode(aNode('n1').build());
  rollout.setNode(aNode('n2').build());
  rollout.setPod(aPod(DAEMON_SET, 'p1').on('n1').ready('2026-01-01T00:00:00Z').build());
  rollout.settle(0);
  const hub = { rollout, clusterNow: () => 0 };
  return { hub, uid: DAEMON_SET.metadata.uid, daemonSet: DAEMON_SET } as unknown as FoundDaemonSet;
}

function reading(listServices: ReadOperations['listServices']): ReadOperations {
  return { listServices } as ReadOperations;
}

it('[HTTP-70] tells the Services that reach the Pods, and hides nothing else when they may not be read', async () => {
  const spec = { selector: { app: 'logger' }, internalTrafficPolicy: 'Local', ports: [{ port: 80 }] };
  const service = { metadata: { name: 'logs', namespace: 'default' }, spec } as unknown as Service;
  const other = { metadata: { name: 'other', namespace: 'default' }, spec: { selector: { app: 'x' } } } as unknown as Service;
  const nodes = { nodesWithout: ['n2'], nodesWithoutCount: 1 };
  expect(
    await reachAnswer(
      found(),
      reading(async () => [other, service]),
    ),
  ).toMatchObject({
    ...nodes,
    services: [{ dns: 'logs.default.svc', local: ['internal'] }],
    problem: null,
  });
  const refused = reading(() => Promise.reject(new KubernetesApiError('forbidden', 'No right to list services.')));
  expect(await reachAnswer(found(), refused)).toMatchObject({ ...nodes, services: [], problem: expect.any(String) });
  const broken = reading(() => Promise.reject(new TypeError('bug')));
  await expect(reachAnswer(found(), broken)).rejects.toThrow('bug');
});

it('[HTTP-71] tells what a DaemonSet may do to its Nodes, registries that are not expected included', () => {
  replaceRunningEngine({ registries: ['docker.io'] } as unknown as Engine);
  expect(postureAnswer(found())).toEqual({
    asOf: '1970-01-01T00:00:00.000Z',
    grave: [{ code: 'posture.registry', params: { registry: 'registry.example', image: 'registry.example/logger:1' } }],
    notes: [{ code: 'posture.mayBeRoot', params: { containers: 'main' } }],
  });
});
