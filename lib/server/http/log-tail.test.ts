import { expect, it, vi } from 'vitest';
import { answerError } from '#lib/server/kubernetes/answer-error.ts';
import type { PodLogRequest } from '#lib/server/kubernetes/operations.ts';
import { LOG_BYTES } from '#lib/server/kubernetes/read-operations.ts';
import { logRefusal } from './log-refusal.ts';
import { readLogTail } from './log-tail.ts';

const AT = { namespace: 'default', pod: 'p1' };

/** A log of so many lines of so many bytes, read as an API server reads it. */
function aLog(count: number, bytes: number) {
  return vi.fn(async (_namespace: string, _pod: string, { tailLines = 500 }: PodLogRequest = {}) =>
    Array.from({ length: count }, (_, index) => String(index).padEnd(bytes - 1, '.'))
      .slice(-tailLines)
      .map((line) => `${line}\n`)
      .join('')
      .slice(0, LOG_BYTES),
  );
}

it('[HTTP-84] of a log that is cut the newest lines are shown, however long they are', async () => {
  const readPodLog = aLog(3_000, 4_096);
  const text = await readLogTail({ readPodLog }, AT, { tailLines: 1_000 });
  expect(text.trimEnd().split('\n').at(-1)).toMatch(/^2999\./);
  expect(readPodLog.mock.calls.map(([, , request]) => request?.tailLines)).toEqual([1_000, 125]);
  const one = aLog(3, 2 * LOG_BYTES);
  expect(await readLogTail({ readPodLog: one }, AT, { tailLines: 5_000 })).toMatch(/^2\./);
  const short = aLog(100, 80);
  await readLogTail({ readPodLog: short }, AT, {});
  expect(short).toHaveBeenCalledTimes(1);
});

it.each([
  [
    'container "main" in pod "p1" is waiting to start: ContainerCreating',
    'log.notStarted',
    /has not started yet: ContainerCreating\.$/,
  ],
  [
    'container "main" in pod "p1" is waiting to start: trying and failing to pull image',
    'log.notStarted',
    /failing to pull image\.$/,
  ],
  ['previous terminated container "main" in pod "p1" not found', 'log.noPrevious', /no earlier log/],
  ['container main is not valid for pod p1', 'container.notFound', /no container main in p1/],
  ['pod p1 does not have a host assigned', 'log.notStarted', /has not started yet\.$/],
])('[HTTP-85] a log that is refused with %j is refused in a sentence of its own', (message, code, sentence) => {
  const body = JSON.stringify({ kind: 'Status', code: 400, reason: 'BadRequest', message });
  expect(logRefusal(answerError({ status: 400, body }), { container: 'main', pod: 'p1' })).toMatchObject({
    code,
    message: expect.stringMatching(sentence),
  });
  expect(logRefusal(answerError({ status: 403, body }), { container: 'main', pod: 'p1' })).toBeNull();
});
