// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBell, writeBell } from './bell-store.ts';
import type { Seen } from './rollout-news.ts';
import { tellOnce } from './tell-once.ts';

const BELL = { cluster: 'c', namespace: 'n', name: 'a' };
const MOVING: Seen = { uid: 'u', revision: 2, phase: 'moving', degradedAt: 0 };
const ENDED: Seen = { ...MOVING, phase: 'complete' };
const shown: { title: string; options: NotificationOptions; page: { onclick: (() => void) | null; close: () => void } }[] = [];
let turn: Promise<unknown> = Promise.resolve();

beforeEach(() => {
  localStorage.clear();
  shown.length = 0;
  vi.stubGlobal(
    'Notification',
    class {
      static permission = 'granted';
      onclick = null;
      close = vi.fn();
      constructor(title: string, options: NotificationOptions) {
        shown.push({ title, options, page: this });
      }
    },
  );
  const request = (_name: string, action: () => void) => {
    turn = turn.then(action);
    return turn;
  };
  vi.stubGlobal('navigator', { ...navigator, locks: { request } });
});

afterEach(() => vi.unstubAllGlobals());

const note = () => ({ title: '✓ n/a: complete', body: 'All of them.', onOpen: vi.fn() });

describe('tellOnce', () => {
  it('[NEWS-20] two tabs that see the same end show one notification between them, and a reload shows none', async () => {
    writeBell(BELL, MOVING);
    await Promise.all([tellOnce(BELL, ENDED, note()), tellOnce(BELL, ENDED, note())]);
    await tellOnce(BELL, { ...ENDED, degradedAt: 7 }, note());
    expect(shown.map(({ title, options }) => [title, options.body, options.tag])).toEqual([
      ['✓ n/a: complete', 'All of them.', 'rollcall/c/n/a'],
    ]);
    expect(readBell(BELL)).toEqual(ENDED);
  });

  it('[NEWS-21] what is no news is remembered without a word, and the next rollout is told again', async () => {
    writeBell(BELL, MOVING);
    await tellOnce(BELL, ENDED, null);
    await tellOnce(BELL, { ...ENDED, revision: 3 }, note());
    expect(shown).toHaveLength(1);
    expect(readBell(BELL)?.revision).toBe(3);
  });

  it('[NEWS-22] without its bell, or without leave, a DaemonSet makes no notification', async () => {
    await tellOnce(BELL, ENDED, note());
    expect([shown.length, readBell(BELL)]).toEqual([0, null]);
    writeBell(BELL, MOVING);
    (Notification as unknown as { permission: string }).permission = 'denied';
    await tellOnce(BELL, ENDED, note());
    expect([shown.length, readBell(BELL)]).toEqual([0, ENDED]);
  });

  it('[NEWS-23] a click brings the page to the front and opens the DaemonSet', async () => {
    const focus = vi.spyOn(window, 'focus').mockImplementation(() => undefined);
    writeBell(BELL, MOVING);
    const words = note();
    await tellOnce(BELL, ENDED, words);
    shown[0]?.page.onclick?.();
    expect([focus.mock.calls.length, words.onOpen.mock.calls.length]).toEqual([1, 1]);
    expect(shown[0]?.page.close).toHaveBeenCalled();
  });

  it.each(['', 'null', '{"uid":"u"}', '{"uid":"<b>","revision":1,"phase":"complete","degradedAt":0}', '{"__proto__":1}'])(
    '[NEWS-24] a memory that cannot be read (%s) counts as never told',
    (stored) => {
      localStorage.setItem('rollcall-bell/c/n/a', stored);
      expect(readBell(BELL)).toEqual({ uid: '', revision: 0, phase: 'moving', degradedAt: 0 });
    },
  );
});
