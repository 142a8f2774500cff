import { fakeNode } from '../nodes.ts';

/** Where the Node is made, and in which Namespace its Pods are. */
interface Cluster {
  apply(manifest: object): Promise<void>;
  kubectl(line: string): Promise<string>;
}

interface Names {
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

/** A worker that nothing plays the kubelet of, but the test. */
export class HandMadeNode {
  readonly #agent: Cluster;
  readonly #name: string;

  constructor(agent: Cluster, name: string) {
    this.#agent = agent;
    this.#name = name;
  }

  async create(): Promise<void> {
    const { metadata, ...node } = fakeNode(3);
    const labels = { ...metadata.labels, 'kubernetes.io/hostname': this.#name };
    await this.#agent.apply({ ...node, metadata: { name: this.#name, labels } });
    await this.#patchStatus('node', this.#name, { capacity: node.status.capacity, allocatable: node.status.allocatable });
    await this.report('True');
  }

  /** Says what the kubelet, or of a silent one the node controller, says in the condition Ready. */
  async report(status: 'True' | 'Unknown'): Promise<void> {
    const now = new Date().toISOString();
    const reason = status === 'True' ? 'KubeletReady' : 'NodeStatusUnknown';
    const ready = { type: 'Ready', status, reason, message: '', lastHeartbeatTime: now, lastTransitionTime: now };
    await this.#patchStatus('node', this.#name, { conditions: [ready] });
  }

  /** Says of every Pod that is bound here that it runs; answers whether there is one. */
  async runPods(): Promise<boolean> {
    const pods: Names = JSON.parse(await this.#agent.kubectl(`get pods -o json --field-selector=spec.nodeName=${this.#name}`));
    const lastTransitionTime = new Date().toISOString();
    const condition = (type: string) => ({ type, status: 'True', lastTransitionTime });
    const status = { phase: 'Running', conditions: ['Ready', 'ContainersReady'].map(condition) };
    for (const { metadata } of pods.items) await this.#patchStatus('pod', metadata.name, status);
    return pods.items.length > 0;
  }

  async remove(): Promise<void> {
    await this.#agent.kubectl(`delete node ${this.#name}`);
  }

  async #patchStatus(kind: string, name: string, status: object): Promise<void> {
    await this.#agent.kubectl(`patch ${kind} ${name} --subresource=status --patch=${JSON.stringify({ status })}`);
  }
}
