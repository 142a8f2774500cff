import type { ApiClient } from '#lib/testing/contract/api-client.ts';
import { fakeNode } from '../nodes.ts';
import { done } from './lane.ts';
import { NODES, SLICE_LABEL, SLICES, type Step } from './sequence.ts';

const TAINT = 'test.rollcall.dev/taint';

type NodeStep = Extract<Step, { readonly node: number }>;

/** The Nodes of the cluster, which every sequence may change, and which are as they were after `restore`. */
export class TestNodes {
  readonly #api: ApiClient;
  readonly #touched = new Set<number>();

  constructor(api: ApiClient) {
    this.#api = api;
  }

  async take(step: NodeStep): Promise<void> {
    this.#touched.add(step.node);
    const path = pathOf(step.node);
    switch (step.act) {
      case 'label':
        return this.#patch(step.node, {
          metadata: { labels: { [SLICE_LABEL]: step.slice === null ? null : String(step.slice) } },
        });
      case 'taint':
        return this.#patch(step.node, { spec: { taints: [...taintsOf(step.node), { key: TAINT, effect: step.effect }] } });
      case 'untaint':
        return this.#patch(step.node, { spec: { taints: taintsOf(step.node) } });
      case 'cordon':
        return this.#patch(step.node, { spec: { unschedulable: true } });
      case 'deleteNode':
        return done(this.#api.delete(path), [404]);
      case 'addNode':
        return this.#add(step.node);
    }
  }

  /** Labels every Node with its slice. */
  async prepare(): Promise<void> {
    for (let node = 0; node < NODES; node++) await this.#patch(node, baseline(node));
  }

  /** Brings back every Node that a sequence has changed. */
  async restore(): Promise<void> {
    for (const node of this.#touched) {
      await this.#add(node);
      await this.#patch(node, baseline(node));
    }
    this.#touched.clear();
  }

  #add(node: number): Promise<void> {
    const made = fakeNode(node);
    const labels = { ...made.metadata.labels, [SLICE_LABEL]: String(node % SLICES) };
    return done(this.#api.post('/api/v1/nodes', { ...made, metadata: { ...made.metadata, labels } }), [409]);
  }

  #patch(node: number, change: unknown): Promise<void> {
    return done(this.#api.patch(pathOf(node), change), [404]);
  }
}

function baseline(node: number) {
  return {
    metadata: { labels: { [SLICE_LABEL]: String(node % SLICES) } },
    spec: { unschedulable: null, taints: taintsOf(node) },
  };
}

function taintsOf(node: number) {
  return [...fakeNode(node).spec.taints];
}

function pathOf(node: number): string {
  return `/api/v1/nodes/${fakeNode(node).metadata.name}`;
}
