import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pruneControllerRevision, pruneDaemonSet, pruneNode, prunePod } from '#lib/kubernetes/prune.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { oddDaemonSet, oddNode, oddPod, oddRevision } from '#lib/testing/builders/odd-objects.ts';
import { anEngine } from '#lib/testing/engine-rig.ts';
import { findDaemonSet } from './find-daemon-set.ts';
import { findNodeOfDaemonSet } from './find-node.ts';
import { fleetAnswer } from './fleet-answer.ts';
import { funnelAnswer } from './funnel-answer.ts';
import { nodeAnswer } from './node-answer.ts';
import { nodeDetail } from './node-detail.ts';
import { nodeRowsAnswer } from './node-rows-answer.ts';
import { straysAnswer } from './strays-answer.ts';
import { detailAnswer } from './summary-answer.ts';
import { timelineAnswer } from './timeline-answer.ts';

const ADDRESS = { cluster: 'main', namespace: 'default', name: 'agent' };
const world = fc.tuple(fc.array(oddNode, { maxLength: 3 }), fc.array(oddPod, { maxLength: 4 }), oddDaemonSet, oddRevision);

function nonsense(told: unknown): string | null {
  return /\bNaN\b|Invalid Date|\bundefined\b|\[object Object\]/.exec(JSON.stringify(told) ?? '')?.[0] ?? null;
}

it('[HTTP-16] every read answers, and in words that mean something, whatever the objects hold', async () => {
  const ask = new Request('http://127.0.0.1/x');
  await fc.assert(
    fc.asyncProperty(world, async (raw) => {
      const [nodes, pods, daemonSet, revision] = JSON.parse(JSON.stringify(raw)) as typeof raw;
      const { engine, connections, clock, logger } = anEngine();
      replaceRunningEngine(engine);
      const connection = connections.get('main') ?? expect.fail('the current cluster is connected');
      Object.assign(connection.operations, { listPodsMatching: async () => pods.map(prunePod) });
      const sink = connection.sink();
      for (const node of nodes) sink.setNode(pruneNode(node));
      for (const pod of pods) sink.setPod(prunePod(pod));
      sink.setControllerRevision(pruneControllerRevision(revision));
      sink.setDaemonSet(pruneDaemonSet(daemonSet));
      connection.becomeSynced();
      clock.advance(100);
      const found = await findDaemonSet(ADDRESS);
      const { hub, detail } = found;
      const told: unknown[] = [
        fleetAnswer(hub),
        detailAnswer(detail, found.daemonSet),
        nodeRowsAnswer(found),
        funnelAnswer(ask, found),
        timelineAnswer(ask, found),
        await straysAnswer(found),
      ];
      for (const node of hub.rollout.nodes().values()) {
        const facts = await findNodeOfDaemonSet({ ...ADDRESS, node: node.metadata.name });
        told.push(nodeAnswer({ hub, node }), nodeDetail({ ...facts, asOf: '' }));
      }
      expect(nonsense(told)).toBeNull();
      expect(logger.error.mock.calls).toEqual([]);
      await engine.stop();
    }),
    { seed: 20_260_108, numRuns: 150 },
  );
});
