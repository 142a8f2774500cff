import type { Random } from '../random.ts';

const hexDigits = (random: Random, count: number) => Array.from({ length: count }, () => random.below(16).toString(16)).join('');

/** A version 4 UUID. */
export function randomUid(random: Random): string {
  const variant = (8 + random.below(4)).toString(16);
  return `${hexDigits(random, 8)}-${hexDigits(random, 4)}-4${hexDigits(random, 3)}-${variant}${hexDigits(random, 3)}-${hexDigits(random, 12)}`;
}

// Without vowels and look-alikes. kubernetes/apimachinery pkg/util/rand/rand.go, v0.36.
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const MAX_GENERATED_BASE = 58; // 63 characters of a DNS label less 5 of the suffix

/** A name for `generateName`. Mirrors kubernetes/apiserver pkg/storage/names/generate.go, v0.36. */
export function generatedName(base: string, random: Random): string {
  const suffix = Array.from({ length: 5 }, () => SUFFIX_LETTERS[random.below(SUFFIX_LETTERS.length)]).join('');
  return `${base.slice(0, MAX_GENERATED_BASE)}${suffix}`;
}
