import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PodTemplateSpec } from '#lib/kubernetes/daemon-set.ts';
import type { Node } from '#lib/kubernetes/node.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { PLACEMENT_CORPUS, parsePlacementCorpus } from '#lib/testing/placement-corpus.ts';
import { funnelOf, nodesFailing } from './funnel.ts';
import { compilePlacement } from './placement.ts';

function placed(template: PodTemplateSpec, nodes: readonly Node[]) {
  const placementOf = compilePlacement(template);
  return nodes.map((node) => ({ node: node.metadata.name, placement: placementOf(node) }));
}

const TEMPLATE = aDaemonSet()
  .withNodeSelector('os', 'linux')
  .withTemplate({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'pool', operator: 'NotIn', values: ['lab'] }] },
            { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['c'] }] },
          ],
        },
      },
    },
  })
  .build().spec.template;

const linux = (name: string) => aNode(name).withLabel('os', 'linux');
const NODES = [
  linux('a').build(),
  linux('b').withLabel('pool', 'lab').withTaint('gpu', 'NoSchedule', 'x').build(),
  linux('c').withLabel('pool', 'lab').build(),
  aNode('d').withTaint('gpu', 'NoSchedule', 'x').build(),
  linux('e').withTaint('gpu', 'NoSchedule', 'y').withTaint('soft', 'PreferNoSchedule').build(),
  linux('f').withTaint('gpu', 'NoSchedule', 'x').withTaint('gpu', 'NoExecute', 'x').build(),
];

describe('the funnel', () => {
  it("[FUNNEL-1] requirements come in the controller's order, with how many fail each and how many are left after it", () => {
    const { nodes, eligible, steps } = funnelOf(TEMPLATE, placed(TEMPLATE, NODES));
    expect([nodes, eligible]).toEqual([6, 2]);
    expect(steps.map(({ id, passing, failing, remaining }) => [id, passing, failing, remaining])).toEqual([
      ['nodeSelector/os', 5, 1, 5],
      ['nodeAffinity', 5, 1, 4],
      ['taint/gpu=x:NoSchedule', 3, 3, 3],
      ['taint/gpu=x:NoExecute', 5, 1, 3],
      ['taint/gpu=y:NoSchedule', 5, 1, 2],
    ]);
  });

  it('[FUNNEL-2] on the recorded corpus the numbers add up, and as many Nodes are left as should run', () => {
    const corpus = parsePlacementCorpus(readFileSync(PLACEMENT_CORPUS, 'utf8'));
    const nodes = corpus.map(({ node }, index) => ({
      ...node,
      metadata: { ...node.metadata, name: node.metadata.name || `n${index}` },
    }));
    for (const { spec } of corpus.filter((_, index) => index % 40 === 0)) {
      const some = placed({ spec }, nodes.slice(0, 300));
      const { steps, eligible, nodes: all } = funnelOf({ spec }, some);
      expect(eligible).toBe(some.filter(({ placement }) => placement.shouldRun).length);
      expect(steps.at(-1)?.remaining ?? all).toBe(eligible);
      expect(steps.every(({ passing, failing }) => passing + failing === all)).toBe(true);
      expect(steps.every(({ remaining, passing }, at) => remaining <= Math.min(steps[at - 1]?.remaining ?? all, passing))).toBe(
        true,
      );
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    }
  });

  it('[FUNNEL-3] the Nodes behind a number are named, also those that an earlier requirement has stopped', () => {
    const all = placed(TEMPLATE, NODES);
    expect(nodesFailing(TEMPLATE, all, 'taint/gpu=x:NoSchedule')).toEqual(['b', 'd', 'f']);
    for (const { id, failing } of funnelOf(TEMPLATE, all).steps) {
      expect(nodesFailing(TEMPLATE, all, id)).toHaveLength(failing);
    }
    expect(nodesFailing(TEMPLATE, all, 'taint/gpu=z:NoSchedule')).toBeUndefined();
  });

  it('[FUNNEL-4] very many taints end in one step, so that the list stays short and still adds up', () => {
    const template = aDaemonSet().build().spec.template;
    const nodes = Array.from({ length: 80 }, (_, index) => aNode(`n${index}`).withTaint(`k${index}`, 'NoSchedule').build());
    const { steps, eligible } = funnelOf(template, placed(template, [...nodes, aNode('free').build()]));
    expect(steps).toHaveLength(51);
    expect(steps.at(-1)).toEqual({
      id: 'otherTaints',
      fact: { code: 'otherTaints', taints: 30 },
      passing: 51,
      failing: 30,
      remaining: 1,
    });
    expect(eligible).toBe(1);
  });
});
