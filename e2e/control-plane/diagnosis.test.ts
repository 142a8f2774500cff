import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { WatchedModel } from './differential/watched-model.ts';
import { DiagnosedDaemonSet } from './support/diagnosed-daemon-set.ts';
import { eventually } from './support/eventually.ts';

const TIMEOUT_MS = 240_000;

describe('diagnosis on a real control plane', () => {
  let plane: ControlPlane;
  let model: WatchedModel;
  let workers: readonly string[];
  const daemonSetIn = async (namespace: string, annotations: Readonly<Record<string, string>> = {}) => {
    const agent = new DiagnosedDaemonSet(plane, model, namespace);
    await agent.createNamespace(annotations);
    return agent;
  };

  beforeAll(async () => {
    plane = await startControlPlane({ nodes: 5, admissionPlugins: 'PodNodeSelector' });
    model = new WatchedModel(plane.kubeconfig);
    model.start();
    await eventually('a first list', { withinMs: 30_000 }, () => model.isLive());
    workers = [...model.rollout.nodes().keys()].filter((name) => !name.startsWith('control-plane')).sort();
  });

  afterAll(async () => {
    await model?.stop();
    await plane?.stop();
  });

  it('[DIAGNOSIS-1] memory: named with its Node; room on the Node frees the rollout', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('memory');
    const { memory = '' } = model.rollout.nodes().get(workers[0] ?? '')?.status.allocatable ?? {};
    await agent.hog(workers[0] ?? '', { resources: { requests: { memory } } });
    await agent.create({ resources: { requests: { memory: '1Gi' } } });
    const problem = await agent.problem('problem.insufficient');
    expect(problem).toMatchObject({
      title: { params: { resources: 'memory' } },
      nodes: [workers[0]],
      step: { code: 'step.makeRoom' },
    });
    expect(problem.since).not.toBeNull();
    expect(await agent.paste(problem)).toContain('hog');
    await agent.kubectl('delete pod hog');
    await agent.complete();
  });

  it('[DIAGNOSIS-2] a host port that is taken; its holder gone, the rollout goes on', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('ports');
    const ports = [{ containerPort: 9100, hostPort: 9100 }];
    await agent.hog(workers[1] ?? '', { ports });
    await agent.create({ ports });
    const problem = await agent.problem('problem.ports');
    expect(problem.nodes).toEqual([workers[1]]);
    expect(await agent.paste(problem)).toContain('hog');
    await agent.kubectl('delete pod hog');
    await agent.complete();
  });

  it('[DIAGNOSIS-3] a quota that is exceeded: Pods that never came to be', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('quota');
    await agent.kubectl('create quota none --hard=pods=0');
    await agent.create();
    const problem = await agent.problem('problem.missing');
    expect(problem.nodes).toEqual(workers);
    await eventually('the event', { withinMs: 30_000 }, async () => (await agent.paste(problem)).includes('exceeded quota'));
    await agent.kubectl('delete quota none');
    await agent.complete();
  });

  it('[DIAGNOSIS-4] an image that cannot be pulled: the command goes back', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('image');
    await agent.create();
    await agent.complete();
    await agent.kubectl('set image daemonset/agent main=registry.example/agent:missing');
    const problem = await agent.problem('problem.image');
    expect(problem).toMatchObject({ title: { params: { image: 'registry.example/agent:missing' } }, nodeCount: 1, slots: 1 });
    await agent.paste(problem);
    await agent.complete();
  });

  it('[DIAGNOSIS-5] a crash with its container; an image that does not crash frees the rollout', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const agent = await daemonSetIn('crash');
    await agent.create({ image: 'registry.example/agent:crash' });
    const crash = await agent.problem('problem.crash');
    expect(crash).toMatchObject({ title: { params: { container: 'main' } }, step: { code: 'step.logs' } });
    await agent.kubectl('set image daemonset/agent main=registry.example/agent:1');
    await agent.complete();
  });

  it('[DIAGNOSIS-6] a termination that does not end: the command takes the finalizer off', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('finalizer');
    await agent.create();
    await agent.complete();
    for (const pod of (await agent.kubectl('get pods -o name')).trim().split('\n'))
      await agent.kubectl(`patch ${pod} --type=merge -p {"metadata":{"finalizers":["example.com/hold"]}}`);
    await agent.kubectl('set image daemonset/agent main=registry.example/agent:2');
    for (const _ of workers) {
      const problem = await agent.problem('problem.finalizer');
      expect(problem).toMatchObject({ title: { params: { finalizers: 'example.com/hold' } }, nodeCount: 1, slots: 1 });
      await agent.paste(problem);
    }
    await agent.complete();
  });

  it('[DIAGNOSIS-7] a project node selector: the command lets the Namespace ask for none', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('project', {
      'scheduler.alpha.kubernetes.io/node-selector': `kubernetes.io/hostname=${workers[0]}`,
    });
    await agent.create();
    const problem = await agent.problem('problem.projectNodeSelector');
    expect(problem).toMatchObject({
      title: { params: { selector: `kubernetes.io/hostname=${workers[0]}` } },
      nodes: workers.slice(1),
    });
    await agent.paste(problem);
    await agent.complete();
  });
});
