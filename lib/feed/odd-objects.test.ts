import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pruneControllerRevision, pruneDaemonSet, pruneNode, prunePod } from '#lib/kubernetes/prune.ts';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { oddDaemonSet, oddNode, oddPod, oddRevision } from '#lib/testing/builders/odd-objects.ts';
import { DaemonSetEncoder } from './daemon-set-encoder.ts';
import { FleetEncoder } from './fleet-encoder.ts';
import { MatrixEncoder } from './matrix-encoder.ts';
import { NodeTable } from './node-table.ts';
import { parseFeedSnapshot } from './parse-feed-snapshot.ts';
import { parseMatrixSnapshot } from './parse-matrix.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');
const ROUND = {
  asOf: '2026-01-02T00:00:00Z',
  connection: { state: 'live', lastProofAt: null, since: '2026-01-02T00:00:00Z', problem: null },
} as const;

it('[FEED-38] whatever the objects hold, a browser can read the feeds that are made of them', () => {
  const objects = fc.tuple(fc.array(oddNode, { maxLength: 3 }), fc.array(oddPod, { maxLength: 4 }), oddDaemonSet, oddRevision);
  fc.assert(
    fc.property(objects, ([nodes, pods, daemonSet, revision]) => {
      const rollout = createClusterRollout();
      const asSent = (raw: unknown): unknown => JSON.parse(JSON.stringify(raw));
      const own = pruneDaemonSet(asSent(daemonSet));
      for (const node of nodes) rollout.setNode(pruneNode(asSent(node)));
      for (const pod of pods) rollout.setPod(prunePod(asSent(pod)));
      rollout.setControllerRevision(pruneControllerRevision(asSent(revision)));
      rollout.setDaemonSet(own);
      rollout.settle(NOW);
      const { uid } = own.metadata;
      const table = new NodeTable();
      table.apply(rollout.nodes().keys(), rollout.nodes());
      const detail = () => rollout.detail(uid) ?? expect.fail('the DaemonSet is there');
      const source = { nodes: table, detail, nodeRollout: (node: string) => rollout.nodeRollout(uid, node) };
      const fleet = new FleetEncoder({ epoch: 'e', ...ROUND, nodeCount: table.size, summaries: rollout.summaries() });
      for (const encoder of [new DaemonSetEncoder({ epoch: 'e', source, ...ROUND }), fleet]) {
        const read = parseFeedSnapshot(asSent(encoder.snapshot()));
        expect(read.cursor).toEqual({ epoch: 'e', seq: 0 });
      }
      const cells = { nodes: table, summaries: () => rollout.summaries(), nodeRollout: rollout.nodeRollout };
      const matrix = new MatrixEncoder({ epoch: 'e', source: cells, ...ROUND });
      while (matrix.takeRow());
      expect(parseMatrixSnapshot(asSent(matrix.snapshot())).rows).toHaveLength(1);
    }),
    { seed: 20_260_106, numRuns: 300 },
  );
});
