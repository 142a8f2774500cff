import { expect, it } from 'vitest';
import { strategyChangedAt } from './strategy-change.ts';

const entry = (time: unknown, spec: object) => ({ manager: 'm', operation: 'Update', time, fieldsV1: { 'f:spec': spec } });
const object = (...managedFields: unknown[]) => ({ metadata: { managedFields } });

it('[PRUNE-8] the strategy’s time is that of managers that keep it and no template, the latest of them', () => {
  const strategy = { 'f:updateStrategy': { 'f:type': {} } };
  const whole = entry('2026-01-03T00:00:00Z', { ...strategy, 'f:template': {} });
  expect(strategyChangedAt(object(whole))).toBeNull();
  const told = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 'never', 5, undefined].map((time) => entry(time, strategy));
  expect(strategyChangedAt(object(whole, ...told))).toBe('2026-01-02T00:00:00Z');
});

it('[PRUNE-8] whatever stands in its place, a DaemonSet without such managers has none', () => {
  for (const odd of [null, 5, {}, { metadata: null }, object(null, 'x', { fieldsV1: [] }, {})]) {
    expect(strategyChangedAt(odd)).toBeNull();
  }
});
