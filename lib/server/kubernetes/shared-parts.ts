import 'server-only';

const PARTS_PER_GENERATION = 4_096;

/**
 * Gives equal values one instance, so that what thousands of Pods repeat is held once. Knows the values used last, at
 * most two generations of them: a cluster that never repeats itself costs a bounded table and nothing else.
 */
export interface SharedParts {
  /** The instance to hold in place of this text. */
  text(value: string): string;
  /** The instance to hold in place of this JSON value; nobody may change either from now on. */
  part<T>(value: T): T;
}

/** An empty table. */
export function createSharedParts(): SharedParts {
  const texts = createGenerations<string>();
  const parts = createGenerations<unknown>();
  return {
    text: (value) => texts(value, value),
    // The key is the value's own text, so equal keys mean equal values.
    part: <T>(value: T) => parts(JSON.stringify(value), value) as T,
  };
}

/** Finds or takes a value by its key; what two generations of new keys have not asked for is forgotten. */
function createGenerations<T>(): (key: string, value: T) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (key, value) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const kept = old.get(key) ?? value;
    if (young.size >= PARTS_PER_GENERATION) {
      old = young;
      young = new Map();
    }
    young.set(key, kept);
    return kept;
  };
}
