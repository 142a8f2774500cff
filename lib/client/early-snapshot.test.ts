import { afterEach, describe, expect, it, vi } from 'vitest';
import { EARLY_SNAPSHOT_SCRIPT, takeEarlySnapshot } from './early-snapshot.ts';

const PAGE = '/c/demo/daemonsets/kube-system/kube-proxy';
const SNAPSHOT = `/api${PAGE}/snapshot`;

function visit(pathname: string, answer: () => Promise<Response>): string[] {
  const asked: string[] = [];
  const fetching = (path: string) => {
    asked.push(path);
    return answer();
  };
  new Function('location', 'fetch', EARLY_SNAPSHOT_SCRIPT)({ pathname }, fetching);
  return asked;
}

describe('the early snapshot', () => {
  afterEach(() => {
    globalThis.rollcallEarlySnapshot = undefined;
    vi.useRealTimers();
  });

  it.each([
    ['/c/demo', ['/api/c/demo/snapshot']],
    ['/c/demo/matrix', ['/api/c/demo/matrix/snapshot']],
    [PAGE, [SNAPSHOT]],
    ['/', []],
    ['/sign-in', []],
    ['/c/demo/wall', []],
    ['/c/demo/nodes/n1', []],
    [`${PAGE}/more`, []],
  ])('[EARLY-1] %s asks for %j while its code is fetched', (pathname, paths) => {
    expect(visit(pathname, async () => new Response())).toEqual(paths);
  });

  it('[EARLY-2] it is used once, and by the feed that it belongs to only', async () => {
    visit(PAGE, async () => new Response('snapshot'));
    expect(await takeEarlySnapshot('/api/c/demo/snapshot')).toBeNull();
    expect(await (await takeEarlySnapshot(SNAPSHOT))?.text()).toBe('snapshot');
    expect(await takeEarlySnapshot(SNAPSHOT)).toBeNull();
  });

  it.each([60_000, -60_000])('[EARLY-4] after a sleep or a clock that was set, by %d ms, the feed asks itself', async (time) => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
    visit(PAGE, async () => new Response('snapshot'));
    vi.setSystemTime(Date.now() + time);
    expect(await takeEarlySnapshot(SNAPSHOT)).toBeNull();
  });

  it.each([
    ['a refusal', async () => new Response(null, { status: 503 })],
    ['no answer', async () => Promise.reject(new TypeError('no network'))],
  ])('[EARLY-3] %s is no snapshot: the feed asks itself', async (_, answer) => {
    visit(PAGE, answer);
    expect(await takeEarlySnapshot(SNAPSHOT)).toBeNull();
  });
});
