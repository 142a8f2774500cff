import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNameList } from './name-list.ts';

function listOf(...names: string[]) {
  const list = createNameList<string>();
  for (const name of names) list.set(name, name, name);
  return list;
}

it('[SEARCH-1] the whole name comes first, then beginnings, beginnings of a part, the rest; short before long', () => {
  const list = listOf('my-proxy', 'proxy-long-name', 'proxy', 'reproxy', 'proxy-a', 'x.proxy', 'dns');
  expect(list.search(['proxy'], 10).items).toEqual(['proxy', 'proxy-a', 'proxy-long-name', 'x.proxy', 'my-proxy', 'reproxy']);
});

it('[SEARCH-2] each name of a text counts, and every word must be in it', () => {
  const list = createNameList<string>();
  list.set('a', 'kube-proxy-x1 kube-system node-7', 'a');
  list.set('b', 'kube-proxy-x2 kube-system node-70', 'b');
  list.set('c', 'cilium-x3 kube-system node-7', 'c');
  expect(list.search(['node-7'], 10).items).toEqual(['c', 'a', 'b']);
  expect(list.search(['kube-proxy', 'node-7'], 10).items).toEqual(['a', 'b']);
  expect(list.search(['NODE-70', 'Proxy'], 10).items).toEqual(['b']);
  expect(list.search([], 10).items).toEqual([]);
});

it('[SEARCH-3] finds what a look at every name finds, after any changes', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '-', 'A', '\n', '*'), minLength: 1, maxLength: 6 });
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*'), minLength: 1, maxLength: 3 });
  const change = fc.record({ key: fc.nat({ max: 30 }), name, gone: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 80 }), fc.array(word, { minLength: 1, maxLength: 2 }), (changes, words) => {
      const list = createNameList<string>();
      const model = new Map<string, string>();
      changes.forEach(({ key, name: text, gone }, index) => {
        if (gone) {
          list.delete(String(key));
          model.delete(String(key));
        } else {
          list.set(String(key), text, text);
          model.set(String(key), text);
        }
        // A search between changes must not leave anything old behind.
        if (index % 7 === 0) list.search(words, 3);
      });
      const expected = [...model.values()].filter((text) => words.every((part) => text.toLowerCase().includes(part)));
      expect([...list.search(words, 1_000).items].sort()).toEqual(expected.sort());
    }),
  );
});

it('[SEARCH-4] of thousands that hold a letter, the one that begins with it is found, and that there are more is said', () => {
  const names = Array.from({ length: 9_000 }, (_, index) => `node-${index}-a`);
  const list = listOf(...names, 'a-single');
  expect(list.search(['a'], 3).items[0]).toBe('a-single');
  expect(list.search(['a'], 3)).toMatchObject({ more: true });
  expect(list.search(['node-8999-a'], 3)).toEqual({ items: ['node-8999-a'], more: false });
});
