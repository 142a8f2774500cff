import { expect, it } from 'vitest';
import { LONGEST_LINE, readLog } from './log-lines.ts';

it('[LOG-1] colours and links are stripped, their text stays', () => {
  expect(readLog('\u001b[31merror\u001b[0m \u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007\n')).toEqual([
    { text: 'error click', cut: 0 },
  ]);
});

it('[LOG-2] a carriage return overwrites what stood before it, and one at the end is part of the line break', () => {
  expect(readLog('10%\r50%\r100%\r\nnext')).toEqual([
    { text: '100%', cut: 0 },
    { text: 'next', cut: 0 },
  ]);
});

it('[LOG-3] control and bidi characters are shown, markup is text', () => {
  expect(readLog('a\u0000b\u202E<script>')[0]?.text).toBe('a\\u0000b\\u202E<script>');
});

it('[LOG-4] a line of ten megabytes is cut and says by how much', () => {
  const [line] = readLog('x'.repeat(10_000_000));
  expect(line?.text).toHaveLength(LONGEST_LINE);
  expect(line?.cut).toBe(10_000_000 - LONGEST_LINE);
});

it('[LOG-5] an empty log has no lines', () => {
  expect(readLog('')).toEqual([]);
});
