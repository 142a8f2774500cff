import { expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { comparePods } from './pod-order.ts';

it('[POD-4] bound before unbound, then older, then by name', () => {
  const daemonSet = aDaemonSet().build();
  const pods = [
    aPod(daemonSet, 'unbound').pinnedTo('n').createdAt('2025-01-01T00:00:00Z').build(),
    aPod(daemonSet, 'b').on('n').createdAt('2026-01-01T00:00:00Z').build(),
    aPod(daemonSet, 'a').on('n').createdAt('2026-01-01T00:00:00Z').build(),
    aPod(daemonSet, 'older').on('n').createdAt('2025-06-01T00:00:00Z').build(),
  ];
  expect(pods.sort(comparePods).map((pod) => pod.metadata.name)).toEqual(['older', 'a', 'b', 'unbound']);
});
