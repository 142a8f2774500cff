import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleLiveDaemonSet, sampleNodes } from '#lib/testing/sample-live-daemon-set.ts';
import { orderNames } from './name-order.ts';
import { orderNodes } from './node-order.ts';
import type { NodeView } from './node-view.ts';
import { createOrderStore } from './order-store.ts';

const VIEW: NodeView = {
  group: 'none',
  sort: 'state',
  reverse: false,
  states: [],
  stale: false,
  reason: null,
  revision: null,
  search: '',
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const live = sampleLiveDaemonSet([
    { name: 'a', state: 'available' },
    { name: 'b', state: 'available' },
  ]);
  const store = createOrderStore(live, VIEW, { filterSearch: false });
  store.start();
  const shown = () => [...store.snapshot().order.slots].map((slot) => live.name(slot)).join('');
  return { live, store, shown };
}

it('[HOLD-1] cells keep their place when they change, and are sorted again a moment later', () => {
  const { live, shown } = setUp();
  live.change(1, { state: 'failing' });
  live.publish();
  expect(shown()).toBe('ab');
  vi.advanceTimersByTime(1_500);
  expect(shown()).toBe('ba');
});

it('[HOLD-2] while somebody looks nothing moves; the store says that the order is out of date', () => {
  const { live, store, shown } = setUp();
  store.hold(true);
  live.change(1, { state: 'failing' });
  live.publish();
  vi.advanceTimersByTime(60_000);
  expect(shown()).toBe('ab');
  expect(store.snapshot().outOfDate).toBe(true);
  store.resort();
  expect(shown()).toBe('ba');
  expect(store.snapshot().outOfDate).toBe(false);
});

it('[HOLD-3] looking away sorts again', () => {
  const { live, store, shown } = setUp();
  store.hold(true);
  live.change(1, { state: 'failing' });
  live.publish();
  store.hold(false);
  vi.advanceTimersByTime(1_500);
  expect(shown()).toBe('ba');
});

it('[HOLD-4] a Node that joins is shown at once, at the end, even while somebody looks', () => {
  const { live, store, shown } = setUp();
  store.hold(true);
  live.add({ name: 'c', state: 'failing' });
  live.publish();
  expect(shown()).toBe('abc');
});

it('[HOLD-5] another view is shown at once, even while somebody looks', () => {
  const { store, shown } = setUp();
  store.hold(true);
  store.setView({ ...VIEW, sort: 'name', reverse: true }, { filterSearch: false });
  expect(shown()).toBe('ba');
});

it('[HOLD-8] another grouping is another order, even where it parts no Nodes and no value tells the two apart', () => {
  const live = sampleLiveDaemonSet([{ name: 'a', state: 'available', zone: 'x', pool: 'x' }]);
  const store = createOrderStore(live, VIEW, { filterSearch: false });
  const groupedBy = () => store.snapshot().order.groupedBy;
  store.setView({ ...VIEW, group: 'zone' }, { filterSearch: false });
  expect(groupedBy()).toEqual(['zone']);
  store.setView({ ...VIEW, group: 'pool' }, { filterSearch: false });
  expect(groupedBy()).toEqual(['pool']);
  store.setView(VIEW, { filterSearch: false });
  expect(groupedBy()).toEqual([]);
});

describe('with more Nodes than are sorted at once', () => {
  const MANY = 20_001;
  const byPool: NodeView = { ...VIEW, group: 'pool', sort: 'name' };
  const byZone: NodeView = { ...VIEW, group: 'zone', sort: 'name' };

  function setUpMany() {
    const live = sampleLiveDaemonSet(sampleNodes(MANY));
    const store = createOrderStore(live, VIEW, { filterSearch: false });
    store.start();
    return { live, store };
  }

  it('[HOLD-6] the last view is shown, sorted in steps; until then the order stays what it says it is grouped by', () => {
    const { live, store } = setUpMany();
    const published = vi.fn();
    store.subscribe(published);
    store.setView(byPool, { filterSearch: false });
    store.setView(byZone, { filterSearch: false });
    expect(store.snapshot().order.groupedBy).toEqual([]);
    vi.runAllTimers();
    expect(published).toHaveBeenCalledTimes(1);
    expect(store.snapshot().order).toEqual(orderNodes(live, byZone, orderNames(live), { filterSearch: false }));
  });

  it('[HOLD-7] a Node that joins meanwhile is shown at once, in the new view', () => {
    const { live, store } = setUpMany();
    store.setView(byPool, { filterSearch: false });
    live.add({ name: 'new', state: 'missing', pool: 'x' });
    live.publish();
    const { groupedBy, slots } = store.snapshot().order;
    expect([groupedBy, slots.length]).toEqual([['pool'], MANY + 1]);
    vi.runAllTimers();
    expect(store.snapshot().order.slots).toBe(slots);
  });
});
