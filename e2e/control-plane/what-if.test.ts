import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Toleration } from '#lib/kubernetes/pod.ts';
import { type WhatIf, whatIf } from '#lib/rollout/what-if.ts';
import type { NodeChange, SchedulingChange } from '#lib/rollout/what-if-change.ts';
import { whatIfCommands } from '#lib/rollout/what-if-commands.ts';
import { Random } from '#lib/simulator/random.ts';
import { controlPlaneBinaries } from './binaries.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { WatchedModel } from './differential/watched-model.ts';
import { eventually } from './support/eventually.ts';

const SEED = Number(process.env.ROLLCALL_SEED ?? 20_261_121);
const ROUNDS = 12;
const WITHIN_MS = 30_000;
const QUIET_MS = 300;

class Draw extends Random {
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}

describe('what-if on a real control plane', () => {
  let plane: ControlPlane;
  let model: WatchedModel;

  beforeAll(async () => {
    plane = await startControlPlane({ nodes: 15 });
    model = new WatchedModel(plane.kubeconfig);
    model.start();
    await eventually('a first list', { withinMs: 30_000 }, () => model.isLive());
    const manifest = path.join(import.meta.dirname, 'manifests', 'what-if.yaml');
    await plane.kubectl(['apply', '-f', manifest]);
  });

  afterAll(async () => {
    await model?.stop();
    await plane?.stop();
  });

  it('[WHATIF-30] the Nodes that it gains and loses are those on which the controller then has its Pods', {
    timeout: 120_000,
  }, async () => {
    const draw = new Draw(SEED);
    console.log(`seed ${SEED}`);
    await settled(null);
    const seen = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const { scheduling, changes } = anyEdit(draw, [...model.rollout.nodes().keys()].sort());
      const predicted = ask(scheduling, changes);
      for (const { change, action } of predicted.groups) seen.add(`${change}/${action}`);
      for (const command of commandsFor(scheduling, changes)) await paste(command);
      await settled(predicted, JSON.stringify({ round, scheduling, changes, predicted }));
      expect(ask(scheduling, changes), 'made once more, the change changes nothing').toMatchObject({
        groups: [],
        newRevision: false,
      });
    }
    expect([...seen]).toEqual(expect.arrayContaining(['gained/create', 'lost/delete']));
  });

  function uid(): string {
    return model.rollout.uidOf('default', 'what-if') ?? '';
  }

  function sources() {
    const daemonSet = model.rollout.daemonSet(uid());
    if (daemonSet === undefined) throw new Error('the DaemonSet is not there');
    return { daemonSet, nodes: model.rollout.nodes() };
  }

  function ask(scheduling: SchedulingChange, changes: readonly NodeChange[]): WhatIf & { readonly occupied: readonly string[] } {
    const hasPod = (node: string) => (model.rollout.nodeRollout(uid(), node)?.pods.length ?? 0) > 0;
    const { verdicts: _, ...effect } = whatIf({ ...sources(), hasPod, scheduling, changes });
    const occupied = new Set([...model.rollout.nodes().keys()].filter(hasPod));
    for (const { action, nodes } of effect.groups) {
      for (const node of nodes) {
        if (action === 'create') occupied.add(node);
        if (action === 'delete' || action === 'leave') occupied.delete(node);
      }
    }
    return { ...effect, occupied: [...occupied].sort() };
  }

  function commandsFor(scheduling: SchedulingChange, changes: readonly NodeChange[]): readonly string[] {
    return whatIfCommands({ ...sources(), scheduling, changes });
  }

  /** The controller has come to rest where it was predicted to: in its own status and on each Node. */
  async function settled(predicted: ReturnType<typeof ask> | null, words = 'the start'): Promise<void> {
    await eventually(words, { withinMs: WITHIN_MS }, async () => {
      const detail = model.detail('default', 'what-if');
      const isOver = detail?.phase === 'complete' && detail.observedGeneration === detail.generation && detail.drift.length === 0;
      if (!isOver) throw new Error(`${detail?.phase} ${JSON.stringify(detail?.drift)}`);
      if (model.quietMs(uid()) < QUIET_MS) throw new Error('not at rest');
      if (predicted === null) return true;
      const found = [...model.rollout.nodes().keys()]
        .filter((node) => model.rollout.nodeRollout(uid(), node)?.pods.length)
        .sort();
      const { desiredNumberScheduled } = model.rollout.daemonSet(uid())?.status ?? {};
      expect({ found, desiredNumberScheduled }).toEqual({
        found: predicted.occupied,
        desiredNumberScheduled: predicted.eligibleAfter,
      });
      return true;
    });
  }

  async function paste(command: string): Promise<void> {
    const { kubectl } = await controlPlaneBinaries(() => undefined);
    const shell = `kubectl() { "$KUBECTL" --kubeconfig "$CONFIG" "$@"; }; ${command}`;
    const env = { ...process.env, KUBECTL: kubectl, CONFIG: plane.kubeconfig, HOME: path.dirname(plane.kubeconfig) };
    await promisify(execFile)('/bin/sh', ['-c', shell], { env });
  }
});

const LABELS = { tier: ['a', 'b', ''], pool: ['general', 'storage'] } as const;
const TOLERATIONS: readonly Toleration[] = [
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
  { key: 'spot', operator: 'Exists' },
  { operator: 'Exists', effect: 'NoSchedule' },
];

function anyEdit(draw: Draw, names: readonly string[]): { scheduling: SchedulingChange; changes: readonly NodeChange[] } {
  const kind = draw.pick(['selector', 'affinity', 'tolerations', 'labels', 'taints', 'taints', 'labels', 'all']);
  const nodes = names.filter(() => draw.chance(0.3));
  const change = { nodes: nodes.length === 0 ? names.slice(0, 1) : nodes, labels: {}, taints: [] };
  switch (kind) {
    case 'selector':
      return { scheduling: { nodeSelector: draw.chance(0.5) ? {} : { tier: draw.pick(LABELS.tier) } }, changes: [] };
    case 'affinity':
      return { scheduling: { affinity: draw.chance(0.3) ? null : anyAffinity(draw) }, changes: [] };
    case 'tolerations':
      return { scheduling: { tolerations: TOLERATIONS.filter(() => draw.chance(0.5)) }, changes: [] };
    case 'labels':
      return { scheduling: {}, changes: [{ ...change, labels: { tier: draw.chance(0.3) ? null : draw.pick(LABELS.tier) } }] };
    case 'taints':
      return { scheduling: {}, changes: [{ ...change, taints: [anyTaint(draw)] }] };
    default:
      return {
        scheduling: { nodeSelector: {}, tolerations: TOLERATIONS.filter(() => draw.chance(0.7)) },
        changes: [{ ...change, labels: { tier: 'a' }, taints: [anyTaint(draw)] }],
      };
  }
}

function anyAffinity(draw: Draw): SchedulingChange['affinity'] {
  const operator = draw.pick(['In', 'NotIn', 'Exists', 'DoesNotExist'] as const);
  const values = operator === 'In' || operator === 'NotIn' ? [draw.pick(LABELS.pool)] : [];
  const expression = values.length > 0 ? { key: 'pool', operator, values } : { key: 'tier', operator };
  const required = { nodeSelectorTerms: [{ matchExpressions: [expression] }] };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
}

function anyTaint(draw: Draw): NodeChange['taints'][number] {
  const effect = draw.pick(['NoSchedule', 'NoExecute', 'PreferNoSchedule'] as const);
  return { key: 'spot', value: draw.chance(0.5) ? 'yes' : '', effect, remove: draw.chance(0.4) };
}
