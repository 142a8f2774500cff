import { expect, it, vi } from 'vitest';
import { Caller } from './caller.ts';
import { KeptCallers } from './kept-callers.ts';
import { IDLE_MS, LONGEST_MS, SessionStore } from './session-store.ts';

function aServer() {
  const clock = { time: 0 };
  const sessions = new SessionStore(() => clock.time);
  return { clock, sessions, kept: new KeptCallers(() => clock.time, sessions) };
}

const user = (kubernetesToken = 'opaque') => new Caller({ provenBy: 'bearer', name: 'jane', kubernetesToken });
const expiring = (seconds: number) => `x.${Buffer.from(JSON.stringify({ exp: seconds })).toString('base64url')}.y`;

it('[KEPT-1] what came with a session is kept until that ends, and does not hold it up', () => {
  for (const end of ['signOut', 'idle', 'hours'] as const) {
    const { clock, sessions, kept } = aServer();
    const { id, session } = sessions.open(user());
    const onEnd = vi.fn();
    const held = kept.keep({ caller: session.caller, session }, onEnd);
    expect(held.isKept()).toBe(true);
    if (end === 'signOut') sessions.close(id);
    clock.time += end === 'idle' ? IDLE_MS : end === 'hours' ? LONGEST_MS : 0;
    sessions.sweep();
    expect([end, held.isKept(), onEnd.mock.calls.length]).toEqual([end, false, 1]);
  }
});

it('[KEPT-2] a token that came with a request is kept until it expires, at most eight hours', () => {
  for (const [token, until] of [
    ['opaque', LONGEST_MS],
    [expiring(60), 60_000],
    [expiring(1_000_000), LONGEST_MS],
  ] as const) {
    const { clock, kept } = aServer();
    const onEnd = vi.fn();
    const held = kept.keep({ caller: user(token), session: null }, onEnd);
    clock.time = until - 1;
    expect(held.isKept()).toBe(true);
    clock.time = until;
    expect([held.isKept(), held.isKept(), onEnd.mock.calls.length]).toEqual([false, false, 1]);
  }
});

it('[KEPT-3] whom the API server no longer lets in is let go of at the next review, and nobody else', async () => {
  const { kept } = aServer();
  const [out, stays] = [vi.fn(), vi.fn()];
  const gone = kept.keep({ caller: user('gone'), session: null }, out);
  const there = kept.keep({ caller: user('there'), session: null }, stays);
  await kept.review(async (caller) => caller.kubernetesToken() === 'gone');
  expect([gone.isKept(), there.isKept(), out.mock.calls.length, stays.mock.calls.length]).toEqual([false, true, 1, 0]);
});

it('[KEPT-4] what was let go of is told nothing more, and a session that has ended already is told of at once', async () => {
  const { sessions, kept } = aServer();
  const { id, session } = sessions.open(user());
  const onEnd = vi.fn();
  kept.keep({ caller: session.caller, session }, onEnd).release();
  sessions.close(id);
  await Promise.resolve();
  expect(onEnd).not.toHaveBeenCalled();
  const late = kept.keep({ caller: session.caller, session }, onEnd);
  await Promise.resolve();
  expect([late.isKept(), onEnd.mock.calls.length]).toEqual([false, 1]);
});
