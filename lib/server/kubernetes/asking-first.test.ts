import { expect, it, vi } from 'vitest';
import { askingFirst } from './asking-first.ts';
import type { ReadOperations } from './operations.ts';

function someReads(allowed: boolean) {
  const reads = {
    reviewAccess: vi.fn(async () => ({ allowed, reason: '' })),
    listPodsOnNode: vi.fn(async () => []),
    listEvents: vi.fn(async () => []),
    listNamespaces: vi.fn(async () => []),
    getPod: vi.fn(),
  };
  let now = 0;
  return {
    reads,
    asking: askingFirst(reads as unknown as ReadOperations, { now: () => now }),
    pass: (ms: number) => (now += ms),
  };
}

it('[ASK-1] a read over the whole cluster that RBAC does not permit is not sent, and the answer names the right', async () => {
  const { reads, asking } = someReads(false);
  await expect(asking.listPodsOnNode('n1')).rejects.toMatchObject({
    reason: 'forbidden',
    message: expect.stringContaining('list pods'),
  });
  await expect(asking.listEvents({ kind: 'Node', name: 'n1' })).rejects.toMatchObject({ reason: 'forbidden' });
  await expect(asking.listNamespaces()).rejects.toMatchObject({ reason: 'forbidden' });
  for (const read of [reads.listPodsOnNode, reads.listEvents, reads.listNamespaces]) expect(read).not.toHaveBeenCalled();
  expect(await asking.listEvents({ kind: 'Pod', name: 'p1', namespace: 'default' })).toEqual([]);
});

it('[ASK-2] what is permitted is asked once in ten seconds, and an answer that did not come is asked for again', async () => {
  const { reads, asking, pass } = someReads(true);
  reads.reviewAccess.mockRejectedValueOnce(new Error('lost'));
  await expect(asking.listPodsOnNode('n1')).rejects.toThrow('lost');
  await Promise.all([asking.listPodsOnNode('n1'), asking.listPodsOnNode('n2')]);
  expect(reads.reviewAccess).toHaveBeenCalledTimes(2);
  pass(10_000);
  await asking.listPodsOnNode('n1');
  expect(reads.reviewAccess).toHaveBeenCalledTimes(3);
  expect(reads.listPodsOnNode).toHaveBeenCalledTimes(3);
});
