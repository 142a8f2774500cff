import { expect, it } from 'vitest';
import { matchLocale, resolveLocale } from './locale.ts';

it('[LANG-1] the cookie wins over the header', () => {
  expect(resolveLocale('ko', 'ja,en;q=0.8')).toBe('ko');
  expect(resolveLocale('xx', 'ja,en;q=0.8')).toBe('ja');
});

it('[LANG-2] the header is obeyed by quality, region and script', () => {
  expect(resolveLocale(undefined, 'fr, en;q=0.5, ja-JP;q=0.9')).toBe('ja');
  expect(resolveLocale(undefined, 'zh-Hans-SG')).toBe('zh-CN');
  expect(resolveLocale(undefined, 'zh-TW, ko;q=0.3')).toBe('ko');
  expect(resolveLocale(undefined, 'ja;q=0, ko;q=0.1')).toBe('ko');
});

it('[LANG-3] anything else is English', () => {
  for (const header of [null, '', '*', ';;;,,,q=', 'x'.repeat(10_000)]) expect(resolveLocale(undefined, header)).toBe('en');
  expect(matchLocale('__proto__')).toBeUndefined();
});
