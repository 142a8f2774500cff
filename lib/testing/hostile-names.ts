import fc from 'fast-check';

/** Names that would turn a request for one object into another request, and some that only look odd. */
export const FIXED_HOSTILE_NAMES = [
  '', '.', '..', '...', '../x', '..%2fx', 'a%2Fb', 'a/b', 'a//b', '/a', 'a/', '\\..\\b', '%00', 'a\0b', '%0d%0aX:1', 'a\r\nX: 1',
  '%ff', '%2e%2e', '%252e', 'a?b=c', 'a#b', 'a b', ' a', 'a ', 'A', 'é', 'а', '\u202Ea', 'a\u200Bb', '-a', 'a-', '.a', 'a.', 'a..b',
  'a'.repeat(254), 'a,metadata.name!=b', 'a=b', 'a;b', '*', '~', 'a@b', 'a:b', 'http://evil.test', '//evil.test', 'a&b', 'a+b', 'a_b',
]; // biome-ignore format: one list

const LEGAL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Text that is no legal object name. */
export const hostileName: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...FIXED_HOSTILE_NAMES),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'e', 'f', 'a', '-', '\\', '?', '#', '&', '='), maxLength: 12 }),
  )
  .filter((name) => !(LEGAL.test(name) && name.length <= 253));
