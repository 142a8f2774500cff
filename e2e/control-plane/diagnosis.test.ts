import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { WatchedModel } from './differential/watched-model.ts';
import { DiagnosedDaemonSet } from './support/diagnosed-daemon-set.ts';
import { eventually } from './support/eventually.ts';
import { HandMadeNode } from './support/hand-made-node.ts';
import { REQUIRED_LABEL, requiringAffinity } from './support/requiring-affinity.ts';
import { ServedEngine } from './support/served-engine.ts';

const TIMEOUT_MS = 240_000;
const PROBE = 'run probe --image=registry.example/probe:1';

describe('diagnosis on a real control plane', () => {
  let plane: ControlPlane;
  let model: WatchedModel;
  let served: ServedEngine;
  let workers: readonly string[];
  const daemonSetIn = async (namespace: string, annotations: Readonly<Record<string, string>> = {}) => {
    const agent = new DiagnosedDaemonSet(plane, { model, served }, namespace);
    await agent.createNamespace(annotations);
    return agent;
  };

  beforeAll(async () => {
    plane = await startControlPlane({ nodes: 5, admissionPlugins: 'PodNodeSelector' });
    model = new WatchedModel(plane.kubeconfig);
    model.start();
    served = new ServedEngine(plane.kubeconfig);
    await eventually('a first list', { withinMs: 30_000 }, () => model.isLive());
    workers = [...model.rollout.nodes().keys()].filter((name) => !name.startsWith('control-plane')).sort();
  });

  afterAll(async () => {
    await served?.stop();
    await model?.stop();
    await plane?.stop();
  });

  it('[DIAGNOSIS-1] memory: named with its Node; room on the Node frees the rollout', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('memory');
    const { memory = '' } = model.rollout.nodes().get(workers[0] ?? '')?.status.allocatable ?? {};
    await agent.hog(workers[0] ?? '', { resources: { requests: { memory } } });
    await agent.create({ resources: { requests: { memory: '1Gi' } } });
    const problem = await agent.problem('problem.insufficient', { on: workers.slice(0, 1) });
    expect(problem).toMatchObject({
      title: { params: { resources: 'memory' } },
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
    const problem = await agent.problem('problem.ports', { on: workers.slice(1) });
    expect(await agent.paste(problem)).toContain('hog');
    await agent.kubectl('delete pod hog');
    await agent.complete();
  });

  it('[DIAGNOSIS-3] a quota that is exceeded: Pods that never came to be', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('quota');
    await agent.kubectl('create quota none --hard=pods=0');
    await agent.create();
    const problem = await agent.problem('problem.missing', { on: workers });
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
    const freed = new Set<string | null>();
    for (const _ of workers) {
      const problem = await agent.problem('problem.finalizer', { besides: freed });
      expect(problem).toMatchObject({ title: { params: { finalizers: 'example.com/hold' } }, nodeCount: 1, slots: 1 });
      await agent.paste(problem);
      freed.add(problem.pod);
    }
    await agent.complete();
  });

  it('[DIAGNOSIS-7] a project node selector: the command lets the Namespace ask for none', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('project', {
      'scheduler.alpha.kubernetes.io/node-selector': `kubernetes.io/hostname=${workers[0]}`,
    });
    await agent.create();
    const problem = await agent.problem('problem.projectNodeSelector', { on: workers.slice(1) });
    expect(problem).toMatchObject({
      title: { params: { selector: `kubernetes.io/hostname=${workers[0]}` } },
    });
    await agent.paste(problem);
    await agent.complete();
  });

  it('[DIAGNOSIS-8] an untolerated taint under a running Pod: the command takes the Pod away', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const agent = await daemonSetIn('taint');
    await agent.create();
    await agent.complete();
    await agent.kubectl(`taint node ${workers[0]} team=other:NoSchedule`);
    try {
      const problem = await agent.problem('problem.mayStay', { on: workers.slice(0, 1) });
      expect(problem.title.params).toEqual({ taints: 'team=other' });
      await agent.paste(problem);
      await agent.complete();
    } finally {
      await agent.kubectl(`taint node ${workers[0]} team-`);
    }
    await agent.complete();
  });

  it('[DIAGNOSIS-9] a node affinity that a policy adds to each Pod; Nodes that match it free the rollout', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const agent = await daemonSetIn('affinity');
    for (const manifest of requiringAffinity(agent.namespace)) await agent.apply(manifest);
    const required = async () => (await agent.kubectl(`${PROBE} --dry-run=server -o yaml`)).includes(REQUIRED_LABEL);
    await eventually('the policy', { withinMs: 30_000 }, required);
    await agent.create();
    const problem = await agent.problem('problem.nodeAffinity', { on: workers });
    expect(await agent.paste(problem)).toContain("didn't match Pod's node affinity/selector");
    for (const node of workers) await agent.kubectl(`label node ${node} ${REQUIRED_LABEL}=yes`);
    await agent.complete();
  });

  it('[DIAGNOSIS-10] Pods that run and are never ready; an image that becomes ready frees the rollout', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const agent = await daemonSetIn('unready');
    await agent.create({ image: 'registry.example/agent:unready' });
    // Until then such a Pod may still be starting.
    const later = new WatchedModel(plane.kubeconfig, { aheadMs: 11 * 60_000 });
    later.start();
    try {
      await eventually('a first list', { withinMs: 30_000 }, () => later.isLive());
      const problem = await agent.problem('problem.notReady', { on: workers, model: later });
      expect(problem).toMatchObject({ title: { params: { container: 'main' } }, step: { code: 'step.probe' } });
      expect(await agent.paste(problem)).toMatch(/^ +Ready: +False$/m);
    } finally {
      await later.stop();
    }
    await agent.kubectl('set image daemonset/agent main=registry.example/agent:1');
    await agent.complete();
  });

  it('[DIAGNOSIS-11] a Node gone silent holds the update; the command forces its Pod out', { timeout: TIMEOUT_MS }, async () => {
    const agent = await daemonSetIn('silent');
    const node = new HandMadeNode(agent, 'silent-0');
    await node.create();
    try {
      await agent.create();
      await eventually('its Pod runs', { withinMs: 60_000 }, () => node.runPods());
      await agent.complete();
      await node.report('Unknown');
      await agent.problem('problem.untilReady', { on: ['silent-0'] });
      await agent.kubectl('set image daemonset/agent main=registry.example/agent:2');
      const problem = await agent.problem('problem.silentKubelet', { on: ['silent-0'] });
      expect(problem).toMatchObject({ slots: 1, step: { code: 'step.silentKubelet' } });
      await agent.paste(problem);
      await agent.complete();
    } finally {
      await node.remove();
    }
  });
});
