import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pruneControllerRevision, pruneDaemonSet, pruneNode, prunePod, prunePodInFull } from '#lib/kubernetes/prune.ts';
import { oddDaemonSet, oddNode, oddPod, oddRevision } from '#lib/testing/builders/odd-objects.ts';
import { createClusterRollout } from './create-cluster-rollout.ts';
import { describeDaemonSet } from './describe/describe-daemon-set.ts';
import { describeNode } from './describe/describe-node.ts';
import { describePod } from './describe/describe-pod.ts';
import { descriptionText } from './describe/description.ts';
import { funnelOf } from './funnel.ts';
import { nodeReadiness } from './node-readiness.ts';
import { nodeRoom } from './node-room.ts';
import { objectManifest, withoutSecrets } from './object-manifest.ts';
import { postureOf } from './posture.ts';
import { revisionHistory } from './revision-history.ts';
import { templateDiff } from './template-diff-result.ts';
import { planWave } from './wave/plan-wave.ts';
import { waveFacts } from './wave/wave-facts.ts';

const SEED = 20_260_107;
const NOW = Date.parse('2026-01-02T00:00:00Z');
const ROOM = { surge: false, waiting: undefined, budgets: new Map() };
const PACING = { size: '10%', pauseSeconds: 0, failuresAllowed: 0, availableWithinSeconds: 60, by: 'delete' } as const;

const asSent = <Kind>(raw: Kind): Kind => JSON.parse(JSON.stringify(raw));

function nonsense(value: unknown): string | null {
  return /\bNaN\b|Invalid Date|\bundefined\b|\[object Object\]/.exec(JSON.stringify(value) ?? '')?.[0] ?? null;
}

describe('what is asked for on demand of objects that are valid and odd', () => {
  it('[CLUSTER-7] manifests, descriptions, differences and histories are told of whatever they hold', () => {
    const objects = fc.tuple(oddDaemonSet, oddNode, oddPod, oddRevision, oddRevision);
    fc.assert(
      fc.property(objects, (raw) => {
        const [daemonSet, node, pod, ...revisions] = asSent(raw);
        const told = [
          objectManifest(daemonSet),
          objectManifest(pod),
          descriptionText(describeDaemonSet(withoutSecrets(daemonSet).tree)),
          descriptionText(describePod(withoutSecrets(pod).tree)),
          descriptionText(describeNode(withoutSecrets(node).tree, { pods: [prunePodInFull(pod)], problem: null }, NOW)),
          templateDiff(daemonSet.spec.template, revisions[0]?.data),
          revisionHistory({ uid: 'ds', revisions, owners: [], current: null }).map(({ template: _, ...rest }) => rest),
        ];
        expect(nonsense(told)).toBeNull();
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it('[CLUSTER-7] funnel, room, posture and the plan of a wave are told of whatever they hold', () => {
    const objects = fc.tuple(
      oddDaemonSet,
      fc.array(oddNode, { minLength: 1, maxLength: 3 }),
      fc.array(oddPod, { maxLength: 4 }),
      oddRevision,
    );
    fc.assert(
      fc.property(objects, (raw) => {
        const [own, nodes, pods, revision] = asSent(raw);
        const daemonSet = pruneDaemonSet(own);
        const model = createClusterRollout();
        for (const node of nodes) model.setNode(pruneNode(node));
        for (const pod of pods) model.setPod(prunePod(pod));
        model.setControllerRevision(pruneControllerRevision(revision));
        model.setDaemonSet(daemonSet);
        model.settle(NOW);
        const rollouts = [...model.nodes().keys()].flatMap((name) => model.nodeRollout('ds', name) ?? []);
        const facts = waveFacts(model, { namespace: 'default', name: 'agent', fresh: true });
        const inFull = pods.map(prunePodInFull);
        const told = [
          funnelOf(daemonSet.spec.template, rollouts),
          postureOf(daemonSet.spec.template.spec, { registries: [] }),
          [...model.nodes().values()].map((node, index) =>
            nodeRoom({ ...ROOM, node, daemonSet, rollout: rollouts[index] ?? expect.fail('each Node has one'), pods: inFull }),
          ),
          [...model.nodes().values()].map((node) => nodeReadiness(node, rollouts)),
          (['zone', 'oldest', 'worst'] as const).map((order) => {
            const { nodes: planned, ...plan } = planWave(
              { pacing: { ...PACING, order }, names: null, minReadySeconds: 0, maxUnavailable: '1' },
              facts,
            );
            return [plan.effects, plan.warnings, planned.length];
          }),
        ];
        expect(nonsense(told)).toBeNull();
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
