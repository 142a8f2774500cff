// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PodTermination } from '#lib/feed/node-detail.ts';
import { renderWithWords } from '#lib/testing/render-with-words.tsx';
import { Terminating } from './terminating.tsx';

const NOW = Date.parse('2026-01-01T01:00:00Z');
const SILENT: PodTermination = {
  pod: 'agent-a',
  cause: { code: 'problem.silentKubelet', params: {} },
  step: { code: 'step.silentKubelet', params: {} },
  command: 'kubectl delete pod --force agent-a',
  silentSince: '2026-01-01T00:50:00Z',
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function shown(until: string, parts: { finalizers?: readonly string[]; termination?: PodTermination } = {}) {
  renderWithWords(<Terminating until={until} finalizers={parts.finalizers} termination={parts.termination} />);
  return screen.getByTestId('termination').textContent ?? '';
}

it('[TERMINATION-1] the grace period counts down, and its finalizers are named before it ends', () => {
  const text = shown('2026-01-01T01:00:25Z', { finalizers: ['example.com/hold\u202E'], termination: SILENT });
  expect(text).toContain('grace period ends in 25s');
  expect(text).toContain('Finalizers: example.com/hold\\u202E');
  expect(text).not.toContain('kubectl');
});

it('[TERMINATION-2] once it is over, what holds the Pod is said, since when, and the step with its command', () => {
  const text = shown('2026-01-01T00:58:00Z', { termination: SILENT });
  expect(text).toContain('grace period ended 2m ago');
  expect(text).toContain('The kubelet has been silent for 10m.');
  expect(text).toContain('Termination does not end: the kubelet is silent');
  expect(text).toContain('Bring the Node back.');
  expect(text).toContain('kubectl delete pod --force agent-a');
});

it('[TERMINATION-3] an older server that says nothing of it leaves the countdown', () => {
  expect(shown('2026-01-01T00:58:00Z')).toContain('grace period ended 2m ago');
});
