import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it('[TEXT-1] bidi, zero-width and control characters are shown as escapes', () => {
  expect(visibleText('pod\u202Etxt.exe')).toBe('pod\\u202Etxt.exe');
  expect(visibleText('a\u200Bb\u0000c\u001B[31m')).toBe('a\\u200Bb\\u0000c\\u001B[31m');
});

it('[TEXT-2] letters of every script, emoji, tabs and markup stay as they are', () => {
  const text = '<img src=x onerror=alert(1)> {{7*7}} 日本語 한국어 עברית 🚀\tend';
  expect(visibleText(text)).toBe(text);
});
