import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFailure } from '#lib/rollout/create-failure.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { eventually } from './support/eventually.ts';
import { kubectlFor } from './support/kubectl.ts';

const SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
const asks = (amount: string) => ({ resources: { requests: { memory: amount }, limits: { memory: amount } } });

interface Refused {
  readonly namespace: string;
  readonly code: string;
  readonly params: object;
  readonly metadata?: object;
  readonly podSpec?: object;
  readonly container?: object;
  readonly beside?: object;
}

const REFUSED: readonly Refused[] = [
  {
    namespace: 'full',
    code: 'problem.quota',
    params: { quota: 'none', requested: 'pods=1', used: 'pods=0', limited: 'pods=0' },
    beside: { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'none' }, spec: { hard: { pods: '0' } } },
  },
  {
    namespace: 'unsaid',
    code: 'problem.quotaNeeds',
    params: { quota: 'memory', text: expect.stringContaining('must specify') },
    beside: { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'memory' }, spec: { hard: { 'limits.memory': '1Gi' } } },
  },
  {
    namespace: 'strict',
    code: 'problem.podSecurity',
    params: { level: 'restricted:latest', text: expect.stringContaining('allowPrivilegeEscalation') },
    metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  },
  {
    namespace: 'limited',
    code: 'problem.limitRange',
    params: { text: expect.stringContaining('maximum memory usage per Container is 1Gi') },
    container: asks('2Gi'),
    beside: {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'small' },
      spec: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] },
    },
  },
  { namespace: 'nobody', code: 'problem.serviceAccount', params: { name: 'absent' }, podSpec: { serviceAccountName: 'absent' } },
  { namespace: 'classless', code: 'problem.priorityClass', params: { name: 'absent' }, podSpec: { priorityClassName: 'absent' } },
  {
    namespace: 'contradicted',
    code: 'problem.nodeSelectorConflict',
    params: {},
    metadata: { annotations: { [SELECTOR]: 'pool=blue' } },
    podSpec: { nodeSelector: { pool: 'red' } },
  },
];

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane({ nodes: 1, admissionPlugins: 'PodNodeSelector' });
});

afterAll(async () => {
  await plane?.stop();
});

it.each(REFUSED)('[REFUSED-1] $namespace: the controller’s words are read as $code', { timeout: 240_000 }, async (refused) => {
  const { namespace, code, params, metadata = {}, podSpec = {}, container = {}, beside } = refused;
  const kubectl = await kubectlFor(plane.kubeconfig);
  const apply = (manifest: object) => kubectl(`--namespace=${namespace} apply -f -`, JSON.stringify(manifest));
  await kubectl(
    'apply -f -',
    JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, ...metadata } }),
  );
  await apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } });
  if (beside !== undefined) await apply(beside);
  await kubectl('label nodes --all --overwrite pool=red');
  const labels = { app: 'agent' };
  const spec = {
    tolerations: [{ operator: 'Exists' }],
    containers: [{ name: 'main', image: 'a.example/a:1', ...container }],
    ...podSpec,
  };
  const template = { metadata: { labels }, spec };
  await apply({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: { selector: { matchLabels: labels }, template },
  });
  const causes = await eventually(`an event in ${namespace}`, { withinMs: 120_000 }, async () => {
    const list = JSON.parse(
      await kubectl(`--namespace=${namespace} get events --field-selector=reason=FailedCreate -o json`),
    ) as {
      readonly items: readonly { readonly message: string }[];
    };
    if (!list.items.some(({ message }) => createFailure(message).code === code))
      throw new Error(list.items.map(({ message }) => message).join('\n'));
    return list.items.map(({ message }) => createFailure(message));
  });
  expect(causes.find((cause) => cause.code === code)?.params).toEqual(params);
});
