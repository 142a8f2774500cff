import { type ApiAccess, ApiClient, type OpenWatch, type WatchLine } from '#lib/testing/contract/api-client.ts';
import type { PageSample } from './page-probe.ts';

interface Watched {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly { readonly uid: string; readonly controller?: boolean }[];
  };
  readonly revision?: number;
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** From `at` until the next turn the API server's objects said this. */
interface Turn {
  readonly at: number;
  readonly complete: boolean;
  readonly why: string;
}

/** A moment at which the page said `complete` although the API server's objects had said otherwise for a while. */
export interface FalseClaim {
  readonly sample: PageSample;
  readonly why: string;
  readonly forMs: number;
}

const RESOURCES = {
  daemonsets: '/apis/apps/v1',
  controllerrevisions: '/apis/apps/v1',
  pods: '/api/v1',
} as const;

/**
 * Watches one DaemonSet and what belongs to it beside the product, by nothing but the API, and remembers when its
 * rollout was complete: observed, and every wanted node with an available Pod of the newest revision and no other.
 */
export class RolloutWitness {
  readonly turns: Turn[] = [];
  readonly #api: ApiClient;
  readonly #name: string;
  readonly #lost: unknown[] = [];
  #stopped = false;
  readonly #watches: OpenWatch<Watched>[] = [];
  readonly #objects = { daemonsets: new Map(), controllerrevisions: new Map(), pods: new Map() } as Record<
    keyof typeof RESOURCES,
    Map<string, Watched>
  >;

  private constructor(api: ApiClient, name: string) {
    this.#api = api;
    this.#name = name;
  }

  static async watch(access: ApiAccess, namespace: string, name: string): Promise<RolloutWitness> {
    const witness = new RolloutWitness(new ApiClient(access), name);
    for (const resource of ['daemonsets', 'controllerrevisions', 'pods'] as const) {
      const path = `${RESOURCES[resource]}/namespaces/${namespace}/${resource}?watch=true&timeoutSeconds=3600`;
      const objects = witness.#objects[resource];
      const first = await witness.#open(path);
      // A watch that was closed ends with an error; one that was lost must not pass for a quiet one.
      witness.#follow(path, first, objects).catch((error: unknown) => witness.#lost.push(error));
    }
    return witness;
  }

  stop(): void {
    this.#stopped = true;
    for (const watch of this.#watches) watch.close();
    this.#api.close();
  }

  /**
   * Each reading that said `complete` in a time in which the objects said otherwise: not within `lagMs` of its start,
   * when the page may still show the moment before, nor within `leadMs` of its end, which may reach this process later.
   */
  falseClaims(samples: readonly PageSample[], { lagMs, leadMs }: { lagMs: number; leadMs: number }): FalseClaim[] {
    if (this.#lost.length > 0) throw new Error('The witness lost a watch.', { cause: this.#lost[0] });
    const incomplete = this.#incompleteTimes();
    return samples.flatMap((sample, index) => {
      if (sample.phase !== 'complete') return [];
      const until = samples[index + 1]?.at ?? Date.now();
      return incomplete
        .map(({ from, to, why }) => ({ sample, why, forMs: Math.min(until, to - leadMs) - Math.max(sample.at, from + lagMs) }))
        .filter(({ forMs }) => forMs > 0);
    });
  }

  #incompleteTimes(): { from: number; to: number; why: string }[] {
    return this.turns.flatMap((turn, index) => {
      if (turn.complete || this.turns[index - 1]?.complete === false) return [];
      const to = this.turns.slice(index).find(({ complete }) => complete)?.at ?? Number.POSITIVE_INFINITY;
      return [{ from: turn.at, to, why: turn.why }];
    });
  }

  async #open(path: string): Promise<OpenWatch<Watched>> {
    const watch = await this.#api.watch<Watched>(path);
    if (watch.status !== 200) throw new Error(`GET ${path} was refused with ${watch.status}.`);
    this.#watches.push(watch);
    return watch;
  }

  /** The API server ends the watch of a reader that lags behind: then everything is read again. */
  async #follow(path: string, first: OpenWatch<Watched>, objects: Map<string, Watched>): Promise<void> {
    for (let watch = first; ; watch = await this.#open(path)) {
      for (let event = await watch.next(); event; event = await watch.next()) this.#take(event, objects);
      if (this.#stopped) return;
      objects.clear();
    }
  }

  #take({ type, object }: WatchLine<Watched>, objects: Map<string, Watched>): void {
    if (type === 'BOOKMARK' || type === 'ERROR') return;
    if (type === 'DELETED') objects.delete(object.metadata.uid);
    else objects.set(object.metadata.uid, object);
    this.#judge();
  }

  #judge(): void {
    const why = this.#whyNotComplete();
    if (this.turns.at(-1)?.why !== why) this.turns.push({ at: Date.now(), complete: why === '', why });
  }

  #whyNotComplete(): string {
    const daemonSet = [...this.#objects.daemonsets.values()].find(({ metadata }) => metadata.name === this.#name);
    if (!daemonSet) return 'there is no DaemonSet';
    const { generation = 0, uid } = daemonSet.metadata;
    const { observedGeneration = 0, desiredNumberScheduled = 0 } = daemonSet.status ?? {};
    if (observedGeneration < generation) return `generation ${generation} is not observed`;
    const owned = (objects: Map<string, Watched>) => [...objects.values()].filter((object) => isOwned(object, uid));
    const newest = owned(this.#objects.controllerrevisions).sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
    const hash = newest?.metadata.labels?.['controller-revision-hash'] ?? '';
    const pods = owned(this.#objects.pods);
    const stale = pods.filter(({ metadata }) => metadata.labels?.['controller-revision-hash'] !== hash).length;
    if (stale > 0) return 'there are stale Pods';
    const served = new Set(pods.filter(isAvailable).map((pod) => pod.spec?.nodeName));
    return served.size < desiredNumberScheduled ? 'nodes have no available Pod' : '';
  }
}

function isOwned(object: Watched, uid: string): boolean {
  return object.metadata.ownerReferences?.some((owner) => owner.controller && owner.uid === uid) ?? false;
}

function isAvailable(pod: Watched): boolean {
  const ready = pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  return ready && pod.metadata.deletionTimestamp === undefined;
}
