import { expect, it, vi } from 'vitest';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations } from '#lib/server/kubernetes/operations.ts';
import { aSyncedEngine, DAEMON_SET } from '#lib/testing/engine-rig.ts';
import { causesAnswer } from './causes-answer.ts';

const REFUSED = {
  metadata: { name: 'e', uid: 'e', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
  involvedObject: { kind: 'DaemonSet', name: 'logger' },
  type: 'Warning',
  reason: 'FailedCreate',
  message: 'pods "logger-" is forbidden: exceeded quota: none',
};

function causes(getNamespace: ReadOperations['getNamespace']) {
  const { hub, feeds } = aSyncedEngine();
  const listEvents = vi.fn(async () => [REFUSED]);
  Object.assign(hub.connection.operations, { listEvents, getNamespace });
  const detail = hub.rollout.detail(DAEMON_SET.metadata.uid) ?? expect.fail('the DaemonSet is known');
  return { listEvents, answer: causesAnswer({ hub, feeds, uid: DAEMON_SET.metadata.uid, daemonSet: DAEMON_SET, detail }) };
}

it('[HTTP-60] Pods that were refused before they existed are told by the events of the DaemonSet itself', async () => {
  const annotations = { 'openshift.io/node-selector': 'pool=blue', other: 'x' };
  const namespace: KubernetesObject = { metadata: { ...REFUSED.metadata, name: 'default', annotations } };
  const { listEvents, answer } = causes(async () => namespace);
  expect(await answer).toMatchObject({
    events: [{ reason: 'FailedCreate', message: REFUSED.message, object: 'DaemonSet/logger' }],
    projectNodeSelector: { annotations: [{ name: 'openshift.io/node-selector', selector: 'pool=blue' }], problem: null },
  });
  expect(listEvents.mock.calls).toEqual([
    [{ kind: 'DaemonSet', name: 'logger', namespace: 'default', uid: DAEMON_SET.metadata.uid }],
  ]);
});

it('[HTTP-60] a Namespace that may not be read hides no event, and is said', async () => {
  const { answer } = causes(async () => {
    throw new KubernetesApiError('forbidden', 'namespaces "default" is forbidden.');
  });
  expect(await answer).toMatchObject({
    events: [{ reason: 'FailedCreate' }],
    projectNodeSelector: { annotations: [], problem: 'namespaces "default" is forbidden.' },
  });
});
