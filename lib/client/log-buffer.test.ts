import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLook, EMPTY_LOG, type LogBuffer, lookSince, MOST_LINES, MOST_LINES_A_LOOK, stampedLines } from './log-buffer.ts';

const textOf = ({ lines }: LogBuffer) => lines.map(({ text }) => text);
const read = (raw: string, known = EMPTY_LOG) => appendLook(known, stampedLines(raw));

describe('a log that is followed', () => {
  it('[LOGBUFFER-1] whatever is written between two looks, each line is there once and in order', () => {
    const step = fc.record({ nanos: fc.integer({ min: 0, max: 700_000_000 }), lines: fc.integer({ min: 0, max: 4 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), fc.constantFrom('Z', '+09:00', '-03:30'), (steps, zone) => {
        const written: { readonly at: bigint; readonly text: string }[] = [];
        let now = 0n;
        let buffer = EMPTY_LOG;
        for (const { nanos, lines } of steps) {
          now += BigInt(nanos);
          for (let line = 0; line < lines; line++) written.push({ at: now, text: `${written.length}` });
          const since = lookSince(buffer);
          const from =
            since === null ? 0n : BigInt(Date.parse(since) - Date.parse(stampAt(0n, zone).slice(0, 19) + zone)) * 1_000_000n;
          const look = written.filter(({ at }) => at >= from).map(({ at, text }) => `${stampAt(at, zone)} ${text}\n`);
          buffer = read(look.join(''), buffer);
        }
        expect(textOf(buffer)).toEqual(written.map(({ text }) => text));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('[LOGBUFFER-2] what has no time stays with the line before it, and a line may be empty', () => {
    const first = read('2026-01-01T00:00:00.5Z a\nat b\n2026-01-01T00:00:01Z \n');
    expect(textOf(first)).toEqual(['a', 'at b', '']);
    expect(textOf(read('2026-01-01T00:00:01Z \n2026-01-01T00:00:01.25Z c\nat d\n', first))).toEqual([
      'a',
      'at b',
      '',
      'c',
      'at d',
    ]);
  });

  it('[LOGBUFFER-3] the last 20,000 lines are kept, and how many were is told', () => {
    const stamps = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `${new Date((from + index) * 1000).toISOString()} ${from + index}\n`).join('');
    let buffer = EMPTY_LOG;
    for (let from = 0; from < 100_000; from += 4_000) buffer = read(stamps(from, 4_000), buffer);
    expect([buffer.lines.length, buffer.dropped, buffer.gap]).toEqual([MOST_LINES, 100_000 - MOST_LINES, false]);
    expect(textOf(buffer).at(-1)).toBe('99999');
    expect(read(stamps(200_000, MOST_LINES_A_LOOK), buffer).gap).toBe(true);
    expect(read('', buffer)).toBe(buffer);
  });
});

/** As a kubelet writes it: without zeros at the end. */
function stampAt(nanos: bigint, zone: string): string {
  const base = new Date(Date.UTC(2026, 0, 1) + Number(nanos / 1_000_000n)).toISOString().slice(0, 19);
  const fraction = String(nanos % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${base}${fraction === '' ? '' : `.${fraction}`}${zone}`;
}
