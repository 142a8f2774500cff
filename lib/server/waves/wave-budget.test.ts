import { expect, it } from 'vitest';
import { KubernetesApiError } from '#lib/server/kubernetes/kubernetes-api-error.ts';
import { RESOURCES } from '#lib/simulator/resources.ts';
import { PLACE, WaveRig } from '#lib/testing/wave-rig.ts';

it('[WAVE-27] a PodDisruptionBudget that can allow nothing is waited for too, with what its controller says of it', async () => {
  const rig = new WaveRig({ nodes: 2 });
  rig.edit();
  const causes = [
    { reason: 'DisruptionBudget', message: 'The disruption budget strict is still being processed by the server.' },
  ];
  const refusal = new KubernetesApiError('tooManyRequests', 'The API server answered 429.', { status: 429, causes });
  const message = expect.stringContaining('does not implement the scale subresource');
  const [pod] = rig.rig.pods(PLACE.name);
  const spec = { maxUnavailable: 1, selector: { matchLabels: { app: pod?.metadata.labels?.app } } };
  const metadata = { namespace: PLACE.namespace, name: 'strict' };
  rig.rig.api.create(RESOURCES.podDisruptionBudgets, { metadata, spec } as never);
  rig.rig.seconds(1);
  const { keeper } = rig.server('one', (call) => (call === 'evictPod' ? refusal : 'pass'));
  await keeper.begin(PLACE, rig.record({ by: 'eviction' }));
  await rig.seconds(10);
  expect(rig.wave().record.reason).toMatchObject({ code: 'wave.budgetFails', params: { budget: 'strict', message } });
});
