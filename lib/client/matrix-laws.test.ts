import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '#lib/feed/connection.ts';
import { cellState, type MatrixPatch, type MatrixSnapshot } from '#lib/feed/matrix.ts';
import { MatrixEncoder } from '#lib/feed/matrix-encoder.ts';
import { NodeTable } from '#lib/feed/node-table.ts';
import { parseMatrixSnapshot } from '#lib/feed/parse-matrix.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aRevision } from '#lib/testing/builders/a-revision.ts';
import { LiveMatrixStore } from './live-matrix-store.ts';
import { troubledIn } from './matrix-rows.ts';

const LIVE: Connection = { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null };
const DAEMON_SETS = ['logger', 'proxy', 'exporter'].map((name) => aDaemonSet(name).build());

const step = fc.oneof(
  fc.record({ does: fc.constant('node' as const), node: fc.nat(6), zone: fc.nat(2), tainted: fc.boolean() }),
  fc.record({ does: fc.constant('deleteNode' as const), node: fc.nat(6) }),
  fc.record({
    does: fc.constant('pod' as const),
    daemonSet: fc.nat(2),
    node: fc.nat(6),
    how: fc.constantFrom('ready' as const, 'crash' as const, 'terminating' as const),
  }),
  fc.record({ does: fc.constant('daemonSet' as const), daemonSet: fc.nat(2) }),
  fc.record({ does: fc.constant('deleteDaemonSet' as const), daemonSet: fc.nat(2) }),
  fc.record({ does: fc.constant('settle' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function newCluster({ taken = true } = {}) {
  const rollout = createClusterRollout();
  for (const daemonSet of DAEMON_SETS.slice(0, 2)) addDaemonSet(rollout, daemonSet);
  for (let node = 0; node < 3; node += 1) rollout.setNode(aNode(`n${node}`).build());
  rollout.settle(0);
  const nodes = new NodeTable();
  nodes.apply(rollout.nodes().keys(), rollout.nodes());
  const source = {
    nodes,
    summaries: () => rollout.summaries(),
    nodeRollout: (uid: string, node: string) => rollout.nodeRollout(uid, node),
  };
  const encoder = new MatrixEncoder({ epoch: 'e', source, asOf: 'first', connection: LIVE });
  while (taken && encoder.takeRow());
  return { rollout, nodes, encoder };
}

type Cluster = ReturnType<typeof newCluster>;

function addDaemonSet(rollout: Cluster['rollout'], daemonSet: (typeof DAEMON_SETS)[number]): void {
  rollout.setDaemonSet(daemonSet);
  rollout.setControllerRevision(aRevision(daemonSet).build());
}

function act({ rollout }: Cluster, happening: Step): void {
  const daemonSet = ('daemonSet' in happening ? DAEMON_SETS[happening.daemonSet] : DAEMON_SETS[0]) ?? expect.fail();
  if (happening.does === 'node') {
    const node = aNode(`n${happening.node}`).withLabel('topology.kubernetes.io/zone', `z${happening.zone}`);
    rollout.setNode((happening.tainted ? node.withTaint('gpu', 'NoSchedule') : node).build());
  } else if (happening.does === 'deleteNode') rollout.deleteNode(`n${happening.node}`);
  else if (happening.does === 'daemonSet') addDaemonSet(rollout, daemonSet);
  else if (happening.does === 'deleteDaemonSet') rollout.deleteDaemonSet(daemonSet.metadata.uid);
  else if (happening.does === 'pod') {
    const pod = aPod(daemonSet, `${daemonSet.metadata.name}-${happening.node}`).on(`n${happening.node}`);
    const changed = { ready: pod, crash: pod.waiting('CrashLoopBackOff'), terminating: pod.terminating() };
    rollout.setPod(changed[happening.how].build());
  }
}

/** Settles and returns the patch, through JSON as on the wire. */
function round({ rollout, nodes, encoder }: Cluster, asOf: string): MatrixPatch | null {
  const changes = rollout.settle(Date.parse('2026-01-01T01:00:00Z'));
  const nodeChanges = nodes.apply([...changes.nodes, ...changes.removedNodes], rollout.nodes());
  return JSON.parse(JSON.stringify(encoder.patch({ ...changes, nodes: nodeChanges, asOf, connection: LIVE })));
}

const open = (snapshot: MatrixSnapshot) => new LiveMatrixStore(parseMatrixSnapshot(JSON.parse(JSON.stringify(snapshot))));

/** What a page could see, by name rather than by slot and row, with the counts made anew from the cells. */
function seen(live: LiveMatrixStore) {
  const nodes = [...live.nodes.present.keys()].filter((slot) => live.nodes.present[slot] === 1);
  const rows = live.rows.flatMap((head) => head ?? []);
  const cells = rows.flatMap(({ row, uid, phase }) =>
    nodes.map((slot) => [uid, phase, live.name(slot), live.cell(row, slot), live.reason(row, slot)].join()),
  );
  const counts = nodes.map((slot) => [live.name(slot), live.nodes.eligible[slot], live.nodes.troubled[slot]].join());
  const sums = rows.map(({ row, uid }) => [uid, live.eligibleInRow(row), live.troubledInRow(row)].join());
  return { cells: cells.sort(), counts: counts.sort(), sums: sums.sort(), cursor: live.cursor, nodeCount: live.nodeCount };
}

describe('the matrix feed', () => {
  it('[MATRIX-1] a snapshot with every later patch shows what a fresh snapshot shows, whatever happened in between', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cluster = newCluster();
        const followers = [open(cluster.encoder.snapshot())];
        for (const [index, happening] of [...steps, { does: 'settle' as const }].entries()) {
          act(cluster, happening);
          if (happening.does !== 'settle') continue;
          const patch = round(cluster, String(index));
          if (patch) for (const store of followers) store.apply(patch);
          followers.push(open(cluster.encoder.snapshot()));
        }
        const fresh = seen(open(cluster.encoder.snapshot()));
        for (const store of followers) expect(seen(store)).toEqual(fresh);
      }),
      { numRuns: 150 },
    );
  });

  it('[MATRIX-2] it shows what the model says of every DaemonSet on every Node, also when rows are taken between rounds', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, taken) => {
        const cluster = newCluster({ taken });
        for (const happening of steps) {
          act(cluster, happening);
          if (happening.does === 'settle') round(cluster, 'now');
        }
        cluster.encoder.takeRow();
        round(cluster, 'end');
        while (cluster.encoder.takeRow());
        const live = open(cluster.encoder.snapshot());
        const rows = live.rows.flatMap((head) => head ?? []);
        expect(rows.map(({ uid }) => uid).sort()).toEqual([...cluster.rollout.summaries().keys()].sort());
        for (const { uid, row, phase } of rows) {
          expect(phase).toBe(cluster.rollout.summaries().get(uid)?.phase);
          for (const node of cluster.rollout.nodes().keys()) {
            const slot = live.slotOf(node) ?? -1;
            const rollout = cluster.rollout.nodeRollout(uid, node);
            expect([cellState(live.cell(row, slot)), live.reason(row, slot)]).toEqual([rollout?.state, rollout?.reason]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('[MATRIX-3] the counts of Nodes and DaemonSets in trouble are those of their cells', () => {
    const cluster = newCluster();
    act(cluster, { does: 'pod', daemonSet: 0, node: 1, how: 'crash' });
    act(cluster, { does: 'pod', daemonSet: 0, node: 2, how: 'ready' });
    const live = open(cluster.encoder.snapshot());
    live.apply(round(cluster, 'now'));
    const [logger] = live.rows;
    const row = logger?.row ?? -1;
    const troubled = ['n0', 'n1', 'n2'].map((node) => troubledIn(live.cell(row, live.slotOf(node) ?? -1)));
    expect([troubled, live.troubledInRow(row), live.eligibleInRow(row)]).toEqual([[1, 1, 0], 2, 3]);
    expect(live.nodes.troubled[live.slotOf('n1') ?? -1]).toBe(2);
  });

  it('[MATRIX-4] one changed Pod is one cell in the patch, however many Nodes there are', () => {
    const cluster = newCluster();
    round(cluster, 'one');
    act(cluster, { does: 'pod', daemonSet: 1, node: 1, how: 'ready' });
    const patch = round(cluster, 'two');
    expect(patch?.cells?.row).toHaveLength(1);
    expect(patch).not.toHaveProperty('nodes');
  });

  it('[MATRIX-5] a round without any difference makes no patch', () => {
    const cluster = newCluster();
    round(cluster, 'one');
    expect(round(cluster, 'two')).toBeNull();
  });

  it.each([
    ['a row too few', (snapshot: MatrixSnapshot) => ({ ...snapshot, cells: [] })],
    ['a row that is too short', (snapshot: MatrixSnapshot) => ({ ...snapshot, cells: snapshot.cells.map(() => 'AA==') })],
    ['no base64', (snapshot: MatrixSnapshot) => ({ ...snapshot, cells: snapshot.cells.map(() => '%') })],
    ['a state that does not exist', (snapshot: MatrixSnapshot) => ({ ...snapshot, cells: snapshot.cells.map(() => 'Dw8P') })],
    [
      'an unknown phase',
      (snapshot: MatrixSnapshot) => ({ ...snapshot, rows: snapshot.rows.map((row) => ({ ...row, phase: '' })) }),
    ],
  ])('[MATRIX-6] a snapshot with %s is refused', (_, spoil) => {
    const snapshot = spoil(newCluster().encoder.snapshot()) as MatrixSnapshot;
    expect(() => open(snapshot)).toThrow(/does not fit|cells|row|FeedFormat/i);
  });
});
