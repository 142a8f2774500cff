import { expect, it } from 'vitest';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { NodeTable } from './node-table.ts';

const cluster = (names: readonly string[]) => new Map(names.map((name) => [name, aNode(name).build()]));

it('[FEED-38] the Nodes of the first list get their slots in the order of names; one that joins later moves none of them', () => {
  const table = new NodeTable();
  const first = ['node-10', 'node-2', 'edge-1'];
  table.apply(first, cluster(first));
  expect(table.columns(table.slots()).name).toEqual(['edge-1', 'node-2', 'node-10']);
  table.apply(['core-1'], cluster([...first, 'core-1']));
  expect(table.columns(table.slots()).name).toEqual(['edge-1', 'node-2', 'node-10', 'core-1']);
});
