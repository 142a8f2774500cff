import { describe, expect, it, vi } from 'vitest';
import { Caller } from './caller.ts';
import { LaunchTokens } from './launch-tokens.ts';
import { IDLE_MS, LONGEST_MS, SessionStore } from './session-store.ts';

const CALLER = new Caller({ provenBy: 'cookie', name: 'somebody' });
const MINUTE = 60_000;

function aStore() {
  const clock = { now: 0 };
  return { clock, store: new SessionStore(() => clock.now) };
}

describe('sessions', () => {
  it('[SESSION-1] is found by its id alone, which is 256 random bits', () => {
    const { store } = aStore();
    const { id, session } = store.open(CALLER);
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(store.find(id, { use: true })).toBe(session);
    expect(store.find(`${id}x`, { use: true })).toBeNull();
    expect(store.find('', { use: true })).toBeNull();
  });

  it('[SESSION-2] ends after 30 minutes without use; asking about it is no use', () => {
    const { clock, store } = aStore();
    const { id } = store.open(CALLER);
    clock.now = IDLE_MS - 1;
    expect(store.find(id, { use: true })).not.toBeNull();
    clock.now += IDLE_MS - 1;
    expect(store.find(id, { use: false })).not.toBeNull();
    clock.now += 1;
    expect(store.find(id, { use: true })).toBeNull();
  });

  it('[SESSION-3] an open stream is use; when it ends, the 30 minutes begin', () => {
    const { clock, store } = aStore();
    const { id, session } = store.open(CALLER);
    const release = store.holdStream(session, 8, vi.fn());
    clock.now = 3 * IDLE_MS;
    expect(store.find(id, { use: false })).not.toBeNull();
    release?.();
    clock.now += IDLE_MS - 1;
    expect(store.find(id, { use: false })).not.toBeNull();
    clock.now += 1;
    expect(store.find(id, { use: false })).toBeNull();
  });

  it('[SESSION-4] ends after 8 hours whatever is open, and its streams with it', () => {
    const { clock, store } = aStore();
    const { id, session } = store.open(CALLER);
    const end = vi.fn();
    store.holdStream(session, 8, end);
    clock.now = LONGEST_MS - 1;
    store.sweep();
    expect(end).not.toHaveBeenCalled();
    clock.now += 1;
    store.sweep();
    expect(end).toHaveBeenCalledOnce();
    expect(store.find(id, { use: true })).toBeNull();
  });

  it('[SESSION-5] ends with the credential that it stands for', () => {
    const { clock, store } = aStore();
    const { id } = store.open(CALLER, 5 * MINUTE);
    clock.now = 5 * MINUTE;
    expect(store.find(id, { use: true })).toBeNull();
  });

  it('[SESSION-6] signing out ends the session and every stream of it, and no other', () => {
    const { store } = aStore();
    const [mine, other] = [store.open(CALLER), store.open(CALLER)];
    const ends = [vi.fn(), vi.fn(), vi.fn()] as const;
    store.holdStream(mine.session, 8, ends[0]);
    store.holdStream(mine.session, 8, ends[1]);
    store.holdStream(other.session, 8, ends[2]);
    store.close(mine.id);
    expect(ends.map((end) => end.mock.calls.length)).toEqual([1, 1, 0]);
    expect(store.find(mine.id, { use: true })).toBeNull();
    expect(store.find(other.id, { use: true })).not.toBeNull();
  });

  it('[SESSION-7] holds so many streams and no more', () => {
    const { store } = aStore();
    const { session } = store.open(CALLER);
    const holds = Array.from({ length: 9 }, () => store.holdStream(session, 8, () => undefined));
    expect(holds.map((hold) => hold !== null)).toEqual([...Array(8).fill(true), false]);
  });

  it('[SESSION-8] each has a CSRF token of its own', () => {
    const { store } = aStore();
    expect(store.open(CALLER).session.csrf).not.toBe(store.open(CALLER).session.csrf);
  });

  it('[SESSION-9] no more than 200: the oldest makes room', () => {
    const { store } = aStore();
    const ids = Array.from({ length: 201 }, () => store.open(CALLER).id);
    expect(store.find(ids[0] ?? '', { use: true })).toBeNull();
    expect(store.find(ids[1] ?? '', { use: true })).not.toBeNull();
  });
});

describe('launch tokens', () => {
  it('[LAUNCH-1] opens once', () => {
    const tokens = new LaunchTokens(() => 0);
    tokens.offer('a');
    expect([tokens.redeem('b'), tokens.redeem('a'), tokens.redeem('a')]).toEqual([false, true, false]);
  });

  it('[LAUNCH-2] is worth nothing after a minute', () => {
    const clock = { now: 0 };
    const tokens = new LaunchTokens(() => clock.now);
    tokens.offer('a');
    clock.now = MINUTE - 1;
    tokens.offer('b');
    clock.now = MINUTE;
    expect([tokens.redeem('a'), tokens.redeem('b')]).toEqual([false, true]);
  });
});
