import type { ChangedSlots, LiveDaemonSet } from '#lib/client/live-daemon-set.ts';
import { MARK, TROUBLE } from '#lib/feed/snapshot.ts';
import { NODE_ROLLOUT_STATES, type NodeRolloutState } from '#lib/rollout/node-rollout-state.ts';
import type { DaemonSetDetail } from '#lib/rollout/summary.ts';
import { sampleDetail } from './sample-summary.ts';

export interface SampleNode {
  name: string;
  state: NodeRolloutState;
  zone?: string;
  pool?: string;
  reason?: string;
  revision?: number;
  restarts?: number;
  marks?: number;
  trouble?: number;
}

/** A live DaemonSet over Nodes given one by one, with the hands to change it as patches would. */
export interface SampleLiveDaemonSet extends LiveDaemonSet {
  change(slot: number, node: Partial<SampleNode>): void;
  add(node: SampleNode): number;
  remove(slot: number): void;
  /** Tells the subscribers about the changes since the last call. */
  publish(): void;
}

const CREATED = Date.parse('2026-11-21T02:00:00Z') / 1000;

/** Makes one from its Nodes; slots follow the order given. */
export function sampleLiveDaemonSet(nodes: readonly SampleNode[]): SampleLiveDaemonSet {
  const rows: (SampleNode | null)[] = [];
  const strings = [''];
  const listeners = new Set<(changed: ChangedSlots) => void>();
  let changed = new Set<number>();
  const intern = (text: string) => {
    const found = strings.indexOf(text);
    return found >= 0 ? found : strings.push(text) - 1;
  };
  const capacity = Math.max(16, nodes.length * 2);
  const live = {
    version: 1,
    asOf: '2026-11-21T03:00:00Z',
    connection: { state: 'live' as const, lastProofAt: '2026-11-21T03:00:00Z', since: '2026-11-21T02:00:00Z', problem: null },
    detail: sampleDetail({}) as DaemonSetDetail,
    capacity,
    nodeCount: 0,
    present: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    marks: new Uint8Array(capacity),
    trouble: new Uint8Array(capacity),
    revision: new Uint32Array(capacity),
    reason: new Uint32Array(capacity),
    zone: new Uint32Array(capacity),
    pool: new Uint32Array(capacity),
    role: new Uint32Array(capacity),
    instanceType: new Uint32Array(capacity),
    restarts: new Uint32Array(capacity),
    podCreatedAt: new Float64Array(capacity),
    nodeCreatedAt: new Float64Array(capacity).fill(CREATED),
    name: (slot: number) => rows[slot]?.name ?? '',
    text: (index: number) => strings[index] ?? '',
    slotOf: (node: string) => {
      const slot = rows.findIndex((row) => row?.name === node);
      return slot < 0 ? undefined : slot;
    },
    subscribe: (listener: (slots: ChangedSlots) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const write = (slot: number, node: SampleNode | null) => {
    rows[slot] = node;
    changed.add(slot);
    live.present[slot] = node ? 1 : 0;
    if (!node) return;
    const shouldRun = node.state !== 'ineligible' && node.state !== 'misscheduled';
    const stale = node.state === 'outdated' || node.state === 'surging';
    const hasPod = node.state !== 'ineligible' && node.state !== 'missing';
    live.state[slot] = NODE_ROLLOUT_STATES.indexOf(node.state);
    live.marks[slot] = (node.marks ?? 0) | (shouldRun ? MARK.shouldRun : 0) | (stale ? MARK.stale : 0);
    live.trouble[slot] = node.trouble ?? 0;
    live.revision[slot] = node.revision ?? (hasPod ? (stale ? 7 : 8) : 0);
    live.reason[slot] = intern(node.reason ?? '');
    live.zone[slot] = intern(node.zone ?? '');
    live.pool[slot] = intern(node.pool ?? '');
    live.role[slot] = intern('worker');
    live.instanceType[slot] = intern('m6i.xlarge');
    live.restarts[slot] = node.restarts ?? 0;
    live.podCreatedAt[slot] = hasPod ? CREATED : 0;
  };
  const recount = () => {
    const states: Partial<Record<NodeRolloutState, number>> = {};
    for (const row of rows) if (row) states[row.state] = (states[row.state] ?? 0) + 1;
    live.nodeCount = rows.filter(Boolean).length;
    live.detail = sampleDetail(states);
  };
  nodes.forEach((node, slot) => {
    write(slot, node);
  });
  recount();
  changed = new Set();
  return Object.assign(live, {
    change: (slot: number, node: Partial<SampleNode>) => write(slot, { ...(rows[slot] as SampleNode), ...node }),
    add: (node: SampleNode) => {
      const slot = rows.push(null) - 1;
      write(slot, node);
      return slot;
    },
    remove: (slot: number) => write(slot, null),
    publish: () => {
      recount();
      live.version++;
      const slots = changed;
      changed = new Set();
      for (const listener of listeners) listener(slots);
    },
  });
}

/** A cluster in the middle of a rollout, the same for the same number: three zones, a few of every state. */
export function sampleNodes(count: number): SampleNode[] {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  return Array.from({ length: count }, (_, index) => {
    const zone = `eu-1${'abc'[index % 3]}`;
    const state = random() < 0.075 ? 'ineligible' : pick(random());
    const reason = state === 'failing' ? 'ImagePullBackOff' : state === 'starting' ? 'ContainerCreating' : '';
    const trouble = random() < 0.012 ? TROUBLE.notReady : random() < 0.01 ? TROUBLE.cordoned : 0;
    return {
      name: `ip-10-0-${Math.floor(index / 250)}-${index % 250}`,
      state,
      zone,
      pool: index % 5 ? 'general' : 'gpu',
      reason,
      trouble,
    };
  });
}

const WEIGHTS: readonly (readonly [NodeRolloutState, number])[] = [
  ['available', 0.61],
  ['outdated', 0.26],
  ['starting', 0.05],
  ['ready', 0.03],
  ['failing', 0.015],
  ['replacing', 0.012],
  ['missing', 0.009],
  ['misscheduled', 0.007],
  ['surging', 0.007],
];

function pick(random: number): NodeRolloutState {
  let rest = random;
  for (const [state, weight] of WEIGHTS) {
    rest -= weight;
    if (rest < 0) return state;
  }
  return 'available';
}
