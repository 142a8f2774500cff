import { expect, it } from 'vitest';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { nodeLabelsAnswer } from './node-labels-answer.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

function ask(query: string, labels: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const nodes = new Map(
    Object.entries(labels).map(([name, own]) => {
      const node = aNode(name).build();
      return [name, { ...node, metadata: { ...node.metadata, labels: own } }];
    }),
  );
  const hub = { rollout: { nodes: () => nodes }, clusterNow: () => NOW } as unknown as ClusterHub;
  return nodeLabelsAnswer(new Request(`http://127.0.0.1/api/c/main/node-labels${query}`), hub);
}

const LABELS = { n1: { team: 'blue', disk: 'ssd' }, n2: { team: 'red', '<b>': '\u202e' }, n3: { team: 'blue' }, n4: {} };

it('[LABELS-1] each key comes with how many Nodes carry it and how many values it has', () => {
  expect(ask('', LABELS)).toEqual({
    asOf: '2026-01-01T00:00:00.000Z',
    nodes: 4,
    labels: [
      { key: '<b>', nodes: 1, values: 1 },
      { key: 'disk', nodes: 1, values: 1 },
      { key: 'team', nodes: 3, values: 2 },
    ],
  });
});

it('[LABELS-2] one key gives its Nodes by value; Nodes without it are in none', () => {
  expect(ask('?key=team', LABELS)).toEqual({
    asOf: '2026-01-01T00:00:00.000Z',
    key: 'team',
    values: [
      { value: 'blue', nodes: ['n1', 'n3'] },
      { value: 'red', nodes: ['n2'] },
    ],
  });
});

it.each(['nobody-has-it', 'constructor', '__proto__', 'toString'])(
  '[LABELS-3] a key that no Node has, as %s, has no values',
  (key) => {
    expect(ask(`?key=${key}`, LABELS)).toMatchObject({ key, values: [] });
  },
);

it.each([
  ['?key=', 'key must be a label key of 1 to 317 characters, not empty.'],
  [`?key=${'x'.repeat(318)}`, 'key must be a label key of 1 to 317 characters'],
  ['?key=a&key=b', 'key may be given once.'],
  ['?keys=a', '"keys" is no query parameter of this path; allowed are key.'],
])('[LABELS-4] a wrong question %s is refused in words', (query, words) => {
  expect(() => ask(query, LABELS)).toThrow(words);
});
