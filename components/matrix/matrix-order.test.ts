import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TROUBLE } from '#lib/feed/snapshot.ts';
import { cellPatch, sampleLiveMatrix } from '#lib/testing/sample-live-matrix.ts';
import { findsNothing, type MatrixOrder, orderMatrix, rankNodeNames } from './matrix-order.ts';
import type { MatrixView } from './matrix-view.ts';
import { createMatrixOrderStore } from './order-store.ts';

const ALL: MatrixView = { namespace: null, phases: [], search: '', group: 'none', sort: 'attention', trouble: false };
type Live = ReturnType<typeof sampleLiveMatrix>;

const shown = (live: Live, order: MatrixOrder) => ({
  rows: order.rows.map(({ name }) => name),
  nodes: Array.from(order.slots, (slot) => live.name(slot)),
});
const ordered = (live: Live, view: Partial<MatrixView> = {}) =>
  shown(live, orderMatrix(live, { ...ALL, ...view }, rankNodeNames(live)));

describe('the order of the matrix', () => {
  it('[MATRIX-20] the DaemonSet and the Node with the most trouble come first, then Nodes in trouble themselves, then names', () => {
    const live = sampleLiveMatrix(
      [
        { name: 'calm', cells: 'aaaaa' },
        { name: 'bad', cells: 'aafam' },
        { name: 'worse', cells: 'fafaf' },
      ],
      { 1: { trouble: TROUBLE.notReady }, 3: { trouble: TROUBLE.cordoned } },
    );
    expect(ordered(live)).toEqual({
      rows: ['worse', 'bad', 'calm'],
      nodes: ['node-2', 'node-4', 'node-0', 'node-1', 'node-3'],
    });
    expect(ordered(live, { sort: 'name' }).nodes).toEqual(['node-0', 'node-1', 'node-2', 'node-3', 'node-4']);
  });

  it('[MATRIX-21] groups come by name, what has none last, and attention rules within a group', () => {
    const live = sampleLiveMatrix([{ name: 'a', cells: 'aafm' }], { 0: { zone: 'b' }, 2: { zone: 'b' }, 3: { zone: 'a' } });
    const order = orderMatrix(live, { ...ALL, group: 'zone' }, rankNodeNames(live));
    expect(order.groups).toEqual([
      { key: 'a', start: 0, count: 1 },
      { key: 'b', start: 1, count: 2 },
      { key: '', start: 3, count: 1 },
    ]);
    expect(shown(live, order).nodes).toEqual(['node-3', 'node-2', 'node-0', 'node-1']);
  });

  it('[MATRIX-22] only trouble shows the DaemonSets and Nodes with a cell in trouble; a Pod that may stay is none', () => {
    const live = sampleLiveMatrix(
      [
        { name: 'a', cells: 'afoa' },
        { name: 'b', cells: 's-aa' },
      ],
      { 3: { trouble: TROUBLE.unreachable } },
    );
    expect(ordered(live, { trouble: true })).toEqual({ rows: ['a'], nodes: ['node-1', 'node-3'] });
  });

  it('[MATRIX-23] a search narrows the kind that it fits, both when it fits both, and finds nothing when neither', () => {
    const live = sampleLiveMatrix(
      [
        { name: 'kube-proxy', cells: 'aa', namespace: 'kube-system' },
        { name: 'falco', cells: 'aa' },
      ],
      { 1: { name: 'proxy-host', zone: 'east' } },
    );
    expect(ordered(live, { search: 'FALCO' })).toEqual({ rows: ['falco'], nodes: ['node-0', 'proxy-host'] });
    expect(ordered(live, { search: 'east' })).toEqual({ rows: ['falco', 'kube-proxy'], nodes: ['proxy-host'] });
    expect(ordered(live, { search: 'proxy' })).toEqual({ rows: ['kube-proxy'], nodes: ['proxy-host'] });
    expect([findsNothing(live, 'nowhere'), findsNothing(live, 'kube sys'), findsNothing(live, '')]).toEqual([true, false, false]);
  });

  it('[MATRIX-24] namespace and phase choose DaemonSets', () => {
    const live = sampleLiveMatrix([
      { name: 'a', cells: 'a', namespace: 'x' },
      { name: 'b', cells: 'a', phase: 'stalled' },
      { name: 'c', cells: 'a', namespace: 'x', phase: 'stalled' },
    ]);
    expect(ordered(live, { namespace: 'x' }).rows).toEqual(['c', 'a']);
    expect(ordered(live, { namespace: 'x', phases: ['stalled'] }).rows).toEqual(['c']);
  });
});

describe('the order while it lives', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const start = () => {
    const live = sampleLiveMatrix([
      { name: 'a', cells: 'aaa' },
      { name: 'b', cells: 'aaa' },
    ]);
    const store = createMatrixOrderStore(live, ALL);
    store.start();
    return { live, store, nodes: () => shown(live, store.snapshot().order).nodes };
  };

  it('[MATRIX-25] a Node that gets into trouble moves to the front a moment later', () => {
    const { live, nodes } = start();
    live.apply(cellPatch(1, { row: 1, slot: 2, state: 'failing' }));
    expect(nodes()).toEqual(['node-0', 'node-1', 'node-2']);
    vi.advanceTimersByTime(2_000);
    expect(nodes()).toEqual(['node-2', 'node-0', 'node-1']);
  });

  it('[MATRIX-26] while somebody looks nothing moves, what is out of date is said, and it is made up for on request', () => {
    const { live, store, nodes } = start();
    store.hold(true);
    live.apply(cellPatch(1, { row: 1, slot: 2, state: 'failing' }));
    vi.advanceTimersByTime(10_000);
    expect([nodes()[0], store.snapshot().outOfDate]).toEqual(['node-0', true]);
    store.resort();
    expect([nodes()[0], store.snapshot().outOfDate]).toEqual(['node-2', false]);
  });

  it('[MATRIX-27] a Node that is gone leaves at once and a new one comes at the end, held or not', () => {
    const { live, store, nodes } = start();
    store.hold(true);
    const columns = {
      slot: [3],
      name: ['node-3'],
      zone: [0],
      pool: [0],
      role: [0],
      instanceType: [0],
      trouble: [0],
      createdAt: [0],
    };
    live.apply({ kind: 'matrix', seq: 1, asOf: 'later', removedSlots: [0], nodes: columns });
    expect(nodes()).toEqual(['node-1', 'node-2', 'node-3']);
    live.apply({ kind: 'matrix', seq: 2, asOf: 'later', removedRows: [0] });
    expect(store.snapshot().order.rows.map(({ name }) => name)).toEqual(['b']);
  });
});
