import { expect, it } from 'vitest';
import { addressOf, namesOf } from './kept-selections.ts';

it('[SELECT-14] a selection that is too long for an address is kept by this page under a mark, and others say that it is lost', () => {
  const letters = (index: number) => [...index.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
  const names = Array.from({ length: 4_000 }, (_, index) => `worker-${letters(index).join('')}.example.internal`);
  const mark = addressOf(names);
  expect(mark).toMatch(/^\*\d+$/);
  expect(namesOf(mark)).toEqual({ names, unreadable: 0, place: 'page' });
  expect(namesOf('*0')).toEqual({ names: [], unreadable: 0, place: 'lost' });
  expect(addressOf(['*1', 'a'])).toBe('a,~002a1');
  expect(namesOf('a,~002a1')).toMatchObject({ names: ['a', '*1'], place: 'address' });
});
