import { expect, it } from 'vitest';
import type { ClusterHub } from '#lib/server/hub/cluster-hub.ts';
import type { ForbiddenResource } from '#lib/server/kubernetes/cluster-connection.ts';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import type { Identity } from '#lib/server/kubernetes/operations.ts';
import { aClusterConnection } from '#lib/testing/fake-cluster-connection.ts';
import { visibilityAnswer } from './visibility-answer.ts';

const NODES: ForbiddenResource = { verb: 'list', resource: 'nodes' };

function hubWith(forbidden: readonly ForbiddenResource[], reviewSelf: () => Promise<Identity>): Pick<ClusterHub, 'connection'> {
  const connection = { ...aClusterConnection({ reviewSelf }), forbidden: () => forbidden };
  return { connection };
}

it('[RIGHTS-4] names what is hidden and the identity that watches', async () => {
  const hub = hubWith([NODES], async () => ({ username: 'alice', groups: [] }));
  expect(await visibilityAnswer(hub)).toEqual({ hidden: [NODES], username: 'alice' });
});

it('[RIGHTS-5] asks nobody while nothing is hidden', async () => {
  const hub = hubWith([], () => Promise.reject(new Error('asked')));
  expect(await visibilityAnswer(hub)).toEqual({ hidden: [], username: null });
});

it('[RIGHTS-6] an API server that does not say who one is leaves the rest of the answer', async () => {
  const hub = hubWith([NODES], () => Promise.reject(new KubernetesApiError('notFound', 'no such path')));
  expect(await visibilityAnswer(hub)).toEqual({ hidden: [NODES], username: null });
});
