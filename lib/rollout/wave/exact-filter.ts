const LEVEL_BITS_PER_KEY = 2;
const MOST_LEVELS = 64;

/**
 * Remembers which of the known keys are members, in about five bits a key and without any error for a known key.
 * Level 0 is a set of hashes of the members that also says yes to some others; level 1 is one of those others that also
 * says yes to some members; and so on until nobody is mistaken. What it answers for an unknown key means nothing.
 * The idea is that of the filter cascades by which browsers carry revoked certificates.
 */
export function makeExactFilter(members: Iterable<string>, others: Iterable<string>): string {
  const levels: string[] = [];
  let [right, wrong] = [[...members], [...others]];
  while (right.length > 0 && levels.length < MOST_LEVELS) {
    const bits = emptyBits(right.length * LEVEL_BITS_PER_KEY);
    for (const key of right) setBit(bits, hash(key, levels.length));
    levels.push(toBase64(bits));
    [right, wrong] = [wrong.filter((key) => hasBit(bits, hash(key, levels.length - 1))), right];
  }
  if (right.length > 0) throw new Error('The same key is a member and is not.');
  return levels.join('.');
}

/** Answers whether a key is a member. Throws RangeError for a text that `makeExactFilter` has not made. */
export function readExactFilter(text: string): (key: string) => boolean {
  const levels = text === '' ? [] : text.split('.').map(fromBase64);
  return (key) => {
    const miss = levels.findIndex((bits, level) => !hasBit(bits, hash(key, level)));
    return (miss === -1 ? levels.length : miss) % 2 === 1;
  };
}

function emptyBits(count: number): Uint8Array {
  return new Uint8Array(Math.max(1, Math.ceil(count / 8)));
}

function setBit(bits: Uint8Array, at: number): void {
  const bit = at % (bits.length * 8);
  bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
}

function hasBit(bits: Uint8Array, at: number): boolean {
  const bit = at % (bits.length * 8);
  return ((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}

/** FNV-1a with a finish that spreads each bit over all of them; another function for each level. */
function hash(key: string, level: number): number {
  let value = 0x811c9dc5 ^ Math.imul(level + 1, 0x9e3779b1);
  for (let index = 0; index < key.length; index++) value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) throw new RangeError('The filter is not base64.');
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
