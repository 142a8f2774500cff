import { expect, it } from 'vitest';
import { perLocale } from './per-locale.ts';

it('[LOCALE-1] a formatter is made once for each language', () => {
  const made: string[] = [];
  const format = perLocale((locale) => {
    made.push(locale);
    return new Intl.NumberFormat(locale);
  });
  expect([format('en').format(1_000), format('ja'), format('en')]).toEqual(['1,000', format('ja'), format('en')]);
  expect(made).toEqual(['en', 'ja']);
});
