// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest';
import { readRecent, rememberPage } from './recent-pages.ts';

afterEach(() => localStorage.clear());

it('[PALETTE-5] the newest page comes first, each object once, eight at most, each cluster for itself', () => {
  for (let index = 0; index < 12; index++) rememberPage('demo', `/c/demo/daemonsets/ops/ds-${index}`);
  rememberPage('demo', '/c/demo/nodes/n1');
  rememberPage('demo', '/c/demo/daemonsets/ops/ds-11');
  rememberPage('demo', '/c/demo');
  const recent = readRecent('demo');
  expect(recent).toHaveLength(8);
  expect(recent.slice(0, 3)).toEqual([
    { kind: 'daemonSet', namespace: 'ops', name: 'ds-11' },
    { kind: 'node', name: 'n1' },
    { kind: 'daemonSet', namespace: 'ops', name: 'ds-10' },
  ]);
  expect(readRecent('other')).toEqual([]);
});

it('[PALETTE-6] what is stored and makes no sense is left out', () => {
  for (const stored of ['', '{', '7', '[1,null,"/c/demo","/c/demo/daemonsets/a","/c/demo/nodes/%E0%A4%A"]']) {
    localStorage.setItem('rollcall-recent:demo', stored);
    expect(readRecent('demo')).toEqual([]);
  }
});
