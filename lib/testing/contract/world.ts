import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Node, Taint } from '#lib/kubernetes/node.ts';
import type { KubernetesObject } from '#lib/kubernetes/object-meta.ts';
import { type ApiAccess, ApiClient } from './api-client.ts';

const PATIENCE_MS = 40_000;

/** A cluster that the laws are tried on: its API as an administrator sees it, and nothing else. */
export interface ContractCluster {
  readonly access: ApiAccess;
  stop(): Promise<void>;
}

export interface ObjectList<T> {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string; readonly remainingItemCount?: number };
  readonly items: T[];
}

/** Nodes of one law, with the label that only they carry. */
export interface NodePool {
  readonly names: readonly string[];
  readonly selector: Readonly<Record<string, string>>;
}

export interface PoolOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly memory?: string;
}

/** What laws need to set a scene and to wait: by watching, never by sleeping. */
export class World {
  readonly api: ApiClient;
  #names = 0;

  constructor(access: ApiAccess) {
    this.api = new ApiClient(access);
  }

  /** A name that no other law uses. */
  name(prefix: string): string {
    this.#names += 1;
    return `${prefix}-${this.#names}`;
  }

  /** A new namespace in which Pods can be created: that takes its default service account. */
  async namespace(): Promise<string> {
    const namespace = this.name('law');
    await this.created('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    await this.until(`/api/v1/namespaces/${namespace}/serviceaccounts`, 'a default service account', (accounts) =>
      accounts.some((account) => account.metadata.name === 'default'),
    );
    return namespace;
  }

  /** New Nodes that are ready, with a label of their own. */
  async nodes(count: number, options: PoolOptions = {}): Promise<NodePool> {
    const pool = this.name('pool');
    const names = Array.from({ length: count }, (_, index) => `${pool}-${index}`);
    await Promise.all(names.map((name) => this.created('/api/v1/nodes', aNode(name, pool, options))));
    await this.until<Node>(
      '/api/v1/nodes',
      `${count} ready nodes`,
      (nodes) => nodes.filter((node) => names.includes(node.metadata.name) && isReady(node)).length === count,
    );
    return { names, selector: { pool } };
  }

  /** POSTs an object and returns what was stored; throws when it is refused. */
  async created<T extends KubernetesObject>(path: string, body: unknown): Promise<T> {
    return this.accepted<T>(await this.api.post<T>(path, body));
  }

  /** The body of an answer that accepted the request; throws the refusal. */
  accepted<T>(answer: { readonly status: number; readonly body: T }): T {
    if (answer.status >= 300) throw new Error(`Refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /**
   * Lists a collection, then watches it until `condition` returns something truthy, which is returned.
   * Throws when the patience ends, with the collection's last state.
   */
  async until<T extends KubernetesObject, R = true>(
    collection: string,
    what: string,
    condition: (items: readonly T[]) => R | false | undefined,
  ): Promise<R> {
    const deadline = Date.now() + PATIENCE_MS;
    const separator = collection.includes('?') ? '&' : '?';
    for (;;) {
      const list = this.accepted(await this.api.get<ObjectList<T>>(collection));
      const items = new Map(list.items.map((item) => [item.metadata.uid, item]));
      const now = condition([...items.values()]);
      if (now) return now;
      const query = `watch=true&resourceVersion=${list.metadata.resourceVersion}`;
      const watch = await this.api.watch<T>(`${collection}${separator}${query}`);
      const patience = setTimeout(() => watch.close(), Math.max(0, deadline - Date.now()));
      try {
        for (let line = await watch.next(); line && line.type !== 'ERROR'; line = await watch.next()) {
          if (line.type === 'DELETED') items.delete(line.object.metadata.uid);
          else items.set(line.object.metadata.uid, line.object);
          const found = condition([...items.values()]);
          if (found) return found;
        }
      } finally {
        clearTimeout(patience);
        watch.close();
      }
      if (Date.now() >= deadline) throw new Error(`Waited in vain for ${what}; at last: ${JSON.stringify([...items.values()])}`);
    }
  }

  /** Waits until one object, by its collection and name, satisfies `condition`, and returns it. */
  async untilObject<T extends KubernetesObject>(
    collection: string,
    name: string,
    what: string,
    condition: (object: T) => boolean | undefined,
  ): Promise<T> {
    return this.until<T, T>(`${collection}?fieldSelector=metadata.name%3D${name}`, what, (items) => items.find(condition));
  }

  /** Waits until a DaemonSet has observed its spec and has `desired` updated and available Pods, and returns it. */
  async settled(daemonSet: DaemonSet, desired: number): Promise<DaemonSet> {
    const { namespace = '', name } = daemonSet.metadata;
    return this.untilObject<DaemonSet>(
      daemonSetsOf(namespace),
      name,
      `${name} settled on ${desired}`,
      ({ metadata, status }) =>
        status?.observedGeneration === metadata.generation &&
        status?.desiredNumberScheduled === desired &&
        status?.currentNumberScheduled === desired &&
        (status?.updatedNumberScheduled ?? 0) === desired &&
        (status?.numberAvailable ?? 0) === desired &&
        status?.numberMisscheduled === 0,
    );
  }
}

/** The collection of a namespace's DaemonSets. */
export function daemonSetsOf(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/daemonsets`;
}

/** The collection of a namespace's Pods. */
export function podsOf(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/pods`;
}

/** The collection of a namespace's ControllerRevisions. */
export function revisionsOf(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/controllerrevisions`;
}

function aNode(name: string, pool: string, { labels, taints, memory = '8Gi' }: PoolOptions) {
  const resources = { cpu: '4', memory, pods: '110', 'ephemeral-storage': '50Gi' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    // A kubelet of the real control plane is played by KWOK, which takes the Nodes that carry this.
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, pool, ...labels },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    spec: taints ? { taints } : {},
    status: { capacity: resources, allocatable: resources },
  };
}

function isReady(node: Node): boolean {
  const ready = node.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
  return ready === true && !node.spec.taints?.some(({ key }) => key === 'node.kubernetes.io/not-ready');
}
