// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ApiProblem } from '#lib/client/feed-state.ts';
import type { VisibilityAnswer } from '#lib/feed/visibility.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { FeedProblem } from './feed-problem.tsx';

vi.mock('next/link', () => ({
  default: ({ prefetch: _, ...rest }: React.ComponentProps<'a'> & { prefetch?: boolean }) => <a {...rest} />,
}));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const NOTHING_HIDDEN: VisibilityAnswer = { hidden: [], username: null };

function show(problem: ApiProblem, { visibility = NOTHING_HIDDEN, context = 'prod' } = {}) {
  const clusters = [{ slug: 'prod', context, server: 'https://10.0.0.1:6443', weakness: null }];
  vi.stubGlobal('fetch', async (path: string) => Response.json(path.endsWith('/visibility') ? visibility : { clusters }));
  renderWithWords(<FeedProblem cluster="prod" problem={problem} object="prod" command="kubectl get daemonsets -A" />);
}

const UNREACHABLE = { status: 503, code: 'cluster.unreachable', message: 'connection refused' };

it('[FIRST-1] a cluster that cannot be reached: the reason, its server and context, and a command that asks it', async () => {
  show(UNREACHABLE);
  expect(screen.getByRole('heading', { name: 'prod cannot be reached' })).toBeTruthy();
  expect(screen.getByText('connection refused')).toBeTruthy();
  expect(await screen.findByText(/https:\/\/10\.0\.0\.1:6443, as the context prod/)).toBeTruthy();
  expect(screen.getByText('kubectl --context prod get --raw /readyz')).toBeTruthy();
});

it('[FIRST-2] a context with a name that could deceive is quoted, or left out of the command', async () => {
  show(UNREACHABLE, { context: "it's mine" });
  expect(await screen.findByText(`kubectl --context 'it'\\''s mine' get --raw /readyz`)).toBeTruthy();
  cleanup();
  show(UNREACHABLE, { context: 'x\u202Ey' });
  expect(await screen.findByText('kubectl config get-contexts')).toBeTruthy();
  expect(screen.queryByText(/--context/)).toBeNull();
});

it('[FIRST-3] rights that are lacking: which, to whom, and the manifest that gives them', async () => {
  const hidden = [
    { verb: 'list', resource: 'daemonsets' },
    { verb: 'list', resource: 'nodes' },
  ] as const;
  show(UNREACHABLE, { visibility: { hidden, username: 'alice' } });
  expect(await screen.findByRole('heading', { name: 'Rollcall may not see: daemonsets, nodes' })).toBeTruthy();
  expect(await screen.findByText(/Rollcall asks as alice/)).toBeTruthy();
  expect(screen.getByText('list daemonsets.apps')).toBeTruthy();
  const [manifest] = document.querySelectorAll('pre');
  expect(manifest?.textContent).toMatch(/^kubectl apply -f - <<'EOF'\n[\s\S]*name: "alice"\nEOF$/);
  expect(screen.getByText('rollcall --namespace NAMESPACE')).toBeTruthy();
});

it('[FIRST-4] rights that are lacking in the one Namespace that was configured are given there', async () => {
  const hidden = [{ verb: 'list', resource: 'pods', namespace: 'ops' }] as const;
  show(UNREACHABLE, { visibility: { hidden, username: null } });
  expect(await screen.findByText('list pods -n ops')).toBeTruthy();
  expect(document.querySelector('pre')?.textContent).toContain('kind: RoleBinding');
  expect(screen.queryByText('rollcall --namespace NAMESPACE')).toBeNull();
});

it('[FIRST-5] what was not found or is refused keeps its own words and command', () => {
  show({ status: 404, code: 'daemonset.notFound', message: 'There is no DaemonSet x.' });
  expect(screen.getByText('kubectl get daemonsets -A')).toBeTruthy();
  cleanup();
  show({ status: 403, code: 'rbac.forbidden', message: 'no' });
  expect(screen.getByText('kubectl auth can-i --list')).toBeTruthy();
});
