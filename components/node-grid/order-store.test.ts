import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sampleLiveDaemonSet } from '#lib/testing/sample-live-daemon-set.ts';
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
