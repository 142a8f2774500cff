import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Simulator, startSimulator } from '#lib/simulator/simulator.ts';
import { daemonSetActLaws } from '#lib/testing/acts/act-laws.ts';
import { type EngineCluster, engineCluster } from '#lib/testing/acts/engine-cluster.ts';
import { nodeActLaws } from '#lib/testing/acts/node-act-laws.ts';
import { podActLaws } from '#lib/testing/acts/pod-act-laws.ts';
import { type RequestRecorder, startRequestRecorder } from '#lib/testing/acts/request-recorder.ts';
import { writeLaws } from '#lib/testing/acts/write-laws.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // The laws wait in real time.

describe('acts on the simulated cluster', () => {
  let simulator: Simulator;
  let cluster: EngineCluster;
  let recorder: RequestRecorder;

  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'empty', pace: 0.05 });
    recorder = await startRequestRecorder(simulator.url);
    const kubeconfig = simulator.kubeconfig.replaceAll(simulator.url, recorder.url);
    cluster = await engineCluster({ kubeconfig, access: { url: simulator.url } });
  });

  afterAll(async () => {
    await cluster?.stop();
    await recorder?.stop();
    await simulator?.stop();
  });

  describe('the writes themselves', () =>
    writeLaws(
      () => cluster.world,
      () => cluster.writes,
    ));
  describe('on the DaemonSet and its Nodes', () => daemonSetActLaws(() => cluster));
  describe('on its Pods', () => podActLaws(() => cluster));
  describe('on a Node by its own path', () => nodeActLaws(() => cluster));

  it('[DOACT-40] of all that was sent meanwhile each DELETE names one object with its uid, and nothing asks for more than it may', () => {
    const one = /^\/(api|apis\/apps)\/v1(\/namespaces\/[a-z0-9-]+)?\/(pods|nodes|daemonsets)\/[a-z0-9-]+$/;
    const deletes = recorder.requests.filter(({ method }) => method === 'DELETE');
    expect(deletes.length).toBeGreaterThan(20);
    for (const { path, body } of deletes) {
      expect(path).toMatch(one);
      expect(JSON.parse(body)).toMatchObject({
        kind: 'DeleteOptions',
        preconditions: { uid: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      });
    }
    const patches = recorder.requests.filter(({ method }) => method === 'PATCH');
    expect(patches.length).toBeGreaterThan(20);
    for (const { path, body } of patches) {
      expect(path).toMatch(/[?&]fieldManager=rollcall(&|$)/);
      expect(JSON.parse(body)).toMatchObject({ metadata: { uid: expect.any(String), resourceVersion: expect.any(String) } });
    }
    const never = /secrets|configmaps|serviceaccounts|\/(exec|attach|portforward|proxy|ephemeralcontainers|token)\b/;
    expect(recorder.requests.filter(({ path }) => never.test(path))).toEqual([]);
    expect(new Set(recorder.requests.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'PATCH', 'DELETE']));
  });
});
