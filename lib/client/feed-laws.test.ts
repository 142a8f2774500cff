import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '#lib/feed/connection.ts';
import { DaemonSetEncoder } from '#lib/feed/daemon-set-encoder.ts';
import { FleetEncoder } from '#lib/feed/fleet-encoder.ts';
import { NodeTable } from '#lib/feed/node-table.ts';
import { parseFeedSnapshot } from '#lib/feed/parse-feed-snapshot.ts';
import type { DaemonSetPatch, DaemonSetSnapshot, FleetSnapshot } from '#lib/feed/snapshot.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { LiveDaemonSetStore } from './live-daemon-set-store.ts';
import { LiveFleetStore } from './live-fleet-store.ts';

const LIVE: Connection = { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null };
const DAEMON_SET = aDaemonSet().build();
const UID = DAEMON_SET.metadata.uid;

/** One thing that happens to a small cluster. */
const step = fc.oneof(
  fc.record({ does: fc.constant('node' as const), node: fc.nat(7), zone: fc.nat(2), tainted: fc.boolean() }),
  fc.record({ does: fc.constant('deleteNode' as const), node: fc.nat(7) }),
  fc.record({
    does: fc.constant('pod' as const),
    node: fc.nat(7),
    pod: fc.nat(9),
    how: fc.constantFrom('ready' as const, 'crash' as const, 'terminating' as const),
  }),
  fc.record({ does: fc.constant('deletePod' as const), pod: fc.nat(9) }),
  fc.record({ does: fc.constant('revision' as const), number: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ does: fc.constant('settle' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function newCluster() {
  const rollout = createClusterRollout();
  rollout.setDaemonSet(DAEMON_SET);
  rollout.setControllerRevision(aRevision(DAEMON_SET).build());
  rollout.setNode(aNode('n0').build());
  rollout.settle(0);
  const nodes = new NodeTable();
  nodes.apply(rollout.nodes().keys(), rollout.nodes());
  const detail = () => rollout.detail(UID) ?? expect.fail('the DaemonSet is there');
  const source = { nodes, detail, nodeRollout: (node: string) => rollout.nodeRollout(UID, node) };
  const encoder = new DaemonSetEncoder({ epoch: 'e', source, asOf: 'first', connection: LIVE });
  const fleet = new FleetEncoder({ epoch: 'f', asOf: 'first', connection: LIVE, nodeCount: 1, summaries: rollout.summaries() });
  return { rollout, nodes, encoder, fleet };
}

function act(rollout: ReturnType<typeof createClusterRollout>, happening: Step): void {
  if (happening.does === 'node') {
    const node = aNode(`n${happening.node}`).withLabel('topology.kubernetes.io/zone', `z${happening.zone}`);
    rollout.setNode((happening.tainted ? node.withTaint('gpu', 'NoSchedule') : node).build());
  } else if (happening.does === 'deleteNode') {
    rollout.deleteNode(`n${happening.node}`);
  } else if (happening.does === 'pod') {
    const pod = aPod(DAEMON_SET, `p${happening.pod}`).on(`n${happening.node}`);
    const changed = { ready: pod, crash: pod.waiting('CrashLoopBackOff'), terminating: pod.terminating() };
    rollout.setPod(changed[happening.how].build());
  } else if (happening.does === 'deletePod') {
    rollout.deletePod(`pod-default-p${happening.pod}`);
  } else if (happening.does === 'revision') {
    rollout.setControllerRevision(aRevision(DAEMON_SET, `hash${happening.number}`).numbered(happening.number).build());
  }
}

/** Settles and returns the patches, through JSON as on the wire. */
function round(cluster: ReturnType<typeof newCluster>, asOf: string) {
  const { rollout, nodes, encoder, fleet } = cluster;
  const changes = rollout.settle(Date.parse('2026-01-01T01:00:00Z'));
  const nodeChanges = nodes.apply([...changes.nodes, ...changes.removedNodes], rollout.nodes());
  const daemonSet = encoder.patch({ asOf, connection: LIVE, nodes: nodeChanges, rollouts: changes.daemonSets.get(UID) });
  const list = fleet.patch({ asOf, connection: LIVE, nodeCount: rollout.nodes().size, summaries: rollout.summaries() });
  return JSON.parse(JSON.stringify({ daemonSet, list })) as { daemonSet: DaemonSetPatch | null; list: unknown };
}

/** What a page could see, by Node name and text rather than by slot and index. */
function seen(live: LiveDaemonSetStore) {
  const rows = [];
  for (let slot = 0; slot < live.capacity; slot++) {
    if (live.present[slot] !== 1) continue;
    const { state, marks, trouble, revision, restarts, podCreatedAt, nodeCreatedAt } = live;
    const numbers = [state, marks, trouble, revision, restarts, podCreatedAt, nodeCreatedAt].map((column) => column[slot]);
    const texts = [live.reason, live.zone, live.pool, live.role, live.instanceType].map((column) => live.text(column[slot] ?? 0));
    rows.push([live.name(slot), live.slotOf(live.name(slot)) === slot, ...numbers, ...texts]);
  }
  return { rows: rows.sort(), nodeCount: live.nodeCount, detail: live.detail, cursor: live.cursor };
}

const wire = <T>(snapshot: T): T => parseFeedSnapshot(JSON.parse(JSON.stringify(snapshot))) as T;

describe('snapshot and patches', () => {
  it('[FEED-20] a snapshot with every later patch shows what a fresh snapshot shows, whatever happened in between', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cluster = newCluster();
        const follower = new LiveDaemonSetStore(wire(cluster.encoder.snapshot()));
        const late: LiveDaemonSetStore[] = [];
        for (const [index, happening] of [...steps, { does: 'settle' as const }].entries()) {
          act(cluster.rollout, happening);
          if (happening.does !== 'settle') continue;
          const { daemonSet } = round(cluster, String(index));
          if (daemonSet) for (const store of [follower, ...late]) store.apply(daemonSet);
          late.push(new LiveDaemonSetStore(wire(cluster.encoder.snapshot())));
        }
        const fresh = seen(new LiveDaemonSetStore(wire(cluster.encoder.snapshot())));
        for (const store of [follower, ...late]) expect(seen(store)).toEqual(fresh);
      }),
      { numRuns: 150 },
    );
  });

  it('[FEED-39] a patch keeps the parts of the detail that it does not change: what shows only these need not be drawn anew', () => {
    const cluster = newCluster();
    const live = new LiveDaemonSetStore(wire(cluster.encoder.snapshot()));
    const before = live.detail;
    cluster.rollout.setPod(aPod(DAEMON_SET, 'p0').on('n0').build());
    live.apply(round(cluster, 'later').daemonSet);
    expect(live.detail).not.toBe(before);
    expect(live.detail.current).toBe(before.current + 1);
    expect(live.detail.nodeSelector).toBe(before.nodeSelector);
    expect(live.detail.images).toBe(before.images);
  });

  it('[FEED-21] the snapshot shows what the model says of every Node', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const cluster = newCluster();
        for (const happening of steps) act(cluster.rollout, happening);
        round(cluster, 'end');
        const live = new LiveDaemonSetStore(wire(cluster.encoder.snapshot()));
        const names = [...cluster.rollout.nodes().keys()];
        expect(live.nodeCount).toBe(names.length);
        for (const name of names) {
          const slot = live.slotOf(name) ?? -1;
          const rollout = cluster.rollout.nodeRollout(UID, name);
          expect([name, live.text(live.reason[slot] ?? 0)]).toEqual([name, rollout?.reason]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('[FEED-22] the fleet list after every patch equals the fresh one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const cluster = newCluster();
        const follower = new LiveFleetStore(wire(cluster.fleet.snapshot()) as FleetSnapshot);
        for (const happening of steps) {
          act(cluster.rollout, happening);
          const { list } = round(cluster, 'now');
          if (list) follower.apply(list);
        }
        const fresh = new LiveFleetStore(wire(cluster.fleet.snapshot()) as FleetSnapshot);
        expect([follower.items, follower.nodeCount, follower.cursor]).toEqual([fresh.items, fresh.nodeCount, fresh.cursor]);
      }),
      { numRuns: 50 },
    );
  });

  it('[FEED-23] a round without any difference makes no patch', () => {
    const cluster = newCluster();
    round(cluster, 'one');
    expect(round(cluster, 'two')).toEqual({ daemonSet: null, list: null });
  });

  it('[FEED-24] a removed Node and a new one in its slot never arrive in one patch', () => {
    const cluster = newCluster();
    cluster.rollout.deleteNode('n0');
    cluster.rollout.setNode(aNode('n1').build());
    const { daemonSet } = round(cluster, 'one');
    expect([daemonSet?.removedSlots, daemonSet?.nodes?.slot]).toEqual([[0], [1]]);
    cluster.rollout.setNode(aNode('n2').build());
    expect(round(cluster, 'two').daemonSet?.nodes).toMatchObject({ slot: [0], name: ['n2'] });
  });

  it('[FEED-25] a patch that repeats is ignored, one that leaves a gap is refused and changes nothing', () => {
    const cluster = newCluster();
    const store = new LiveDaemonSetStore(wire(cluster.encoder.snapshot() as DaemonSetSnapshot));
    const patches = ['n1', 'n2', 'n3'].map((name) => {
      cluster.rollout.setNode(aNode(name).build());
      return round(cluster, name).daemonSet;
    });
    store.apply(patches[0]);
    store.apply(patches[0]);
    expect(store.nodeCount).toBe(2);
    expect(() => store.apply(patches[2])).toThrow('gap');
    expect(store.nodeCount).toBe(2);
    store.apply(patches[1]);
    store.apply(patches[2]);
    expect(store.nodeCount).toBe(4);
  });
});
