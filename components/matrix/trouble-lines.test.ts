import { describe, expect, it } from 'vitest';
import { type SampleRow, sampleLiveMatrix } from '#lib/testing/sample-live-matrix.ts';
import { troubleLines } from './trouble-lines.ts';

function linesOf(rows: readonly SampleRow[]) {
  const live = sampleLiveMatrix(rows);
  const { lines, rest, total } = troubleLines(live);
  const words = lines.map((line) => {
    if (line.kind === 'nodes') return line.slots.map((slot) => live.name(slot)).join('+');
    if (line.kind === 'node') return `${live.name(line.slot)} ${line.count}/${line.of}`;
    if (line.kind === 'cell') return `${line.row.name} on ${live.name(line.slot)} ${line.state}`;
    return `${line.row.name} ${line.state ?? 'mixed'} ${line.count}/${line.of}`;
  });
  return { words, rest, total };
}

const rows = (...cells: string[]) => cells.map((text, at) => ({ name: `ds-${at}`, cells: text }));

describe('what explains the trouble', () => {
  it('[MATRIX-30] a bad Node is a column: it is named with the DaemonSets that should be there', () => {
    expect(linesOf(rows('afaa', 'afaa', 'amaa', 'a-aa'))).toEqual({ words: ['node-1 3/3'], rest: 0, total: 3 });
  });

  it('[MATRIX-31] a bad DaemonSet is a row: it is named with the Nodes where it should be, and with what is wrong', () => {
    expect(linesOf(rows('aaaa', 'ffa-', 'aaaa')).words).toEqual(['ds-1 failing 2/3']);
    expect(linesOf(rows('fmaa')).words).toEqual(['ds-0 mixed 2/4']);
    expect(linesOf(rows('mmmm')).words).toEqual(['ds-0 missing 4/4']);
  });

  it('[MATRIX-32] each line covers the most that is left: a column and a row, then the single cell', () => {
    const { words, rest } = linesOf(rows('fmmmmm', 'faaaaa', 'aaaaaa', 'aaaaaf', 'aaaaaa'));
    expect([words, rest]).toEqual([['ds-0 mixed 6/6', 'ds-1 on node-0 failing', 'ds-3 on node-5 failing'], 0]);
  });

  it('[MATRIX-33] at most three lines, and what they leave out is counted', () => {
    expect(linesOf(rows('faaaa', 'afaaa', 'aafaa', 'aaafa', 'aaaaf'))).toMatchObject({ rest: 2, total: 5 });
  });

  it('[MATRIX-34] what is only on its way, stale or allowed to stay is no trouble', () => {
    expect(linesOf(rows('oosa', '--aa'))).toEqual({ words: [], rest: 0, total: 0 });
    expect(linesOf([])).toEqual({ words: [], rest: 0, total: 0 });
  });

  it('[MATRIX-35] several bad Nodes are one line, before the DaemonSets that fail elsewhere too', () => {
    const { words, rest } = linesOf(rows('ffaffa', 'ffaaaa', 'ffaaaa'));
    expect([words, rest]).toEqual([['node-0+node-1', 'ds-0 failing 4/6'], 0]);
  });

  it('[MATRIX-36] when most Nodes are in trouble it is the DaemonSets that are named', () => {
    expect(linesOf(rows('fffa', 'fffa')).words).toEqual(['ds-0 failing 3/4', 'ds-1 failing 3/4']);
  });
});
