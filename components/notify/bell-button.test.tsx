// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { sampleSummary } from '#lib/testing/sample-summary.ts';
import BellButton from './bell-button.tsx';
import { readBell } from './bell-store.ts';

const ADDRESS = { cluster: 'c', namespace: 'kube-system', name: 'kube-proxy' };
const SUMMARY = sampleSummary({ available: 2, starting: 1 }, { name: 'kube-proxy', phase: 'rollingOut' });
const asked = vi.fn();

function aBrowser(permission: string, answer = permission) {
  const notification = { permission, requestPermission: asked };
  asked.mockImplementation(async () => {
    notification.permission = answer;
  });
  vi.stubGlobal('Notification', notification);
  vi.stubGlobal('isSecureContext', true);
}

async function ring() {
  const bell = screen.getByRole('button', { name: /^Tell me when/ });
  fireEvent.click(bell);
  const words = await screen.findByRole('paragraph');
  return { bell, words: words.textContent };
}

beforeEach(() => {
  localStorage.clear();
  asked.mockReset();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('BellButton', () => {
  it('[BELL-1] asks at the click and not before, and remembers what is so now', async () => {
    aBrowser('default', 'granted');
    renderWithWords(<BellButton cluster="c" summary={SUMMARY} />);
    expect(asked).not.toHaveBeenCalled();
    const { bell, words } = await ring();
    expect([asked.mock.calls.length, bell.getAttribute('aria-pressed')]).toEqual([1, 'true']);
    expect(words).toContain('ends or stalls');
    expect(readBell(ADDRESS)).toEqual({ uid: SUMMARY.uid, revision: 8, phase: 'moving', degradedAt: 0 });
  });

  it('[BELL-2] a second click turns it off', async () => {
    aBrowser('granted');
    renderWithWords(<BellButton cluster="c" summary={SUMMARY} />);
    await ring();
    fireEvent.click(screen.getByRole('button', { name: /^Tell me when/ }));
    expect(await screen.findByText(/no more about kube-proxy/)).toBeTruthy();
    expect(readBell(ADDRESS)).toBe(null);
  });

  it('[BELL-3] a browser that blocks, a closed question, an insecure page and a browser that cannot each get their own next step', async () => {
    const cases = [
      [() => aBrowser('denied'), /blocks notifications of http/],
      [() => aBrowser('default', 'default'), /closed without an answer/],
      [
        () => {
          aBrowser('granted');
          vi.stubGlobal('isSecureContext', false);
        },
        /https or localhost/,
      ],
      [
        () => {
          vi.stubGlobal('isSecureContext', true);
          Reflect.deleteProperty(window, 'Notification');
        },
        /lets no page notify/,
      ],
    ] as const;
    for (const [prepare, words] of cases) {
      prepare();
      renderWithWords(<BellButton cluster="c" summary={SUMMARY} />);
      expect((await ring()).words).toMatch(words);
      expect(readBell(ADDRESS)).toBe(null);
      cleanup();
      vi.unstubAllGlobals();
    }
  });

  it('[BELL-4] a bell that was turned on shows as off once the browser blocks it, and the click says what to do', async () => {
    aBrowser('granted');
    renderWithWords(<BellButton cluster="c" summary={SUMMARY} />);
    await ring();
    cleanup();
    aBrowser('denied');
    renderWithWords(<BellButton cluster="c" summary={SUMMARY} />);
    const { bell, words } = await ring();
    expect([bell.getAttribute('aria-pressed'), readBell(ADDRESS) === null]).toEqual(['false', false]);
    expect(words).toContain('blocks');
  });
});
