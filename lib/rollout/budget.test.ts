import { describe, expect, it } from 'vitest';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { budgetLimit } from './budget.ts';

describe('budget', () => {
  it('[BUDGET-1] percentages are rounded up', () => {
    const limits = (percent: string): readonly number[] =>
      [0, 1, 3, 100].map((desired) => budgetLimit(aDaemonSet().withMaxUnavailable(percent).build(), desired).limit);
    expect(limits('1%')).toEqual([0, 1, 1, 1]);
    expect(limits('50%')).toEqual([0, 1, 2, 50]);
    expect(limits('100%')).toEqual([0, 1, 3, 100]);
    expect(budgetLimit(aDaemonSet().withMaxSurge('10%').build(), 31)).toEqual({ kind: 'maxSurge', configured: '10%', limit: 4 });
    expect(budgetLimit(aDaemonSet().withMaxUnavailable(5).build(), 3)).toEqual({
      kind: 'maxUnavailable',
      configured: '5',
      limit: 5,
    });
  });

  it('[BUDGET-2] both zero act as maxUnavailable 1', () => {
    const zero = aDaemonSet().withMaxUnavailable(0).build();
    expect(budgetLimit(zero, 3)).toEqual({ kind: 'maxUnavailable', configured: '0', limit: 1 });
    expect(budgetLimit(zero, 0).limit).toBe(0);
    expect(budgetLimit(aDaemonSet().withMaxSurge('0%').build(), 3)).toEqual({
      kind: 'maxUnavailable',
      configured: '0',
      limit: 1,
    });
  });

  it('[BUDGET-6] OnDelete has none', () => {
    expect(budgetLimit(aDaemonSet().onDelete().build(), 3)).toEqual({ kind: 'none', configured: '', limit: 0 });
  });
});
