import { expect, it } from 'vitest';
import { labelColumn } from '#lib/client/label-column.ts';
import { type SampleNode, sampleLiveDaemonSet, sampleNodes } from '#lib/testing/sample-live-daemon-set.ts';
import { foldOrder } from './fold-order.ts';
import { orderNames } from './name-order.ts';
import { keepOrder, orderNodes } from './node-order.ts';
import type { LabelValues, NodeView } from './node-view.ts';

const VIEW: NodeView = {
  group: 'zone',
  subgroup: 'pool',
  sort: 'name',
  reverse: false,
  states: [],
  stale: false,
  reason: null,
  revision: null,
  search: '',
};
const NODES: readonly SampleNode[] = [
  { name: 'n1', state: 'available', zone: 'b', pool: 'x' },
  { name: 'n2', state: 'available', zone: 'a', pool: 'y' },
  { name: 'n3', state: 'failing', zone: 'a', pool: 'x' },
  { name: 'n4', state: 'outdated', zone: 'b', pool: 'x' },
  { name: 'n5', state: 'missing', zone: '', pool: 'x' },
];
const NO_FILTER = { filterSearch: false };
const NOTHING: ReadonlySet<string> = new Set();

function nested(nodes = NODES) {
  const live = sampleLiveDaemonSet(nodes);
  return { live, order: orderNodes(live, VIEW, orderNames(live), NO_FILTER) };
}

it('[FOLD-1] groups within groups stand together, and each Node stands under both its values', () => {
  const { live, order } = nested();
  expect(order.groups.map(({ key, inner, count }) => [key, inner, count])).toEqual([
    ['a', 'x', 1],
    ['a', 'y', 1],
    ['b', 'x', 2],
    ['', 'x', 1],
  ]);
  expect([...order.slots].map((slot) => live.name(slot))).toEqual(['n3', 'n2', 'n1', 'n4', 'n5']);
});

it('[FOLD-2] every group has one heading with all its Nodes, and the outer ones add up to all', () => {
  const { order } = nested(sampleNodes(200));
  const lines = foldOrder(order, NOTHING).sections.flatMap((section) => section.lines);
  const total = (level: number) => lines.reduce((sum, line) => sum + (line.level === level ? line.run.count : 0), 0);
  expect([total(1), total(2)]).toEqual([200, 200]);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
});

it('[FOLD-3] a folded group leaves its heading and hides its Nodes; positions tell of no other', () => {
  const { live, order } = nested();
  const shown = foldOrder(order, new Set(['b', 'a\nx']));
  expect([...shown.slots].map((slot) => live.name(slot))).toEqual(['n2', 'n5']);
  expect(shown.positions[0]).toBe(-1);
  expect(shown.sections.map(({ count, headings, lines }) => [count, headings, lines.map(({ folded }) => folded)])).toEqual([
    [0, 2, [false, true]],
    [1, 1, [false]],
    [0, 1, [true]],
    [1, 2, [false, false]],
  ]);
});

it('[FOLD-4] with nothing folded the Nodes and positions are the very same arrays', () => {
  const { order } = nested();
  const shown = foldOrder(order, new Set(['gone']));
  expect(shown.slots).toBe(order.slots);
  expect(shown.positions).toBe(order.positions);
});

it('[FOLD-5] a label groups by its values, hostile ones and the names of object members too; Nodes without it come last', async () => {
  const live = sampleLiveDaemonSet(NODES);
  const values = [
    { value: '__proto__', nodes: ['n2', 'not-here'] },
    { value: '<img src=x>\u202e', nodes: ['n1', 'n3'] },
  ];
  const column = await labelColumn({ asOf: '', key: 'team', values }, async () => undefined);
  const labels: LabelValues = new Map([['team', column]]);
  const view: NodeView = { ...VIEW, group: 'label:team', subgroup: 'none' };
  const order = orderNodes(live, view, orderNames(live), { ...NO_FILTER, labels });
  expect(order.groups.map(({ key, inner, count }) => [key, inner, count])).toEqual([
    ['<img src=x>\u202e', null, 2],
    ['__proto__', null, 1],
    ['', null, 2],
  ]);
});

it('[FOLD-6] a Node that joins stands last in its inner group, and nothing else moves', () => {
  const { live, order } = nested();
  live.add({ name: 'n0', state: 'available', zone: 'a', pool: 'x' });
  live.remove(3);
  const kept = keepOrder(order, live, VIEW, NO_FILTER);
  expect([...kept.slots].map((slot) => live.name(slot))).toEqual(['n3', 'n0', 'n2', 'n1', 'n5']);
});
