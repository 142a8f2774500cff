// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { RevisionDiffAnswer, RevisionRow, RevisionsAnswer } from '#lib/client/revisions-query.ts';
import type { RevisionPopulation } from '#lib/rollout/summary.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { RevisionsCard } from './revisions-card.tsx';
import { previousOf, shownRevisions } from './shown-revisions.ts';

const ADDRESS = { cluster: 'demo', namespace: 'kube-system', name: 'agent' };
const HOSTILE = 'x\u202ey';

const live = (revision: number, parts: Partial<RevisionPopulation> = {}): RevisionPopulation => ({
  revision,
  name: `agent-${revision}`,
  hash: String(revision),
  pods: revision,
  current: false,
  createdAt: '2026-01-01T00:00:00Z',
  changeCause: null,
  images: [`registry.example/agent:${revision}`],
  ...parts,
});

const asked = (revision: number, parts: Partial<RevisionRow> = {}): RevisionRow => ({
  ...live(revision),
  nodes: revision,
  author: null,
  fault: null,
  readable: true,
  sincePrevious: null,
  ...parts,
});

const ANSWER: RevisionsAnswer = {
  asOf: '2026-01-01T00:00:00Z',
  revisions: [
    asked(1),
    asked(2, { name: 'broken', fault: 'dataMissing', readable: false, images: [] }),
    asked(3, {
      author: { manager: `kubectl-set${HOSTILE}`, operation: 'Update', time: '2026-01-01T00:00:00Z' },
      sincePrevious: {
        revision: 1,
        name: 'agent-1',
        first: [{ code: 'diff.env', params: { container: 'main', name: 'FOO', change: 'added' } }],
        changeCount: 3,
      },
    }),
  ],
  owners: [],
  oddPods: [
    { id: 'noHash', kind: 'noHash', hash: '', container: '', wanted: '', found: '', pods: 2, nodes: ['a', 'b'], nodeCount: 2 },
  ],
  images: [
    {
      container: 'main',
      image: 'registry.example/agent:latest',
      digests: ['a', 'b'].map((letter) => ({
        id: `image/main/sha256:${letter.repeat(64)}`,
        digest: `sha256:${letter.repeat(64)}`,
        pods: 1,
        nodes: [letter],
        nodeCount: 1,
      })),
    },
  ],
  removedApi: { apiVersion: 'extensions/v1beta1', corrected: 'apiVersion: apps/v1\n' },
  nodes: null,
};

const DIFF: RevisionDiffAnswer = {
  asOf: '2026-01-01T00:00:00Z',
  from: { revision: 1, name: 'agent-1' },
  to: { revision: 3, name: 'agent-3' },
  changes: [
    {
      change: 'changed',
      paths: ['spec.containers[main].image'],
      message: { code: 'diff.image', params: { container: 'main', before: HOSTILE, after: 'b', change: 'changed' } },
    },
  ],
  changeCount: 4,
  yaml: { lines: [{ kind: 'removed', text: `      value: •••${HOSTILE}` }], note: 'cut' },
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function render(parts: Partial<Parameters<typeof RevisionsCard>[0]> = {}, search = '') {
  const asks: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asks.push(path);
    return Response.json(DIFF);
  });
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
  const revisions = [live(3, { current: true, changeCause: 'why' }), live(1, { changeCause: 'why' })];
  const props = { address: ADDRESS, revisions, answer: ANSWER, problem: null, chosen: null, ...parts };
  renderWithWords(<RevisionsCard onShow={() => undefined} onChoose={() => undefined} {...props} />, { search });
  return asks;
}

it('[REVISIONS-1] lists the newest first, those that cannot be read among them, and knows what lies before each', () => {
  const shown = shownRevisions([live(3), live(1)], ANSWER);
  expect(shown.map(({ name, readable }) => [name, readable])).toEqual([
    ['agent-3', true],
    ['broken', false],
    ['agent-1', true],
  ]);
  expect(shown.map((entry) => previousOf(shown, entry)?.name)).toEqual(['agent-1', 'agent-1', undefined]);
  expect(shownRevisions([live(4), live(3)], ANSWER)[0]?.author).toBe(null);
});

