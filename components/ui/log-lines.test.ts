import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LONGEST_LINE, readLog, readLogLine } from './log-lines.ts';
import { visibleText } from './visible-text.ts';

it('[LOG-1] colours become spans of a closed set, links are stripped, their text stays', () => {
  const raw =
    '\u001b[31;1merror\u001b[0m \u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007 \u001b[38;5;208mx\u001b[90my\n';
  const plain = { tone: null, bold: false };
  expect(readLog(raw)).toEqual([
    {
      text: 'error click xy',
      cut: 0,
      spans: [
        { text: 'error', tone: 'red', bold: true },
        { text: ' click ', ...plain },
        { text: 'x', ...plain },
        { text: 'y', tone: 'faint', bold: false },
      ],
    },
  ]);
});

it('[LOG-6] no other command to a terminal stays, and none of them hides text', () => {
  expect(readLog('\u001b[2K\u001b[1Aa\u001b(Bb\u001bMc\u001bPq#0\u001b\\d\u001b[?25le\u001b[200~f')).toEqual([
    { text: 'abcdef', cut: 0 },
  ]);
});

it('[LOG-7] whatever bytes a line holds, its spans are its text, and nothing invisible is left in it', () => {
  const bytes = fc.string({
    unit: fc.constantFrom('\u001b', '[', ']', '3', '1', 'm', ';', 'K', 'a', '\u0007', '\u202e', '\r', '<', 'P', '\\'),
  });
  fc.assert(
    fc.property(bytes, (raw) => {
      const { text, spans } = readLogLine(raw);
      expect(visibleText(text)).toBe(text);
      if (spans) expect(spans.map((span) => span.text).join('')).toBe(text);
    }),
    { numRuns: 2_000, seed: 9 },
  );
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
