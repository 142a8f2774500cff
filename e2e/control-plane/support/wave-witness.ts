import { readFile } from 'node:fs/promises';
import type { Pod } from '#lib/kubernetes/pod.ts';
import { type ApiAccess, ApiClient, type OpenWatch } from '#lib/testing/contract/api-client.ts';

const HASH = 'controller-revision-hash';

interface AuditLine {
  readonly userAgent?: string;
  readonly requestReceivedTimestamp?: string;
  readonly objectRef?: { readonly namespace?: string; readonly name?: string };
  readonly responseStatus?: { readonly code?: number };
}

/** A deletion that a Rollcall process asked for and the API server carried out. */
export interface AskedDeletion {
  readonly pod: string;
  readonly code: number;
  /** The process's name, from its user agent. */
  readonly by: string;
}

interface PodChange {
  readonly pod: string;
  readonly node: string;
  readonly daemonSet: string;
  readonly hash: string;
  readonly going: boolean;
  readonly ready: boolean;
  /** The update revision of its DaemonSet at this moment. */
  readonly current: string;
}

/** Watches every Pod of a namespace beside the product and reads the API server's audit log of deletions. */
export class WaveWitness {
  readonly #changes: PodChange[] = [];
  readonly #current = new Map<string, string>();
  readonly #api: ApiClient;
  readonly #audit: string;
  #watch: OpenWatch<Pod> | undefined;
  #lost: unknown;
  #isStopped = false;
  #resourceVersion = '';

  constructor(access: ApiAccess, audit: string) {
    this.#api = new ApiClient(access);
    this.#audit = audit;
  }

  async start(namespace: string): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods?watch=true&timeoutSeconds=3600`;
    await this.#open(path);
    this.#follow(path).catch((error: unknown) => {
      this.#lost = error;
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#watch?.close();
    this.#api.close();
  }

  /** From now on Pods of another revision of this DaemonSet are stale. */
  setCurrent(daemonSet: string, hash: string): void {
    this.#current.set(daemonSet, hash);
  }

  /** In the order of the audit log. */
  async deletions(): Promise<readonly AskedDeletion[]> {
    const lines = (await readFile(this.#audit, 'utf8').catch(() => '')).split('\n').filter((line) => line.endsWith('}'));
    return lines
      .map((line) => JSON.parse(line) as AuditLine)
      .flatMap(({ userAgent = '', objectRef, responseStatus }) => {
        const by = /^rollcall\/(\S+)/.exec(userAgent)?.[1];
        return by === undefined ? [] : [{ pod: objectRef?.name ?? '', code: responseStatus?.code ?? 0, by }];
      });
  }

  /** The deletions that should not have been: of a Pod that was not stale, or was going already. */
  async wrongDeletions(): Promise<readonly string[]> {
    if (this.#lost !== undefined) throw new Error('The witness lost its watch.', { cause: this.#lost });
    const asked = (await this.deletions()).filter(({ code }) => code < 300).map(({ pod }) => pod);
    const twice = asked.filter((pod, index) => asked.indexOf(pod) !== index).map((pod) => `${pod} twice`);
    const wrong = asked.filter((pod) => {
      const going = this.#changes.find((change) => change.pod === pod && change.going);
      return going === undefined || going.hash === going.current;
    });
    return [...twice, ...wrong.map((pod) => `${pod} was not stale`)];
  }

  /** The most Nodes at once whose Pod a Rollcall process had deleted and whose new one was not ready. */
  async mostAtOnce(daemonSet: string): Promise<number> {
    const asked = new Set((await this.deletions()).filter(({ code }) => code < 300).map(({ pod }) => pod));
    const open = new Set<string>();
    let most = 0;
    for (const { pod, node, going, ready, hash, current } of this.#changes.filter((change) => change.daemonSet === daemonSet)) {
      if (going && asked.has(pod)) {
        asked.delete(pod);
        open.add(node);
      } else if (!going && ready && hash === current) open.delete(node);
      most = Math.max(most, open.size);
    }
    return most;
  }

  async #open(path: string): Promise<void> {
    this.#watch = await this.#api.watch<Pod>(`${path}&resourceVersion=${this.#resourceVersion}`);
    if (this.#watch.status !== 200) throw new Error(`The watch was refused with ${this.#watch.status}.`);
  }

  /** The API server ends the watch of a reader that lags behind: it goes on where it was, without a gap. */
  async #follow(path: string): Promise<void> {
    while (!this.#isStopped) {
      for (let line = await this.#watch?.next(); line; line = await this.#watch?.next()) {
        if (line.type === 'ERROR') throw new Error(JSON.stringify(line.object));
        this.#resourceVersion = line.object.metadata.resourceVersion;
        this.#take(line.object, line.type === 'DELETED');
      }
      if (!this.#isStopped) await this.#open(path);
    }
  }

  #take(pod: Pod, isGone: boolean): void {
    const daemonSet = pod.metadata.ownerReferences?.[0]?.name ?? '';
    this.#changes.push({
      pod: pod.metadata.name,
      node: pod.spec.nodeName ?? '',
      daemonSet,
      hash: pod.metadata.labels?.[HASH] ?? '',
      going: isGone || pod.metadata.deletionTimestamp !== undefined,
      ready: pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false,
      current: this.#current.get(daemonSet) ?? '',
    });
  }
}
