import type { ApiClient } from '#lib/testing/contract/api-client.ts';
import type { fakeNode } from './nodes.ts';

const PARALLEL_REQUESTS = 32;

interface NodeList {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly spec: { readonly taints?: readonly { readonly key: string }[] };
    readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }[];
}

/** POSTs Nodes, many at a time. Throws the first refusal. */
export async function postNodes(api: ApiClient, nodes: readonly ReturnType<typeof fakeNode>[]): Promise<void> {
  const queue = nodes.values();
  const worker = async () => {
    for (const node of queue) {
      const answer = await api.post('/api/v1/nodes', node);
      if (answer.status !== 201) throw new Error(`Node ${node.metadata.name} was not created: ${JSON.stringify(answer.body)}`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_REQUESTS }, worker));
}

/** How many of the named Nodes are ready and without the taint that the API server gives a new one. */
export async function countReady(api: ApiClient, names: ReadonlySet<string>): Promise<number> {
  const { body } = await api.get<NodeList>('/api/v1/nodes?resourceVersion=0');
  return body.items.filter(
    ({ metadata, spec, status }) =>
      names.has(metadata.name) &&
      status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') &&
      !spec.taints?.some((taint) => taint.key === 'node.kubernetes.io/not-ready'),
  ).length;
}
