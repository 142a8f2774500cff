import { expect, it } from 'vitest';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { aFakeActCluster, uuid } from '#lib/testing/acts/fake-act-cluster.ts';

const target = (index: number) => ({ name: `p${index}`, uid: uuid(100 + index) });

it('[DOACT-50] several Pods are deleted in one act, each by its uid; those that are gone by now are left out', async () => {
  const { post, writes, pods } = aFakeActCluster({ nodes: 4 });
  pods.delete('p1');
  const another = { ...target(2), uid: uuid(999) };
  const { status, body } = await post({ act: 'deletePod', pods: [target(0), target(1), another, target(3)] });
  expect(status).toBe(200);
  expect(body.results?.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['p0', 'done'],
    ['p3', 'done'],
  ]);
  expect(writes.deletePod.mock.calls.map(([, name, { uid }]) => [name, uid])).toEqual([
    ['p0', uuid(100)],
    ['p3', uuid(103)],
  ]);
  expect(body.kubectl).toBe('kubectl delete pod --namespace=default --wait=false p0 p3');
});

it('[DOACT-51] when none of several Pods is there any more, nothing is done', async () => {
  const { post, writes, pods } = aFakeActCluster({ nodes: 2 });
  pods.clear();
  const { status, body } = await post({ act: 'deletePod', pods: [target(0), target(1)] });
  expect([status, body.error]).toMatchObject([409, { code: 'target.changed', field: 'pods' }]);
  expect(writes.deletePod).not.toHaveBeenCalled();
});

it('[DOACT-52] the first object goes alone: what is forbidden for one is tried for no other', async () => {
  const { post, writes } = aFakeActCluster({ nodes: 40 });

  writes.deletePod.mockRejectedValue(new KubernetesApiError('forbidden', 'The API server answered 403.', { status: 403 }));
  expect((await post({ act: 'deleteStale', confirm: 'logger' })).status).toBe(403);
  expect(writes.deletePod).toHaveBeenCalledTimes(1);
});

it('[DOACT-53] at most sixteen objects are under way at once, and each has its result in order', async () => {
  const { post, writes } = aFakeActCluster({ nodes: 60 });
  let running = 0;
  let most = 0;
  writes.deletePod.mockImplementation(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  const { body } = await post({ act: 'deleteStale', confirm: 'logger' });
  expect(body.results?.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 60 }, () => 'done'));
  expect(most).toBe(16);
});
