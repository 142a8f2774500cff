import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { aDaemonSet } from '#lib/testing/builders/a-daemon-set.ts';
import { aNode } from '#lib/testing/builders/a-node.ts';
import { aPod } from '#lib/testing/builders/a-pod.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { manualTimers } from '#lib/testing/manual-timers.ts';
import { findReadyHub } from './find-hub.ts';
import { Refusal } from './refusal.ts';
import { readSearch, searchAnswer } from './search-answer.ts';

const DAEMON_SET = aDaemonSet().build();
const connection = aClusterConnection();
const clock = manualTimers();

beforeEach(() => {
  const engine = new Engine({
    catalog: {
      problem: null,
      list: () => [{ slug: 'main', context: 'main', server: '', current: true, readOnly: false }],
      connect: () => connection,
    },
    clock,
    logger: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    random: () => 0,
    newEpoch: () => 'epoch',
    newRollout: () => createClusterRollout(),
    startedAt: '2026-01-01T00:00:00Z',
  });
  engine.start();
  replaceRunningEngine(engine);
  const sink = connection.sink();
  sink.setDaemonSet(DAEMON_SET);
  sink.setNode(aNode('worker-1').build());
  sink.setNode(aNode('worker-2').build());
  sink.setPod(aPod(DAEMON_SET, 'logger-x1').on('worker-1').build());
  sink.setPod(aPod(DAEMON_SET, 'logger-x2').pinnedTo('worker-2').build());
  connection.becomeSynced();
  clock.advance(100);
});
afterEach(() => vi.restoreAllMocks());

const ask = async (query: string) => {
  const { hub } = await findReadyHub('main');
  return searchAnswer(hub, readSearch(new Request(`http://127.0.0.1/api/c/main/search?${query}`)));
};

it('[SEARCH-5] finds DaemonSets with their phase, Nodes, Pods with where they belong, and Namespaces', async () => {
  const answer = await ask('q=logger');
  expect(answer.daemonSets.items).toEqual([{ namespace: 'default', name: 'logger', phase: expect.any(String) }]);
  expect(answer.pods.items).toEqual([
    { namespace: 'default', name: 'logger-x1', node: 'worker-1', daemonSet: 'logger' },
    { namespace: 'default', name: 'logger-x2', node: 'worker-2', daemonSet: 'logger' },
  ]);
  expect((await ask('q=worker')).nodes.items).toEqual(['worker-1', 'worker-2']);
  expect((await ask('q=def')).namespaces.items).toEqual(['default']);
});

it('[SEARCH-6] namespace/name and a DaemonSet with a Node find their Pod; what is gone is not found', async () => {
  expect((await ask('q=default/logger-x2')).pods.items.map(({ name }) => name)).toEqual(['logger-x2']);
  expect((await ask('q=logger%20worker-1')).pods.items.map(({ name }) => name)).toEqual(['logger-x1']);
  const sink = connection.sink();
  sink.deleteNode('worker-2');
  sink.deletePod(aPod(DAEMON_SET, 'logger-x2').build().metadata.uid);
  expect((await ask('q=worker')).nodes.items).toEqual(['worker-1']);
  expect((await ask('q=logger')).pods.items.map(({ name }) => name)).toEqual(['logger-x1']);
});

it('[SEARCH-7] a limit bounds each kind and says that there are more', async () => {
  expect((await ask('q=worker&limit=1')).nodes).toEqual({ items: ['worker-1'], more: true });
});

it('[SEARCH-8] an empty, too long or unknown parameter is refused with its name', async () => {
  for (const [query, field] of [
    ['', 'q'],
    ['q=%20/%20', 'q'],
    [`q=${'a'.repeat(321)}`, 'q'],
    ['q=a&limit=0', 'limit'],
    ['q=a&limit=51', 'limit'],
    ['q=a&fuzzy=true', 'fuzzy'],
  ]) {
    const refusal = await ask(query ?? '').catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).field).toBe(field);
  }
});
