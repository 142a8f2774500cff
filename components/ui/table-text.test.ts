import { expect, it } from 'vitest';
import { csvText, tabbedText } from './table-text.ts';

it('[EXPORT-1] CSV is RFC 4180 with a byte order mark: commas, quotes and line ends are quoted, lines end with CRLF', () => {
  expect(
    csvText([
      ['a', 'b'],
      ['x,y', 'say "no"'],
      ['two\nlines', 7],
    ]),
  ).toBe('\uFEFFa,b\r\n"x,y","say ""no"""\r\n"two\nlines",7\r\n');
  expect(csvText([])).toBe('\uFEFF');
});

it('[EXPORT-2] no cell is run as a formula, whatever a cluster writes; numbers stay numbers', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
    const cell = `${start}cmd|' /C calc'!A0`;
    expect(readCsv(csvText([[cell]]))).toEqual([[`'${cell}`]]);
    expect(tabbedText([[cell]])[0]).toBe("'");
  }
  expect(csvText([[-1, true, 'a=b', "'a"]])).toBe("\uFEFF-1,true,a=b,'a\r\n");
});

it('[EXPORT-3] a copied table has as many cells a line as columns, also with tabs and line ends in a text', () => {
  const text = tabbedText([
    ['node', 'reason'],
    ['a\tb', 'x\r\ny'],
    ['c', ''],
  ]);
  expect(text.split('\n').map((line) => line.split('\t').length)).toEqual([2, 2, 2]);
});

it('[EXPORT-4] every text comes back from CSV as it was, but for the apostrophe', () => {
  let state = 5;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const alphabet = [...'ab",\r\n\t=\' é漢'];
  for (let round = 0; round < 500; round++) {
    const word = () => Array.from({ length: Math.floor(random() * 8) }, () => alphabet[Math.floor(random() * 13)] ?? '').join('');
    const line = ['k', word(), word(), word()];
    const guarded = line.map((cell) => (/^[=\t\r\n]/.test(cell) ? `'${cell}` : cell));
    expect(readCsv(csvText([line, line]))).toEqual([guarded, guarded]);
  }
});

/** A reader of RFC 4180 that knows nothing of the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quotes = false;
  for (let at = 1; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (quotes) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quotes = false;
    } else if (sign === '"') quotes = true;
    else if (sign === ',' || (sign === '\r' && text[at + 1] === '\n')) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\r') {
        at++;
        rows.push([]);
      }
    } else cell += sign;
  }
  return rows.slice(0, -1);
}
