import { expect, it } from 'vitest';
import { readSelection, selectionText } from './selection-text.ts';

function backAgain(names: readonly string[]): readonly string[] {
  const text = selectionText(names);
  // What an address does to it on the way.
  const carried = new URLSearchParams(`sel=${encodeURIComponent(text)}`).get('sel') ?? '';
  const { names: read, unreadable } = readSelection(carried);
  expect(unreadable).toBe(0);
  return read.toSorted();
}

it('[SELECT-1] numbers of one name become ranges that a person can read', () => {
  const names = [...Array.from({ length: 20 }, (_, index) => `node-${index + 1}`), 'node-25', 'other-7'];
  expect(selectionText(names)).toBe('node-[1-20,25],other-7');
  expect(selectionText(['ip-10-0-3-8.eu-1.internal', 'ip-10-0-3-9.eu-1.internal', 'ip-10-0-4-9.eu-1.internal'])).toBe(
    'ip-10-0-3-[8-9],ip-10-0-4-9@.eu-1.internal',
  );
  expect(selectionText(['w008', 'w009', 'w010', 'w8'])).toBe('w[8,008-010]');
  expect(selectionText(['n1', 'n4', 'n7', 'n9', 'n10', 'n20'])).toBe('n[1-7/3,9-10,20]');
  expect(selectionText(['gpu-a', 'gpu-b'])).toBe('gpu-a,gpu-b');
});

it('[SELECT-2] the same Nodes in any order and twice give the same text', () => {
  expect(selectionText(['b-2', 'a', 'b-10', 'b-1', 'a'])).toBe(selectionText(['a', 'b-1', 'b-2', 'b-10']));
  expect(selectionText([])).toBe('');
  expect(readSelection('')).toEqual({ names: [], unreadable: 0 });
});

it('[SELECT-3] every set of names, legal or hostile, comes back from its address exactly', () => {
  const random = seeded(20_261_121);
  const alphabets = [
    'abc0123456789-.',
    '0199-',
    'node-0.7',
    'ab.1',
    '[],-~*,"\'<>&=+%# \u0000\u202e\ud800\udfffé漢1',
    'A_z~0041[1-2]',
  ];
  for (let round = 0; round < 2_000; round++) {
    const alphabet = alphabets[round % alphabets.length] ?? '';
    const names = new Set<string>();
    for (let count = Math.floor(random() * 12); count >= 0; count--) {
      const length = 1 + Math.floor(random() ** 3 * (round % 50 === 0 ? 253 : 14));
      names.add(Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)] ?? '').join(''));
    }
    expect(backAgain([...names])).toEqual([...names].toSorted());
    expect(selectionText([...names].reverse())).toBe(selectionText(names));
  }
});

it('[SELECT-4] 5,000 Nodes in a row are a short text, and come back', () => {
  const names = Array.from({ length: 5_000 }, (_, index) => `ip-10-0-${Math.floor(index / 250)}-${index % 250}`);
  expect(selectionText(names).length).toBeLessThan(500);
  expect(backAgain(names)).toEqual(names.toSorted());
  expect(backAgain(['[1', '1[', '~[1', '1~['])).toEqual(['1[', '1~[', '[1', '~[1'].toSorted());
  const thirds = names.filter((_, index) => index % 3 === 1);
  expect(selectionText(thirds).length).toBeLessThan(700);
  expect(backAgain(thirds)).toEqual(thirds.toSorted());
});

it('[SELECT-5] what an address has no right to ask is left out and counted, not expanded', () => {
  expect(readSelection('a,b[1-3]')).toEqual({ names: ['a', 'b1', 'b2', 'b3'], unreadable: 0 });
  for (const wrong of [
    'n[0-999999999]',
    'n[3-1]',
    'n[1-',
    'n[]',
    'n[a-b]',
    'n[01-1]',
    'n[1-9/0]',
    'n[1-9/3]',
    'n[1-9/]',
    'n[1/2]',
    'n~12',
    'n[1][2]',
    ']',
    'a b',
    '',
  ])
    expect(readSelection(`ok,${wrong}`)).toEqual({ names: ['ok'], unreadable: 1 });
  expect(readSelection('a@b@c')).toEqual({ names: [], unreadable: 1 });
  expect(readSelection('a,b[1-2]@.x')).toEqual({ names: ['a.x', 'b1.x', 'b2.x'], unreadable: 0 });
  expect(readSelection('n[0-999999999],ok')).toEqual({ names: ['ok'], unreadable: 1 });
  expect(readSelection('n[3-1],n~12,a b,ok,,')).toEqual({ names: ['ok'], unreadable: 5 });
  expect(readSelection(Array.from({ length: 4 }, (_, index) => `n${index}-[1-60000]`).join()).names).toHaveLength(180_000);
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
