// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { NodeDetail } from '#lib/feed/node-detail.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { LogView } from './log-view.tsx';

const PODS = [{ name: 'p1', namespace: 'default', containers: ['main'] }] as unknown as NodeDetail['pods'];
const CONTAINERS = [
  { name: 'main', kind: 'container', state: 'running', restarts: 1, previous: true },
  { name: 'setup', kind: 'init', state: 'terminated', restarts: 0, previous: false },
  { name: 'debug', kind: 'ephemeral', state: 'running', restarts: 0, previous: false },
];

// jsdom gives everything no size, and what has none draws no lines.
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 400 });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A server with this log; answers what was asked of it. */
function serve(log: (query: URLSearchParams) => Response) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    if (path.endsWith('/containers')) return Response.json({ asOf: '', uid: '', containers: CONTAINERS });
    asked.push(path);
    return log(new URL(path, 'http://x').searchParams);
  });
  return asked;
}

const refusal = (status: number, code: string, message: string) => Response.json({ error: { code, message } }, { status });
const show = () => renderWithWords(<LogView cluster="demo" pods={PODS} />);

it('[LOGVIEW-1] every container can be chosen, init and ephemeral ones too', async () => {
  const asked = serve(() => new Response('2026-01-01T00:00:00Z hello\n'));
  show();
  const choice = await screen.findByRole('combobox', { name: /Container/ });
  await screen.findByRole('option', { name: 'setup (init)' });
  expect([...choice.querySelectorAll('option')].map((one) => one.textContent)).toEqual([
    'main (ended before)',
    'setup (init)',
    'debug (ephemeral)',
  ]);
  fireEvent.change(choice, { target: { value: 'p1/debug' } });
  await vi.waitFor(() => expect(asked.at(-1)).toContain('container=debug'));
});

it('[LOGVIEW-2] hostile bytes are text: colours are spans, nothing invisible is left, and places are found in it', async () => {
  serve(() => new Response('2026-01-01T00:00:00Z \u001b[31m<img src=x>\u001b[0m a\u202Eb\n2026-01-01T00:00:01Z IMG\n'));
  show();
  const log = await screen.findByRole('log', { name: 'Log of main in p1' });
  expect(log.textContent).toBe('<img src=x> a\\u202EbIMG');
  expect(log.querySelector('img')).toBeNull();
  const search = screen.getByRole('searchbox', { name: 'Find in the text' });
  fireEvent.change(search, { target: { value: 'img' } });
  await vi.waitFor(() => expect(log.querySelectorAll('mark')).toHaveLength(2));
  fireEvent.keyDown(search, { key: 'Enter', shiftKey: true });
  expect(await screen.findByText('2/2')).toBeTruthy();
  fireEvent.keyDown(search, { key: 'Enter' });
  expect(await screen.findByText('1/2')).toBeTruthy();
  fireEvent.keyDown(search, { key: 'Enter', shiftKey: true });
  expect(await screen.findByText('2/2')).toBeTruthy();
  fireEvent.keyDown(search, { key: 'Escape' });
  await vi.waitFor(() => expect(log.querySelectorAll('mark')).toHaveLength(0));
});

it.each([
  [409, 'log.notStarted', 'The container has not started yet'],
  [404, 'log.noPrevious', 'There is no earlier run of this container'],
  [404, 'target.notFound', 'The Pod is gone'],
  [403, 'rbac.forbidden', 'You may not read this log'],
])('[LOGVIEW-3] %i %s is said in words, with the server’s own below', async (status, code, words) => {
  serve(() => refusal(status, code, 'ada may not get pods/log in default.'));
  show();
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByText('ada may not get pods/log in default.')).toBeTruthy();
});

it('[LOGVIEW-4] looking again asks only for what was written since, and adds it', async () => {
  let log = '2026-01-01T00:00:00.5Z one\n';
  const asked = serve(() => new Response(log));
  show();
  await screen.findByText('one');
  log += '2026-01-01T00:00:00.75Z two\n';
  fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  await screen.findByText('two');
  expect(screen.getAllByText('one')).toHaveLength(1);
  expect(new URL(asked.at(-1) ?? '', 'http://x').searchParams.get('sinceTime')).toBe('2026-01-01T00:00:00Z');
});