it('[REVISIONS-2] says what a revision changed, by whom, and which cannot be read; hostile text made visible', () => {
  render();
  const [newest, broken, oldest] = screen
    .getAllByRole('listitem')
    .filter((item) => /agent:|cannot be read/.test(item.textContent ?? ''));
  expect(newest?.textContent).toContain('update revision');
  expect(newest?.textContent).toContain('env FOO of main added and 2 more');
  expect(newest?.textContent).toContain('by kubectl-setx\\u202Ey');
  expect(broken?.textContent).toContain('broken cannot be read: it stores no data');
  expect(oldest?.textContent).toContain('agent:1');
  expect(oldest?.textContent).toContain('why');
  cleanup();
  render({ answer: undefined });
  expect(screen.getByText('change-cause as in revision 1').closest('p')?.title).toBe('why');
});

it('[REVISIONS-3] opens to the difference with the revision before it: words first, lines, and what can be done with it', async () => {
  const asks = render({ act: ({ revision }) => <button type="button">Undo to {revision}</button> });
  fireEvent.click(screen.getByRole('button', { name: 'What revision 3 changed' }));
  await waitFor(() => expect(screen.getByText(/Image of main changed from/).textContent).toContain('x\\u202Ey'));
  expect(asks).toEqual(['/api/c/demo/daemonsets/kube-system/agent/revisions/diff?from=agent-1&to=agent-3']);
  expect(screen.getByText('3 more changes are not listed.')).toBeTruthy();
  expect(screen.getByText(/Only the first 1 lines/)).toBeTruthy();
  expect(screen.queryByText(/Undo to/)).toBe(null);
  fireEvent.click(screen.getByRole('button', { name: 'What revision 1 changed' }));
  expect(screen.getByText(/oldest revision that is kept/)).toBeTruthy();
  expect(screen.getByText('Undo to 1')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'What revision 2 changed' }).disabled).toBe(true);
});

it('[REVISIONS-4] a count shows the Nodes of its revision, a note those of its Pods, and again all', () => {
  const show = vi.fn();
  const choose = vi.fn();
  render({ onShow: show, onChoose: choose, chosen: 'noHash' });
  fireEvent.click(screen.getByTitle('3 Pods of revision 3'));
  expect(show.mock.calls).toEqual([[3]]);
  for (const button of screen.getAllByRole('button', { name: /^Show \d/ })) fireEvent.click(button);
  expect(choose.mock.calls).toEqual([[null], [`image/main/sha256:${'a'.repeat(64)}`], [`image/main/sha256:${'b'.repeat(64)}`]]);
  expect(screen.getByText(/is 2 different images/)).toBeTruthy();
  expect(screen.getByText(/Kubernetes 1.16 removed/)).toBeTruthy();
});

it('[REVISIONS-5] compares any two that the URL names, and nothing for nonsense in it', async () => {
  const asks = render({}, '?compare=agent-3..agent-1');
  await waitFor(() => expect(asks).toEqual(['/api/c/demo/daemonsets/kube-system/agent/revisions/diff?from=agent-3&to=agent-1']));
  fireEvent.click(await screen.findByRole('button', { name: 'Swap' }));
  await waitFor(() => expect(asks.at(-1)).toContain('from=agent-1&to=agent-3'));
  fireEvent.change(screen.getByLabelText(/^From/), { target: { value: 'agent-3' } });
  await waitFor(() => expect(asks.at(-1)).toContain('from=agent-3&to=agent-3'));
  cleanup();
  expect(render({}, '?compare=../../x..__proto__')).toEqual([]);
  expect(screen.queryByText('Compare revisions')).toBe(null);
});

it('[REVISIONS-7] a long history shows its newest first, and all of it when asked', () => {
  render({ answer: undefined, revisions: Array.from({ length: 45 }, (_, index) => live(index + 1)) });
  expect(screen.getAllByRole('listitem')).toHaveLength(20);
  expect(screen.getByText('registry.example/agent:45')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show all 45 revisions' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(45);
});

it('[REVISIONS-6] without the answer the live list stays, and it says why there is no more', () => {
  render({ answer: undefined, problem: 'controllerrevisions.apps is forbidden.' });
  expect(screen.getByText(/More about the revisions is not known: controllerrevisions.apps is forbidden./)).toBeTruthy();
  expect(screen.getByText(/update revision/)).toBeTruthy();
  cleanup();
  render({ answer: undefined, revisions: [] });
  expect(screen.getByText(/has not made a ControllerRevision/)).toBeTruthy();
});
