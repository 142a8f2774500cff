import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedAmount, quantityText, readQuantity } from './quantity.ts';

const nanos = (text: string) => readQuantity(text).nanos;
const UNIT = 1_000_000_000n;

describe('quantities', () => {
  it('[QUANTITY-1] every suffix and exponent of the API is read exactly', () => {
    const cases: readonly (readonly [string, bigint])[] = [
      ['0', 0n],
      ['1', UNIT],
      ['+1', UNIT],
      ['-1', -UNIT],
      ['007', 7n * UNIT],
      ['100m', UNIT / 10n],
      ['1u', 1000n],
      ['1n', 1n],
      ['1.5', (UNIT * 3n) / 2n],
      ['.5', UNIT / 2n],
      ['1.', UNIT],
      ['1k', 1000n * UNIT],
      ['2M', 2_000_000n * UNIT],
      ['1G', 10n ** 9n * UNIT],
      ['1T', 10n ** 12n * UNIT],
      ['1P', 10n ** 15n * UNIT],
      ['1E', 10n ** 18n * UNIT],
      ['1Ki', 1024n * UNIT],
      ['1.5Gi', 1536n * 2n ** 20n * UNIT],
      ['0.1Ki', 102_400_000_000n],
      ['1Ti', 2n ** 40n * UNIT],
      ['1Pi', 2n ** 50n * UNIT],
      ['1Ei', 2n ** 60n * UNIT],
      ['1e3', 1000n * UNIT],
      ['1E3', 1000n * UNIT],
      ['5e+2', 500n * UNIT],
      ['5e-3', 5n * (UNIT / 1000n)],
      ['18446744073709551616', 18446744073709551616n * UNIT],
    ];
    for (const [text, value] of cases) expect([text, nanos(text)]).toEqual([text, value]);
  });

  it('[QUANTITY-1] what is finer than a nano unit is rounded away from zero, and binary amounts stop at 2^63-1', () => {
    expect(nanos('0.9n')).toBe(1n);
    expect(nanos('-0.1n')).toBe(-1n);
    expect(nanos('1.0000000001')).toBe(UNIT + 1n);
    expect(nanos('1e-2147483648')).toBe(1n);
    expect(nanos('0e999999999')).toBe(0n);
    expect(nanos('8Ei')).toBe((2n ** 63n - 1n) * UNIT);
  });

  it('[QUANTITY-2] bad input is a named problem, however long', () => {
    const problems = (texts: readonly string[]) => texts.map((text) => readQuantity(text).problem);
    expect(problems(['', ' 1', '1 ', 'abc', '1g', '1x', '1,5', '1.2.3', '0x10', '1_000', '١', '9'.repeat(1e6)])).toEqual(
      Array(12).fill('format'),
    );
    expect(problems(['--1', '1Kii', '1ki', '1K', '1mi', '1e', '1e+', '1m3', '1-3', '1eE', '1e9223372036854775808'])).toEqual(
      Array(11).fill('suffix'),
    );
    expect(readQuantity('1constructor').problem).toBe('format');
  });

  it('[QUANTITY-3] cpu counts in milli units, all else in whole ones, rounded up', () => {
    expect(quantityText('cpu', countedAmount('cpu', nanos('100u') ?? 0n))).toBe('1m');
    expect(quantityText('memory', countedAmount('memory', nanos('1.2') ?? 0n))).toBe('2');
    expect(quantityText('vendor.example/gpu', countedAmount('vendor.example/gpu', nanos('1500m') ?? 0n))).toBe('2');
    expect(countedAmount('cpu', 0n)).toBe(0n);
  });

  it('[QUANTITY-4] the canonical text has no fraction and the largest suffix, and reads back as the same amount', () => {
    const cases = [
      ['cpu', '1500m', '1500m'],
      ['cpu', '2000m', '2'],
      ['memory', '1.5Gi', '1536Mi'],
      ['memory', '1000', '1k'],
      ['memory', '2048', '2Ki'],
      ['ephemeral-storage', '0', '0'],
      ['hugepages-2Mi', '4194304', '4Mi'],
      ['vendor.example/gpu', '4000', '4k'],
      ['memory', '-1Gi', '-1Gi'],
    ] as const;
    for (const [resource, text, canonical] of cases) expect(quantityText(resource, nanos(text) ?? 1n)).toBe(canonical);
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }), fc.constantFrom('cpu', 'memory'), (amount, resource) => {
        expect(nanos(quantityText(resource, amount))).toBe(amount);
      }),
    );
  });
});
