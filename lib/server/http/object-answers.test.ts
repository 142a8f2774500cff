import { expect, it, vi } from 'vitest';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { ReadOperations, WriteOperations } from '#lib/server/kubernetes/operations.ts';
import type { RawObject } from '#lib/server/kubernetes/watch-event.ts';
import { aSyncedEngine } from '#lib/testing/engine-rig.ts';
import { answer } from './answer.ts';
import { containersAnswer, describeAnswer, manifestAnswer } from './object-answers.ts';

const SECRET = 'c4nary';
const CONTAINER = { name: 'main', env: [{ name: 'PASSWORD', value: SECRET }] };
const APPLIED = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ spec: SECRET }) };
const metadata = { name: 'p1', namespace: 'default', uid: 'u1', resourceVersion: '1', annotations: APPLIED };
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: {
    containers: [CONTAINER],
    initContainers: [{ name: 'setup' }],
    ephemeralContainers: [{ name: 'debug', env: CONTAINER.env }],
  },
  status: {
    containerStatuses: [{ name: 'main', restartCount: 2, state: { running: {} }, lastState: { terminated: { exitCode: 1 } } }],
    ephemeralContainerStatuses: [{ name: 'debug', restartCount: 0, state: { waiting: { reason: 'ErrImagePull' } } }],
  },
} as unknown as RawObject;
const DAEMON_SET = { metadata, spec: { template: { spec: { containers: [CONTAINER] } } } } as unknown as RawObject;

function start(operations: Partial<ReadOperations>, writes: Partial<WriteOperations> = {}) {
  const { engine, connection } = aSyncedEngine();
  Object.assign(connection.operations, operations);
  Object.assign(connection.writes, writes);
  replaceRunningEngine(engine);
  return connection;
}

const request = (query = '') => new Request(`http://127.0.0.1/x${query}`);
const pod = { kind: 'Pod', cluster: 'main', namespace: 'default', name: 'p1' } as const;
const listEvents: ReadOperations['listEvents'] = async () => [];

async function refusal(handler: () => Promise<unknown>) {
  const response = await answer(async () => Response.json(await handler()))(request(), { params: Promise.resolve({}) });
  return [response.status, ((await response.json()) as { error?: { message: string } }).error?.message ?? ''] as const;
}

it('[HTTP-80] no answer about an object holds a value of its environment or the manifest that was applied', async () => {
  start({ getWholePod: async () => POD, listEvents }, { getWholeDaemonSet: async () => DAEMON_SET });
  const daemonSet = { kind: 'DaemonSet', cluster: 'main', namespace: 'default', name: 'logger' } as const;
  for (const viewed of [pod, daemonSet]) {
    const manifest = await manifestAnswer(request(), viewed);
    expect(manifest).toMatchObject({ kind: viewed.kind, uid: 'u1', hidden: viewed === pod ? 3 : 2 });
    expect(manifest.yaml).toMatch(/name: PASSWORD\n\s+value: •••/);
    const described = await describeAnswer(request(), viewed);
    expect(described.text).toMatch(/^Name: +p1$/m);
    expect(JSON.stringify([manifest, described, await containersAnswer(request(), pod)])).not.toContain(SECRET);
  }
});

it('[HTTP-81] every container of a Pod that may have a log is named with what it does', async () => {
  start({ getWholePod: async () => POD });
  expect((await containersAnswer(request(), pod)).containers).toEqual([
    { name: 'main', kind: 'container', state: 'running', restarts: 2, previous: true },
    { name: 'setup', kind: 'init', state: '', restarts: 0, previous: false },
    { name: 'debug', kind: 'ephemeral', state: 'waiting', restarts: 0, previous: false },
  ]);
});

it('[HTTP-82] what may not be read beside the object is said in its place', async () => {
  const listPodsOnNode = async () => Promise.reject(new KubernetesApiError('forbidden', 'ada may not list pods.'));
  const events = vi.fn<ReadOperations['listEvents']>(async () =>
    Promise.reject(new KubernetesApiError('forbidden', 'ada may not list events.')),
  );
  const node = { metadata: { name: 'n1', uid: 'n', resourceVersion: '1' } } as RawObject;
  start({ getWholeNode: async () => node, listPodsOnNode, listEvents: events });
  const { text } = await describeAnswer(request(), { kind: 'Node', cluster: 'main', name: 'n1' });
  expect(text).toContain('<unknown: ada may not list pods.>');
  expect(text).toContain('<unknown: ada may not list events.>');
  expect(events).toHaveBeenCalledWith({ kind: 'Node', name: 'n1' });
});

it('[HTTP-83] an illegal name, a query and a view that is not live are refused before the API server is asked', async () => {
  const connection = start({ getWholePod: () => expect.fail('the API server was asked') });
  expect(await refusal(() => manifestAnswer(request(), { ...pod, name: '../x' }))).toEqual([400, expect.stringContaining('pod')]);
  expect((await refusal(() => manifestAnswer(request('?follow=true'), pod)))[0]).toBe(400);
  connection.become({ state: 'stale' });
  expect((await refusal(() => manifestAnswer(request(), pod)))[0]).toBe(503);
});
