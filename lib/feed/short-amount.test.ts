import { expect, it } from 'vitest';
import { shortAmount } from './short-amount.ts';

it('[AMOUNT-1] amounts are short, with the suffix that a person would choose', () => {
  const cases = [
    ['cpu', '250m', '250m'],
    ['cpu', '3920m', '3.92'],
    ['cpu', '16', '16'],
    ['cpu', '0', '0'],
    ['memory', '7864320Ki', '7.5Gi'],
    ['memory', '-300Mi', '-300Mi'],
    ['memory', '500', '500'],
    ['memory', '16Gi', '16Gi'],
    ['ephemeral-storage', '104857600Ki', '100Gi'],
    ['pods', '110', '110'],
    ['vendor.example/gpu', '8', '8'],
    ['memory', 'lots', 'lots'],
  ] as const;
  for (const [resource, text, short] of cases) expect(shortAmount(resource, text)).toBe(short);
});
