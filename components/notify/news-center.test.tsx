// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedState } from '#lib/client/feed-state.ts';
import type { Phase, Summary } from '#lib/rollout/summary.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import { readBell, writeBell } from './bell-store.ts';
import NewsCenter from './news-center.tsx';

const feeds = new Map<string, FeedState<unknown>>();
vi.mock('#lib/client/use-feed.ts', () => ({ useFeed: (key: string) => feeds.get(key) ?? { status: 'loading' } }));
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const SUBJECT = { namespace: 'kube-system', name: 'proxy' };
const BELL = { cluster: 'c', ...SUBJECT };
const aDaemonSet = (phase: Phase, revision: number): Summary =>
  sampleSummary({ available: 3 }, { name: 'proxy', phase, revision });

/** A live fleet of one DaemonSet that the test changes. */
function aFleet(first: Summary) {
  const listeners = new Set<() => void>();
  const live = {
    version: 1,
    items: [first],
    detail: first,
    subscribe(run: () => void) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
  const connection = { state: 'live', lastProofAt: null, since: '2026-01-01T00:00:00Z', problem: null } as const;
  feeds.set('c/fleet', { status: 'open', live, connection });
  feeds.set('c/daemonsets/kube-system/proxy', { status: 'open', live, connection });
  const become = (phase: Phase, revision: number) => {
    const next = aDaemonSet(phase, revision);
    Object.assign(live, { items: [next], detail: next });
    act(() => {
      for (const run of listeners) run();
      vi.advanceTimersByTime(0);
    });
  };
  return { become };
}

const news = () => [...document.querySelectorAll('[data-news] b')].map((title) => title.textContent);
const show = (bells: string[] = [], quiet = false) =>
  renderWithWords(<NewsCenter cluster="c" subject={quiet ? null : SUBJECT} bells={new Set(bells)} quiet={quiet} />);

beforeEach(() => {
  localStorage.clear();
  feeds.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('NewsCenter', () => {
  it('[NEWS-30] tells on the page, and to screen readers, when its DaemonSet is done, and not what was so before', () => {
    const { become } = aFleet(aDaemonSet('complete', 1));
    show();
    expect(news()).toEqual([]);
    become('rollingOut', 2);
    become('complete', 2);
    expect(news()).toEqual(['✓ kube-system/proxy: complete']);
    expect(screen.getByTestId('news').textContent).toContain('kube-system/proxy: complete');
  });

  it('[NEWS-31] one DaemonSet has one toast, the newest, and it goes when it is dismissed', () => {
    const { become } = aFleet(aDaemonSet('rollingOut', 2));
    show();
    become('stalled', 2);
    expect(news()).toEqual(['✕ kube-system/proxy: stalled']);
    become('complete', 2);
    expect(news()).toEqual(['✓ kube-system/proxy: complete']);
    act(() => screen.getByRole('button', { name: 'Dismiss: ✓ kube-system/proxy: complete' }).click());
    expect(news()).toEqual([]);
  });

  it('[NEWS-32] a bell that is on remembers what was told, also where nothing is put on the page', async () => {
    writeBell(BELL, { uid: 'uid-proxy', revision: 1, phase: 'complete', degradedAt: 0 });
    const { become } = aFleet(aDaemonSet('complete', 1));
    show(['kube-system/proxy'], true);
    become('rollingOut', 2);
    become('complete', 2);
    await act(async () => undefined);
    expect(news()).toEqual([]);
    expect(readBell(BELL)).toEqual({ uid: 'uid-proxy', revision: 2, phase: 'complete', degradedAt: 0 });
  });

  it('[NEWS-33] an end that came while the page was being loaded anew is told', () => {
    writeBell(BELL, { uid: 'uid-proxy', revision: 1, phase: 'complete', degradedAt: 0 });
    aFleet(aDaemonSet('complete', 2));
    show(['kube-system/proxy']);
    expect(news()).toEqual(['✓ kube-system/proxy: complete']);
  });
});
