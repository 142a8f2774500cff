import type { Random } from '../random.ts';

// Without vowels and look-alikes. kubernetes/apimachinery pkg/util/rand/rand.go, v0.36.
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A name of the base and five random letters that is not taken yet; the name is taken now. */
export function randomName(base: string, random: Random, taken: Set<string>): string {
  for (;;) {
    const letters = Array.from({ length: 5 }, () => SUFFIX_LETTERS[random.below(SUFFIX_LETTERS.length)]);
    const name = base + letters.join('');
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** A version 4 UUID. */
export function randomUid(random: Random): string {
  const word = () =>
    Math.floor(random.next() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0');
  const hex = word() + word() + word() + word();
  const variant = '89ab'[random.below(4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
