import { afterEach, expect, it } from 'vitest';
import { WatchedModel } from './differential/watched-model.ts';
import { eventually } from './support/eventually.ts';
import { type SimulatedCluster, startSimulatedCluster } from './support/simulated-cluster.ts';

let cluster: SimulatedCluster | undefined;
let model: WatchedModel | undefined;

afterEach(async () => {
  await model?.stop();
  await cluster?.stop();
});

it.each([
  ['bad-image', 'kube-system/fluentd-elasticsearch', 'problem.image'],
  ['memory-short', 'storage/csi-node', 'problem.insufficient'],
  ['project-node-selector', 'team-blue/hello-daemonset', 'problem.projectNodeSelector'],
])('[DIAGNOSIS-8] the scenario %s of the simulated cluster: %s has %s', async (scenario, subject, code) => {
  const [namespace = '', name = ''] = subject.split('/');
  cluster = await startSimulatedCluster({ scenario });
  const watched = new WatchedModel(cluster.kubeconfig);
  model = watched;
  watched.start();
  const found = await eventually(`${code} in ${scenario}`, { withinMs: 60_000 }, () => {
    const problems = watched.detail(namespace, name)?.problems ?? [];
    const problem = problems.find(({ title }) => title.code === code);
    if (problem === undefined) throw new Error(JSON.stringify(problems.map(({ title }) => title)));
    return problem;
  });
  expect(found.nodeCount).toBeGreaterThan(0);
  expect(found.nodes.length).toBe(Math.min(100, found.nodeCount));
  expect(found.command).toMatch(/^kubectl /);
});
