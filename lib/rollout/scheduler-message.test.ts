import { describe, expect, it } from 'vitest';
import { type SchedulerReason, schedulerReasons } from './scheduler-message.ts';

const OTHERS = ["node(s) didn't match Pod's node affinity/selector", "node(s) didn't satisfy plugin(s) [NodeAffinity]"];
const POSTS = [
  '',
  ' preemption: 0/5 nodes are available: 1 Insufficient cpu, 4 Preemption is not helpful for scheduling.',
  ' no new claims to deallocate, preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.',
  ' preemption: 0/5 nodes are available: 1 No preemption victims found for incoming pod, 4 Preemption is not helpful for scheduling..',
];
const KNOWN: readonly (readonly [string, SchedulerReason])[] = [
  ['Insufficient memory', { code: 'insufficient', resource: 'memory' }],
  ['Insufficient vendor.com/gpu-1.5', { code: 'insufficient', resource: 'vendor.com/gpu-1.5' }],
  ['Too many pods', { code: 'tooManyPods' }],
  ["node(s) didn't have free ports for the requested pod ports", { code: 'ports' }],
  [
    'node(s) had untolerated taint {node.kubernetes.io/x: }',
    { code: 'untoleratedTaint', key: 'node.kubernetes.io/x', value: '' },
  ],
  ['node(s) had untolerated taint {gpu: yes}', { code: 'untoleratedTaint', key: 'gpu', value: 'yes' }],
  ['node(s) had untolerated taint(s)', { code: 'untoleratedTaint', key: '', value: '' }],
  ["node(s) had taint {a: b}, that the pod didn't tolerate", { code: 'untoleratedTaint', key: 'a', value: 'b' }],
  ['node(s) were unschedulable', { code: 'unknown', text: 'node(s) were unschedulable' }],
  ["node(s) didn't match pod anti-affinity rules", { code: 'podAffinity' }],
  ["node(s) didn't match pod topology spread constraints (missing required label)", { code: 'topologySpread' }],
  ['node(s) had volume node affinity conflict', { code: 'volume', text: 'node(s) had volume node affinity conflict' }],
  ['node(s) exceed max volume count', { code: 'volume', text: 'node(s) exceed max volume count' }],
  ['node(s) are haunted, they say, at 3.15', { code: 'unknown', text: 'node(s) are haunted, they say, at 3.15' }],
];

/** Every subset of at most two known reasons with every post part and every way to speak of the other Nodes. */
function compositions(): { message: string; reasons: readonly SchedulerReason[] }[] {
  const pairs = KNOWN.flatMap((first, index) => [[first], ...KNOWN.slice(index + 1).map((second) => [first, second])]);
  return pairs.flatMap((pair) =>
    POSTS.flatMap((post) =>
      [[], ...OTHERS.map((other) => [other])].map((others) => {
        const items = [...pair.map(([text]) => `1 ${text}`), ...others.map((text) => `41 ${text}`)].sort();
        const sorted = [...pair].sort(([a], [b]) => (`1 ${a}` < `1 ${b}` ? -1 : 1));
        return { message: `0/42 nodes are available: ${items.join(', ')}.${post}`, reasons: sorted.map(([, reason]) => reason) };
      }),
    ),
  );
}

describe('the message of the scheduler', () => {
  it('[SCHED-1] names the reasons of the target, whatever is said about other Nodes and preemption', () => {
    const all = compositions();
    expect(all.length).toBeGreaterThan(1000);
    for (const { message, reasons } of all) {
      expect(schedulerReasons(message), message).toEqual(reasons);
    }
  });

  it('[SCHED-2] nothing but NodeAffinity says that the target itself does not match', () => {
    for (const other of OTHERS) {
      for (const post of POSTS) {
        expect(schedulerReasons(`0/3 nodes are available: 3 ${other}.${post}`)).toEqual([{ code: 'nodeAffinity' }]);
      }
    }
  });

  it('[SCHED-3] what is not known stays verbatim and is never dropped', () => {
    expect(schedulerReasons('persistentvolumeclaim "data" not found')).toEqual([
      { code: 'volume', text: 'persistentvolumeclaim "data" not found' },
    ]);
    expect(schedulerReasons('0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.')).toEqual([
      { code: 'volume', text: 'pod has unbound immediate PersistentVolumeClaims' },
    ]);
    expect(schedulerReasons('running PreFilter plugin "Moon": phase')).toEqual([
      { code: 'unknown', text: 'running PreFilter plugin "Moon": phase' },
    ]);
    expect(schedulerReasons('no nodes available to schedule pods')).toEqual([{ code: 'noNodes' }]);
    expect(schedulerReasons('')).toEqual([]);
  });
});
