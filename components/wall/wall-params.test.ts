import { describe, expect, it } from 'vitest';
import { readWallParams } from './wall-params.ts';

const read = (query: string) => readWallParams(new URLSearchParams(query));
const problems = (query: string) => {
  const settings = read(query);
  return 'problems' in settings ? settings.problems.map(({ param, value, kind }) => `${param} ${kind} ${value}`) : [];
};

describe('readWallParams', () => {
  it('[WALL-1] an address without parameters shows all DaemonSets, each for 20 s', () => {
    expect(read('')).toEqual({ chosen: [], everyMs: 20_000, show: 'one', theme: null });
  });

  it('[WALL-2] chosen DaemonSets keep their order and come once', () => {
    const settings = read('ds=b/y.z&ds=a/x&ds=b/y.z&show=all&theme=dark&lang=ja');
    const chosen = [
      { namespace: 'b', name: 'y.z' },
      { namespace: 'a', name: 'x' },
    ];
    expect(settings).toEqual({ chosen, everyMs: 20_000, show: 'all', theme: 'dark' });
  });

  it.each([
    ['5s', 5_000],
    ['90s', 90_000],
    ['2m', 120_000],
    ['1m30s', 90_000],
    ['10m', 600_000],
    ['600s', 600_000],
  ])('[WALL-3] every=%s is %i ms', (text, everyMs) => {
    expect(read(`every=${text}`)).toMatchObject({ everyMs });
  });

  it.each(['4s', '0s', '601s', '11m', '10m1s', '20', '', 's', '-5s', '1h', '1e3s', '5 s', '99999s', '__proto__'])(
    '[WALL-4] every=%s is refused by name',
    (text) => {
      expect(problems(`every=${encodeURIComponent(text)}`)).toEqual([`every bad ${text}`]);
    },
  );

  it.each(['', 'x', '/x', 'a/', 'a/b/c', 'A/b', 'a/..', '../a', 'a/b?', 'a/-b', `a/${'b'.repeat(64)}.${'c'.repeat(250)}`])(
    '[WALL-5] ds=%s is refused by name',
    (text) => {
      expect(problems(`ds=${encodeURIComponent(text)}&ds=kube-system/kube-proxy`)).toEqual([`ds bad ${text}`]);
    },
  );

  it('[WALL-6] a word that is none, a parameter given twice and too many DaemonSets are refused, all of them at once', () => {
    const many = Array.from({ length: 51 }, (_, index) => `ds=a/n${index}`).join('&');
    expect(problems(`${many}&every=5s&every=6s&show=some&theme=toString`)).toEqual([
      'ds tooMany 51',
      'every twice 5s, 6s',
      'show bad some',
      'theme bad toString',
    ]);
  });
});
