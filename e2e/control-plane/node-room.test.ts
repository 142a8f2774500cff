import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { pruneNode, prunePodInFull } from '#lib/kubernetes/prune.ts';
import { readQuantity } from '#lib/kubernetes/quantity.ts';
import { roomAmounts } from '#lib/rollout/room-amounts.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane-contract.ts';
import { eventually } from './support/eventually.ts';
import { type Kubectl, kubectlFor } from './support/kubectl.ts';

const IMAGE = 'registry.example/a:1';
const asking = (memory: string, cpu = '10m') => ({ image: IMAGE, resources: { requests: { cpu, memory } } });

let plane: ControlPlane;
let kubectl: Kubectl;
let node: string;

beforeAll(async () => {
  plane = await startControlPlane({ nodes: 2 });
  kubectl = await kubectlFor(plane.kubeconfig);
  node = (await kubectl('get nodes -o name')).split('\n')[0]?.slice(5) ?? '';
});

afterAll(async () => {
  await plane?.stop();
});

/** A Pod that only this Node may run, whatever its taints. */
async function create(name: string, spec: object): Promise<void> {
  const nodeSelector = { 'kubernetes.io/hostname': node };
  const pinned = { nodeSelector, tolerations: [{ operator: 'Exists' }], ...spec };
  await kubectl('apply -f -', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: pinned }));
}

async function scheduled(name: string): Promise<Pod['status']['conditions']> {
  return eventually(`a verdict on ${name}`, { withinMs: 60_000 }, async () => {
    const { status } = JSON.parse(await kubectl(`get pod ${name} -o json`)) as Pod;
    return status.conditions?.some(({ type }) => type === 'PodScheduled') && status.conditions;
  });
}

it('[ROOM-REAL-1] what we call free is what the scheduler gives, to the byte', { timeout: 240_000 }, async () => {
  await kubectl('apply -f -', JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }));
  await create('hog', {
    containers: [
      { name: 'main', ...asking('100Mi', '150m') },
      { name: 'second', ...asking('0.5Gi') },
    ],
    initContainers: [
      { name: 'side', restartPolicy: 'Always', ...asking('50Mi') },
      { name: 'big', ...asking('2Gi') },
      { name: 'late', restartPolicy: 'Always', ...asking('123456789') },
    ],
  });
  await create('whole', { resources: { requests: { memory: '300Mi' } }, containers: [{ name: 'main', ...asking('10Mi') }] });
  for (const name of ['hog', 'whole']) await scheduled(name);
  const object = pruneNode(JSON.parse(await kubectl(`get node ${node} -o json`)));
  const list = JSON.parse(await kubectl(`get pods --all-namespaces --field-selector=spec.nodeName=${node} -o json`)) as {
    readonly items: readonly unknown[];
  };
  const counted = list.items.map(prunePodInFull);
  expect(counted.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(['hog', 'whole']));
  const spec = { containers: [] };
  const { resources } = roomAmounts({ node: object, counted, replaced: [], asked: new Map(), spec, wantsRoom: true });
  const free = readQuantity(resources.find(({ resource }) => resource === 'memory')?.free ?? '').nanos ?? 0n;
  const bytes = free / 1_000_000_000n;
  await create('over', { containers: [{ name: 'main', ...asking(String(bytes + 1n)) }] });
  expect(await scheduled('over')).toMatchObject([{ status: 'False', message: expect.stringContaining('Insufficient memory') }]);
  await create('exact', { containers: [{ name: 'main', ...asking(String(bytes)) }] });
  const conditions = await scheduled('exact');
  expect(conditions?.find(({ type }) => type === 'PodScheduled')?.status).toBe('True');
});
