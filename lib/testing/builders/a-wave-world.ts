import type { NodeRollout } from '#lib/rollout/node-rollout.ts';
import type { NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import { newRecord } from '#lib/rollout/wave/new-record.ts';
import { planWave } from '#lib/rollout/wave/plan-wave.ts';
import type { WatchedDaemonSet, WaveFacts, WaveNode } from '#lib/rollout/wave/wave-facts.ts';
import type { WavePacing, WaveRecord } from '#lib/rollout/wave/wave-record.ts';

export const WAVE_START = Date.parse('2026-01-01T01:00:00Z');
export const WAVE_PACING: WavePacing = {
  order: 'zone',
  size: 2,
  pauseSeconds: 0,
  failuresAllowed: 0,
  availableWithinSeconds: 60,
  by: 'delete',
};
const OLD = '2026-01-01T00:00:00Z';

/** One Node of a world that a test changes by hand. */
export interface WorldNode {
  readonly name: string;
  zone: string;
  ready: boolean;
  state: NodeRolloutState;
  reason: string;
  eligible: boolean;
  uid: string;
  createdAt: string;
  available: boolean;
  restarts: number;
}

/** A DaemonSet on Nodes whose states the test sets; no controller moves anything. */
export interface WaveWorld {
  readonly nodes: Map<string, WorldNode>;
  daemonSet: WatchedDaemonSet | null;
  fresh: boolean;
  facts(): WaveFacts;
  /** The record of a wave that begins now. */
  record(pacing?: Partial<WavePacing>, names?: readonly string[]): WaveRecord;
}

/** So many Nodes `n0` …, each with a stale Pod that serves, spread over three zones. */
export function aWaveWorld(count: number, strategy: WatchedDaemonSet['strategy'] = 'OnDelete'): WaveWorld {
  const nodes = new Map(Array.from({ length: count }, (_, index) => [`n${index}`, aWorldNode(`n${index}`, index)]));
  const world: WaveWorld = {
    nodes,
    daemonSet: { uid: 'ds', generation: 2, observed: true, deleting: false, revision: 2, hash: 'hash2', strategy },
    fresh: true,
    facts: () => factsOf(world),
    record(pacing = {}, names) {
      const full = { ...WAVE_PACING, ...pacing };
      const request = { pacing: full, names: names ?? null, minReadySeconds: 0, maxUnavailable: '1' };
      const target = { name: 'agent', uid: 'ds', generation: 2, revision: 2, hash: 'hash2' };
      const plan = planWave(request, world.facts());
      return newRecord({ id: 'wave', requestId: '', target, pacing: full, plan, by: 'ada', now: WAVE_START });
    },
  };
  return world;
}

/** Puts a new Pod of the update revision on the Node. */
export function replacePod(node: WorldNode, state: NodeRolloutState, createdAt: number, reason = ''): void {
  Object.assign(node, { state, reason, available: state === 'available', uid: `${node.uid}+`, createdAt: iso(createdAt) });
}

function aWorldNode(name: string, index: number): WorldNode {
  return {
    name,
    zone: `zone-${'abc'[index % 3]}`,
    ready: true,
    state: 'outdated',
    reason: '',
    eligible: true,
    uid: `pod-${name}`,
    createdAt: OLD,
    available: true,
    restarts: 0,
  };
}

function factsOf({ nodes, daemonSet, fresh }: WaveWorld): WaveFacts {
  return {
    daemonSet,
    fresh,
    node(name) {
      const node = nodes.get(name);
      return node === undefined ? null : seen(node);
    },
    *nodes() {
      for (const node of nodes.values()) yield seen(node);
    },
  };
}

const WITHOUT_POD: readonly NodeRolloutState[] = ['missing', 'ineligible'];

function seen({ name, zone, ready, ...node }: WorldNode): WaveNode {
  const { state, reason, eligible, uid, createdAt, available, restarts } = node;
  const updated = state !== 'outdated' && state !== 'replacing' && state !== 'misscheduled';
  const pod = {
    name: `agent-${name}`,
    namespace: 'default',
    uid,
    revision: updated ? 2 : 1,
    revisionHash: updated ? 'hash2' : 'hash1',
    updated,
    status: 'Running',
    readyContainers: '1/1',
    ready: available,
    available,
    restarts,
    createdAt,
    terminatingUntil: state === 'replacing' ? OLD : null,
    pending: false,
    message: null,
  };
  const rollout: NodeRollout = {
    node: name,
    placement: { shouldRun: eligible, shouldContinueRunning: eligible, reasons: [] },
    state,
    reason,
    pods: WITHOUT_POD.includes(state) ? [] : [pod],
    counts: { desired: 0, current: 0, ready: 0, updated: 0, available: 0, misscheduled: 0, missing: 0, stale: updated ? 0 : 1 },
    dueAt: null,
  };
  return { name, zone, ready, rollout };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
