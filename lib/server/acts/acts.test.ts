import { afterAll, beforeAll, describe, vi } from 'vitest';
import { type Simulator, startSimulator } from '#lib/simulator/simulator.ts';
import { daemonSetActLaws } from '#lib/testing/acts/act-laws.ts';
import { type EngineCluster, engineCluster } from '#lib/testing/acts/engine-cluster.ts';
import { podActLaws } from '#lib/testing/acts/pod-act-laws.ts';
import { writeLaws } from '#lib/testing/acts/write-laws.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // The laws wait in real time.

describe('acts on the simulated cluster', () => {
  let simulator: Simulator;
  let cluster: EngineCluster;

  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'empty', pace: 0.05 });
    cluster = await engineCluster({ kubeconfig: simulator.kubeconfig, access: { url: simulator.url } });
  });

  afterAll(async () => {
    await cluster?.stop();
    await simulator?.stop();
  });

  describe('the writes themselves', () =>
    writeLaws(
      () => cluster.world,
      () => cluster.writes,
    ));
  describe('on the DaemonSet and its Nodes', () => daemonSetActLaws(() => cluster));
  describe('on its Pods', () => podActLaws(() => cluster));
});
