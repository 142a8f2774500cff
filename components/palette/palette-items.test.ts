import { expect, it } from 'vitest';
import type { Command } from '#components/ui/use-command.ts';
import { distinctCommands, matchesCommand, matchesLabel } from './palette-items.ts';

const act = (label: string, about = ''): Command => ({ kind: 'act', label, about, run: () => undefined });

it('[PALETTE-1] each word of the query begins a word of the label; without a query everything matches', () => {
  expect(matchesLabel('Delete stale Pods…', 'st del')).toBe(true);
  expect(matchesLabel('Delete stale Pods…', 'tale')).toBe(false);
  expect(matchesLabel('Delete stale Pods…', ' ')).toBe(true);
});

it('[PALETTE-2] scripts without spaces match anywhere', () => {
  expect(matchesLabel('マトリックスへ移動', '移動')).toBe(true);
  expect(matchesLabel('前往矩阵', '矩阵')).toBe(true);
});

it('[PALETTE-3] the name of an object alone never brings up an act on it', () => {
  expect(matchesCommand(act('Delete Pod', 'kube-proxy-x1'), 'kube-proxy')).toBe(false);
  expect(matchesCommand(act('Delete Pod', 'kube-proxy-x1'), 'delete kube-proxy')).toBe(true);
  expect(matchesCommand(act('Delete Pod', 'kube-proxy-x1'), 'delete cilium')).toBe(false);
});

it('[PALETTE-4] an act that a page offers in two places is listed once, in the place of the first', () => {
  const [first, second] = [act('Undo'), act('Undo')];
  expect(distinctCommands([first, act('Restart'), second])).toEqual([first, expect.objectContaining({ label: 'Restart' })]);
  expect(distinctCommands([first, act('Restart'), second])[0]).toBe(first);
});
