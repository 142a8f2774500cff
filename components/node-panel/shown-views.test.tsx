// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { DaemonSetPanel } from './daemon-set-panel.tsx';

const ADDRESS = { cluster: 'demo', namespace: 'kube-system', name: 'falco' };
const OBJECT = { asOf: '2026-01-01T00:00:00Z', kind: 'DaemonSet', name: 'falco', uid: 'u', hidden: 2 };
const YAML = 'kind: DaemonSet\nmetadata:\n  name: "\u202Ea"\n';

// jsdom gives everything no size, and what has none draws no lines.
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 400 });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function serve(answers: Readonly<Record<string, () => Response>>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return answers[path.split('/').at(-1) ?? '']?.() ?? Response.json({ error: { code: 'x', message: 'none' } }, { status: 404 });
  });
  return asked;
}

const refused = () =>
  Response.json({ error: { code: 'rbac.forbidden', message: 'ada may not get daemonsets.' } }, { status: 403 });

it('[VIEWS-1] YAML is text with nothing invisible, says how much is hidden, and folds the managed fields away', async () => {
  serve({ manifest: () => Response.json({ ...OBJECT, yaml: YAML, managedFields: '- manager: helm\n' }) });
  renderWithWords(<DaemonSetPanel address={ADDRESS} shown="yaml" onShow={() => undefined} />);
  const yaml = await screen.findByRole('region', { name: 'YAML of DaemonSet/falco' });
  expect(yaml.textContent).toBe('kind: DaemonSetmetadata:  name: "\\u202Ea"');
  expect(screen.getByText(/2 values that may be secrets are hidden/)).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: 'managedFields' }));
  expect(await screen.findByText('- manager: helm')).toBeTruthy();
});

it('[VIEWS-2] what may not be read is said in the place of the text, and can be asked for again', async () => {
  const asked = serve({ describe: refused });
  renderWithWords(<DaemonSetPanel address={ADDRESS} shown="describe" onShow={() => undefined} />);
  expect(await screen.findByText('ada may not get daemonsets.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  await vi.waitFor(() => expect(asked).toHaveLength(2));
});

it('[VIEWS-3] each view is a button with its key, the one that is shown is pressed, and it is shown larger on demand', async () => {
  serve({ events: () => Response.json({ events: [] }) });
  const onShow = vi.fn();
  renderWithWords(<DaemonSetPanel address={ADDRESS} shown="events" onShow={onShow} />);
  const views = within(screen.getByRole('group', { name: 'What is shown' })).getAllByRole('button');
  expect(views.map((view) => [view.textContent, view.ariaKeyShortcuts ?? view.getAttribute('aria-keyshortcuts')])).toEqual([
    ['Events', 'e'],
    ['Describe', 'd'],
    ['YAML', 'y'],
  ]);
  expect(screen.getByRole('button', { name: 'Events' }).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: 'YAML' }));
  expect(onShow).toHaveBeenCalledWith('yaml');
  expect(await screen.findByText('No recent events.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show it larger' }));
  expect(within(screen.getByRole('dialog', { name: 'kube-system/falco' })).getByText('No recent events.')).toBeTruthy();
});
