import { setTimeout as pause } from 'node:timers/promises';
import { PAUSED_ANNOTATION } from '#lib/kubernetes/daemon-set.ts';
import type { ApiAnswer, ApiClient } from '#lib/testing/contract/api-client.ts';
import { type Budget, type Sequence, SLICE_LABEL, type Step } from './sequence.ts';
import type { TestNodes } from './test-nodes.ts';

const MOST_START_MS = 4_000;
const POLL_MS = 50;

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  }[];
}

/** One DaemonSet in a Namespace of its own, and what happens to it. */
export class Lane {
  readonly name: string;
  readonly namespace: string;
  readonly sequence: Sequence;
  readonly #api: ApiClient;
  readonly #nodes: TestNodes;
  #pokes = 0;

  constructor(options: {
    readonly api: ApiClient;
    readonly nodes: TestNodes;
    readonly namespace: string;
    readonly name: string;
    readonly sequence: Sequence;
  }) {
    this.#api = options.api;
    this.#nodes = options.nodes;
    this.namespace = options.namespace;
    this.name = options.name;
    this.sequence = options.sequence;
  }

  async create(): Promise<void> {
    await done(this.#api.post(this.#daemonSets(), daemonSetOf(this.name, this.sequence)));
  }

  /** Takes the steps, at first as soon as `isIdle` when the sequence says so, but not after four seconds. */
  async run(isIdle: () => boolean): Promise<void> {
    const deadline = Date.now() + MOST_START_MS;
    while (this.sequence.settled && !isIdle() && Date.now() < deadline) await pause(POLL_MS);
    for (const step of this.sequence.steps) await this.#take(step);
  }

  async remove(): Promise<void> {
    await done(this.#api.delete(`${this.#daemonSets()}/${this.name}`));
  }

  /** Makes the controller look: since 1.33 some changes of Nodes alone do not. */
  async poke(): Promise<void> {
    this.#pokes += 1;
    await this.#patch({ metadata: { annotations: { 'test.rollcall.dev/poke': String(this.#pokes) } } });
  }

  async pods<T extends PodList = PodList>(): Promise<T['items']> {
    const { body } = await this.#api.get<T>(`/api/v1/namespaces/${this.namespace}/pods?labelSelector=app%3D${this.name}`);
    return body.items;
  }

  async read<T>(): Promise<T> {
    return (await this.#api.get<T>(`${this.#daemonSets()}/${this.name}`)).body;
  }

  async #take(step: Step): Promise<void> {
    switch (step.act) {
      case 'image':
        return this.#patch({ spec: { template: { spec: { containers: [containerOf(step.tag)] } } } });
      case 'budget':
        return this.#patch({ spec: { updateStrategy: strategyOf(step.budget) } });
      case 'minReadySeconds':
        return this.#patch({ spec: { minReadySeconds: step.seconds } });
      case 'onDelete':
        return this.#patch({ spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } });
      case 'pause':
        return this.#patch({
          metadata: { annotations: { [PAUSED_ANNOTATION]: '{}' } },
          spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } },
        });
      case 'rolling':
        return this.#patch({
          metadata: { annotations: { [PAUSED_ANNOTATION]: null } },
          spec: { updateStrategy: strategyOf(this.sequence.budget) },
        });
      case 'deletePod':
      case 'failPod':
      case 'succeedPod':
        return this.#disturbPod(step);
      case 'wait':
        await pause(step.ms);
        return;
      default:
        return this.#nodes.take(step);
    }
  }

  async #disturbPod({
    act,
    pick,
  }: {
    readonly act: 'deletePod' | 'failPod' | 'succeedPod';
    readonly pick: number;
  }): Promise<void> {
    const pods = (await this.pods()).filter((pod) => !pod.metadata.deletionTimestamp);
    const pod = pods[pick % Math.max(1, pods.length)];
    if (pod === undefined) return;
    const path = `/api/v1/namespaces/${this.namespace}/pods/${pod.metadata.name}`;
    if (act === 'deletePod') return done(this.#api.delete(path, { kind: 'DeleteOptions', apiVersion: 'v1' }), [404]);
    const status = act === 'failPod' ? { phase: 'Failed', reason: 'Evicted' } : { phase: 'Succeeded' };
    return done(this.#api.patch(`${path}/status`, { status }), [404]);
  }

  #patch(change: unknown): Promise<void> {
    return done(this.#api.patch(`${this.#daemonSets()}/${this.name}`, change));
  }

  #daemonSets(): string {
    return `/apis/apps/v1/namespaces/${this.namespace}/daemonsets`;
  }
}

/** Waits for the answer; throws the refusal unless its status is one of those expected. */
export async function done(answer: Promise<ApiAnswer<unknown>>, expected: readonly number[] = []): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300 && !expected.includes(status)) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`);
}

function daemonSetOf(name: string, { slice, tolerant, budget, minReadySeconds, graceSeconds, tag }: Sequence) {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name },
    spec: {
      minReadySeconds,
      selector: { matchLabels: { app: name } },
      updateStrategy: strategyOf(budget),
      template: {
        metadata: {
          labels: { app: name },
          annotations: {
            'simulator.rollcall.dev/start-seconds': '1',
            'simulator.rollcall.dev/stop-seconds': String(graceSeconds),
          },
        },
        spec: {
          ...(slice === null ? {} : { nodeSelector: { [SLICE_LABEL]: String(slice) } }),
          ...(tolerant ? { tolerations: [{ operator: 'Exists' }] } : {}),
          terminationGracePeriodSeconds: graceSeconds,
          containers: [containerOf(tag)],
        },
      },
    },
  };
}

function containerOf(tag: string) {
  return { name: 'main', image: `registry.example/app:${tag}` };
}

function strategyOf(budget: Budget) {
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, ...budget } };
}
