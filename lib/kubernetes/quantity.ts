/** An exact amount: a whole number of nano units, the finest that the API keeps. */
export type Nanos = bigint;

/** What a text is as a quantity, or why it is none: its form, or its suffix. */
export type ParsedQuantity =
  | { readonly nanos: Nanos; readonly problem: null }
  | { readonly nanos: null; readonly problem: 'format' | 'suffix' };

const NANO = 1_000_000_000n;
const MAX_BINARY = (2n ** 63n - 1n) * NANO;
/** Longer texts and larger exponents than the API ever writes would only cost time. */
const MOST_CHARACTERS = 128;
const MOST_EXPONENT = 64;
const BINARY: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const FORM = /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<fraction>\d*))?(?<suffix>[eEinumkKMGTP]*[-+]?\d*)$/;

/**
 * Reads a quantity exactly. What is finer than a nano unit is rounded away from zero; a binary suffix stops at 2^63-1.
 * Mirrors kubernetes/apimachinery pkg/api/resource/quantity.go ParseQuantity, v0.36, which also takes a lone sign,
 * point or suffix for 0.
 */
export function readQuantity(text: string): ParsedQuantity {
  const groups = text === '' || text.length > MOST_CHARACTERS ? undefined : FORM.exec(text)?.groups;
  if (groups === undefined) {
    return { nanos: null, problem: 'format' };
  }
  const { sign = '', whole = '', fraction = '', suffix = '' } = groups;
  const digits = BigInt(`0${whole}${fraction}`);
  const magnitude = scaled(digits, fraction.length, suffix);
  if (magnitude === null) {
    return { nanos: null, problem: 'suffix' };
  }
  return { nanos: sign === '-' ? -magnitude : magnitude, problem: null };
}

function scaled(digits: bigint, places: number, suffix: string): Nanos | null {
  const shift = Object.hasOwn(BINARY, suffix) ? BINARY[suffix] : undefined;
  if (shift !== undefined) {
    const nanos = divideUp((digits << shift) * NANO, 10n ** BigInt(places));
    return nanos > MAX_BINARY ? MAX_BINARY : nanos;
  }
  const exponent = decimalExponent(suffix);
  return exponent === null ? null : timesTenTo(digits, exponent + 9 - places);
}

function decimalExponent(suffix: string): number | null {
  if (Object.hasOwn(DECIMAL, suffix)) {
    return DECIMAL[suffix] ?? null;
  }
  if (!/^[eE][-+]?\d+$/.test(suffix)) {
    return null;
  }
  const exponent = BigInt(suffix.slice(1).replace(/^\+/, ''));
  return BigInt.asIntN(64, exponent) === exponent ? Number(BigInt.asIntN(32, exponent)) : null;
}

function timesTenTo(digits: bigint, exponent: number): bigint {
  if (digits === 0n || exponent >= 0) {
    return digits === 0n ? 0n : digits * 10n ** BigInt(Math.min(exponent, MOST_EXPONENT));
  }
  return exponent < -MOST_CHARACTERS ? 1n : divideUp(digits, 10n ** BigInt(-exponent));
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

/** The resources whose amounts the API writes with binary suffixes. */
function isBytes(resource: string): boolean {
  return resource === 'memory' || resource.endsWith('storage') || resource.startsWith('hugepages-');
}

/** What the scheduler counts this amount as: milli units of cpu, whole units of all else, rounded up; in nano units again. */
export function countedAmount(resource: string, nanos: Nanos): Nanos {
  const unit = resource === 'cpu' ? NANO / 1000n : NANO;
  return (nanos > 0n ? divideUp(nanos, unit) : nanos / unit) * unit;
}

/**
 * The amount in the API's canonical form: no fraction, the largest suffix that loses nothing.
 * Mirrors kubernetes/apimachinery pkg/api/resource/quantity.go CanonicalizeBytes, v0.36.
 */
export function quantityText(resource: string, nanos: Nanos): string {
  if (nanos < 0n) {
    return `-${quantityText(resource, -nanos)}`;
  }
  const isWhole = nanos % NANO === 0n;
  return isBytes(resource) && isWhole && nanos >= 1024n * NANO ? binaryText(nanos / NANO) : decimalText(nanos);
}

function binaryText(units: bigint): string {
  const [suffix, shift] = Object.entries(BINARY).findLast(([, bits]) => units % (1n << bits) === 0n) ?? ['', 0n];
  return `${units >> shift}${suffix}`;
}

function decimalText(nanos: Nanos): string {
  if (nanos === 0n) {
    return '0';
  }
  const [suffix, exponent] = Object.entries(DECIMAL).findLast(([, power]) => nanos % 10n ** BigInt(power + 9) === 0n) ?? [
    'n',
    -9,
  ];
  return `${nanos / 10n ** BigInt(exponent + 9)}${suffix}`;
}
