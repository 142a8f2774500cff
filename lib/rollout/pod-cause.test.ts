import { describe, expect, it } from 'vitest';
import type { Node } from '#lib/kubernetes/node.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { podCause } from './pod-cause.ts';

const NOW = Date.parse('2026-01-01T01:00:00Z');
const daemonSet = aDaemonSet().build();
const base = aPod(daemonSet);
const containerName = base.build().spec.containers[0]?.name ?? '';
const others = "0/3 nodes are available: 3 node(s) didn't satisfy plugin(s) [NodeAffinity].";

function causeOf(
  pod: Pod,
  {
    templateSelector = {},
    nodeReady = 'True',
  }: { templateSelector?: Record<string, string> | null; nodeReady?: 'True' | 'Unknown' } = {},
) {
  const node = aNode('node-1').build();
  const conditions = [{ type: 'Ready', status: nodeReady }];
  return podCause({ pod, node: { ...node, status: { ...node.status, conditions } }, templateSelector, now: NOW });
}

function ended(terminated: { exitCode: number; signal?: number; reason?: string }): Pod {
  return base
    .withStatus({
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [
        {
          name: containerName,
          ready: false,
          restartCount: 4,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated },
        },
      ],
    })
    .build();
}

describe('the cause of a Pod that does not do its work', () => {
  it('[PROBLEM-8] a taint that the scheduler does not name is the first of the Node that the Pod itself does not tolerate', () => {
    const pod = base.pinnedTo('node-1').unschedulable('0/9 nodes are available: 1 node(s) had untolerated taint(s).');
    const tolerating = pod.withSpec({ tolerations: [{ key: 'a', operator: 'Exists' }] }).build();
    const node = aNode('node-1')
      .withTaint('a', 'NoSchedule')
      .withTaint('soft', 'PreferNoSchedule')
      .withTaint('team', 'NoExecute', 'x');
    const taintOf = (on: Node | undefined) => podCause({ pod: tolerating, node: on, templateSelector: null, now: 0 }).params;
    expect(taintOf(node.build())).toEqual({ taint: 'team=x' });
    for (const other of [undefined, aNode('node-1').build()]) expect(taintOf(other)).toEqual({ taint: '' });
  });

  it('[PROBLEM-2] scheduler, image, configuration, crash, probe and eviction have their own codes', () => {
    const unscheduled = (text: string) => base.pinnedTo('node-1').unschedulable(text).build();
    const image = base.build().spec.containers[0]?.image;
    const cases: readonly (readonly [Pod, string, object])[] = [
      [
        unscheduled(
          "0/9 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 8 node(s) didn't satisfy plugin(s) [NodeAffinity].",
        ),
        'insufficient',
        { resources: 'cpu, memory' },
      ],
      [unscheduled("0/9 nodes are available: 1 node(s) didn't have free ports for the requested pod ports."), 'ports', {}],
      [unscheduled('0/9 nodes are available: 1 node(s) had untolerated taint {a: b}.'), 'untoleratedTaint', { taint: 'a=b' }],
      [unscheduled('the moon is full'), 'unschedulable', { text: 'the moon is full' }],
      [base.pinnedTo('node-1').build(), 'notScheduled', { scheduler: 'default-scheduler' }],
      [base.waiting('ErrImagePull').build(), 'image', { image }],
      [base.waiting('ImagePullBackOff').build(), 'image', { image }],
      [base.waiting('InvalidImageName').build(), 'imageName', { image }],
      [base.waiting('CreateContainerConfigError').build(), 'config', { container: containerName }],
      [
        base.waiting('CreateContainerConfigError', 'configmap "rules" not found').build(),
        'configMissing',
        { container: containerName, kind: 'ConfigMap', name: 'rules' },
      ],
      [
        base.waiting('CreateContainerConfigError', 'secret "token" not found').build(),
        'configMissing',
        { container: containerName, kind: 'Secret', name: 'token' },
      ],
      [
        base.waiting('CreateContainerConfigError', "couldn't find key level in ConfigMap default/rules").build(),
        'configKey',
        { container: containerName, key: 'level', kind: 'ConfigMap', name: 'rules' },
      ],
      [
        base
          .waiting(
            'CreateContainerConfigError',
            'container has runAsNonRoot and image will run as root (pod: "x", container: main)',
          )
          .build(),
        'runsAsRoot',
        { container: containerName },
      ],
      [base.waiting('StartError').build(), 'containerStart', { container: containerName, reason: 'StartError' }],
      [base.waiting('MoonPhaseError').build(), 'waiting', { container: containerName, reason: 'MoonPhaseError' }],
      [base.waiting('ContainerCreating').build(), 'creating', {}],
      [ended({ exitCode: 7, reason: 'Error' }), 'crash', { container: containerName, exitCode: 7 }],
      [ended({ exitCode: 137, reason: 'Error' }), 'killed', { container: containerName, exitCode: 137 }],
      [ended({ exitCode: 143 }), 'killed', { container: containerName, exitCode: 143 }],
      [ended({ exitCode: 127, reason: 'Error' }), 'crash', { container: containerName, exitCode: 127 }],
      [ended({ exitCode: 139, signal: 11 }), 'signal', { container: containerName, signal: 11 }],
      [ended({ exitCode: 0, reason: 'Completed' }), 'exited', { container: containerName }],
      [ended({ exitCode: 137, reason: 'OOMKilled' }), 'outOfMemory', { container: containerName }],
      [base.notReady().build(), 'notReady', { container: containerName }],
      [
        base
          .notReady()
          .withCondition('Ready', 'False', { reason: 'ReadinessGatesNotReady' })
          .withStatus({
            containerStatuses: [{ name: containerName, ready: true, restartCount: 0, state: { running: {} } }],
            conditions: [
              {
                type: 'Ready',
                status: 'False',
                reason: 'ReadinessGatesNotReady',
                message:
                  'corresponding condition of pod readiness gate "a.example/lb" does not exist., the status of pod readiness gate "b.example/x" is not "True", but False',
              },
            ],
          })
          .build(),
        'readinessGate',
        { gates: 'a.example/lb, b.example/x' },
      ],
      [base.inPhase('Failed', 'Evicted').build(), 'evicted', { resource: 'unknown' }],
      [
        base
          .inPhase('Failed', 'Evicted')
          .withStatus({
            phase: 'Failed',
            reason: 'Evicted',
            message: 'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 1Gi. ',
          })
          .build(),
        'evicted',
        { resource: 'ephemeral-storage' },
      ],
      [base.inPhase('Failed', 'OutOfvendor.example/gpu').build(), 'refusedByKubelet', { reason: 'OutOfvendor.example/gpu' }],
      [base.inPhase('Failed', 'MoonRose').build(), 'ended', { reason: 'MoonRose' }],
    ];
    for (const [pod, code, params] of cases) {
      expect(causeOf(pod)).toEqual({ code: `problem.${code}`, params });
    }
    expect(causeOf(base.build(), { nodeReady: 'Unknown' })).toEqual({ code: 'problem.nodeNotReady', params: {} });
  });

  it('[PROBLEM-3] a deletion past its time names its finalizers, or the silent kubelet, or neither', () => {
    const late = base.terminating('2026-01-01T00:59:00Z');
    expect(causeOf(late.withMeta({ finalizers: ['a.example/x', 'b.example/y'] }).build())).toEqual({
      code: 'problem.finalizer',
      params: { finalizers: 'a.example/x, b.example/y' },
    });
    expect(causeOf(late.build(), { nodeReady: 'Unknown' }).code).toBe('problem.silentKubelet');
    expect(causeOf(late.build()).code).toBe('problem.notEnding');
    expect(causeOf(base.terminating('2026-01-01T01:00:01Z').build()).code).toBe('problem.terminating');
  });

  it('[PROBLEM-4] a Node selector that only the Pod has came from admission', () => {
    const pod = base
      .pinnedTo('node-1')
      .unschedulable(others)
      .withSpec({ nodeSelector: { pool: 'general', disk: 'ssd' } })
      .build();
    expect(causeOf(pod, { templateSelector: { disk: 'ssd' } })).toEqual({
      code: 'problem.projectNodeSelector',
      params: { selector: 'pool=general' },
    });
    expect(causeOf(pod, { templateSelector: { disk: 'ssd', pool: 'general' } }).code).toBe('problem.nodeAffinity');
    expect(causeOf(pod, { templateSelector: null }).code).toBe('problem.nodeAffinity');
  });
});
