import { expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { planCordonNodes, planDeleteNodes } from './act-several-nodes.ts';

const everywhere = aDaemonSet('everywhere').build();
const elsewhere = aDaemonSet('elsewhere').withNodeSelector('pool', 'other').build();
const OPEN = [aNode('node-1').build(), aNode('node-2').build()];
const CORDONED = aNode('node-3').cordoned().build();

it('[ACT-24] several Nodes are cordoned as one by one; those that are so already are left alone', () => {
  const use = { nodes: [...OPEN, CORDONED], daemonSets: [everywhere, elsewhere] };
  const plan = planCordonNodes(use, { cordon: true });
  expect(plan.objects.map(({ name }) => name)).toEqual(['node-1', 'node-2']);
  expect(plan.effects).toEqual([
    { code: 'act.cordonsNodes', params: { nodes: 2 } },
    { code: 'act.nodesAlreadySo', params: { nodes: 1 } },
    { code: 'act.noDaemonSetMovesNodes', params: {} },
  ]);
  expect(plan.already).toBeUndefined();
  expect(planCordonNodes({ ...use, nodes: [CORDONED] }, { cordon: true }).already).toBe(true);
  expect(planCordonNodes({ ...use, nodes: [CORDONED] }, { cordon: false }).objects).toHaveLength(1);
});

it('[ACT-25] several Node objects are deleted with the name of the cluster, and each DaemonSet that loses Nodes is named', () => {
  const plan = planDeleteNodes({ nodes: OPEN, daemonSets: [everywhere, elsewhere] }, { cluster: 'prod' });
  expect(plan.objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Node node-1', 'Node node-2']);
  expect(plan.effects).toEqual([
    { code: 'act.deletesNodes', params: { nodes: 2 } },
    { code: 'act.podsGoWithNodes', params: { pods: 2 } },
    { code: 'act.daemonSetsLoseNodes', params: { count: 1, names: 'default/everywhere' } },
  ]);
  expect(plan.warnings.map(({ code }) => code)).toEqual(['act.nodesAreReady', 'act.nodesRegisterAgain']);
  expect(plan.confirmation).toBe('prod');
  expect(plan.basis).toEqual(OPEN.map(({ metadata }) => metadata.uid));
});
