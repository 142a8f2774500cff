import { expect, it } from 'vitest';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { nodeComparisonAnswer } from './node-comparison-answer.ts';

const NODES = [
  aNode('n1').withLabel('zone', 'a').withLabel('team', 'blue').withTaint('gpu', 'NoSchedule', 'yes').build(),
  aNode('n2').withLabel('zone', 'a').withLabel('team', 'red').withTaint('gpu', 'NoSchedule', 'yes').build(),
  aNode('n3').withLabel('zone', 'a').withLabel('team', 'red').withLabel('__proto__', 'x').withTaint('old', 'NoExecute').build(),
];

function ask(body: unknown) {
  const hub = {
    rollout: { nodes: () => new Map(NODES.map((node) => [node.metadata.name, node])) },
    clusterNow: () => Date.parse('2026-01-01T00:00:00Z'),
  } as unknown as ClusterHub;
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return nodeComparisonAnswer(new Request('http://127.0.0.1/api/c/main/node-comparison', init), hub);
}

it('[COMPARE-1] labels with one value on all Nodes are shared, the others differ, with their Nodes counted', async () => {
  expect(await ask({ nodes: ['n1', 'n2', 'n3', 'gone'] })).toEqual({
    asOf: '2026-01-01T00:00:00.000Z',
    nodes: 3,
    shared: [{ key: 'zone', value: 'a' }],
    different: expect.arrayContaining([
      {
        key: 'team',
        values: [
          { value: 'red', nodes: 2 },
          { value: 'blue', nodes: 1 },
        ],
        valueCount: 2,
        without: 0,
      },
      expect.objectContaining({ key: 'kubernetes.io/hostname', valueCount: 3 }),
    ]),
    taints: [
      { value: 'gpu=yes:NoSchedule', nodes: 2 },
      { value: 'old:NoExecute', nodes: 1 },
    ],
  });
  expect((await ask({ nodes: ['n2', 'n3'] })).shared).toEqual([
    { key: 'team', value: 'red' },
    { key: 'zone', value: 'a' },
  ]);
});

it.each([
  [{}, 'nodes'],
  [{ nodes: [] }, 'nodes'],
  [{ nodes: 'n1' }, 'nodes'],
  [{ nodes: ['n1', 'n1'] }, 'nodes'],
  [{ nodes: ['..'] }, 'nodes'],
  [{ nodes: [5] }, 'nodes'],
  [{ nodes: Array.from({ length: 10_001 }, (_, index) => `n${index}`) }, 'nodes'],
  [{ nodes: ['n1'], labels: true }, 'labels'],
])('[COMPARE-2] what is no list of Node names is refused in one sentence: %#', async (body, field) => {
  await expect(ask(body)).rejects.toMatchObject({ code: 'body.invalid', field });
});
