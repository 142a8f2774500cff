import type { ActRequest } from '#lib/feed/act.ts';
import type { DaemonSet } from '#lib/kubernetes/daemon-set.ts';
import type { Pod } from '#lib/kubernetes/pod.ts';
import type { Summary } from '#lib/rollout/summary.ts';
import { daemonSetManifest, imagePatch } from '#lib/testing/contract/manifests.ts';
import { daemonSetsOf, type NodePool, podsOf } from '#lib/testing/contract/world.ts';
import type { ActCluster, Answered } from './act-cluster.ts';

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 25;

/** What an act takes beside its uid. */
export type ActBody = { readonly act: ActRequest['act'] } & Readonly<Record<string, unknown>>;

/** One DaemonSet on Nodes of its own, with what the laws do to it. */
export class ActScene {
  readonly cluster: ActCluster;
  readonly namespace: string;
  readonly name: string;
  readonly pool: NodePool;

  private constructor(cluster: ActCluster, namespace: string, name: string, pool: NodePool) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.name = name;
    this.pool = pool;
  }

  /** A settled DaemonSet that the product has seen so. */
  static async create(
    cluster: ActCluster,
    { namespace, pool, ...spec }: { namespace: string; pool: NodePool } & Partial<DaemonSet['spec']>,
  ): Promise<ActScene> {
    const { world } = cluster;
    const scene = new ActScene(cluster, namespace, world.name('agent'), pool);
    const manifest = daemonSetManifest(scene.name, { pod: { nodeSelector: { ...pool.selector } }, ...spec });
    await world.settled(await world.created(daemonSetsOf(namespace), manifest), pool.names.length);
    await scene.seen('complete', ({ phase, available }) => phase === 'complete' && available === pool.names.length);
    return scene;
  }

  get path(): string {
    return `${daemonSetsOf(this.namespace)}/${this.name}`;
  }

  async read(): Promise<DaemonSet> {
    return this.cluster.world.accepted(await this.cluster.world.api.get<DaemonSet>(this.path));
  }

  async pods(): Promise<readonly Pod[]> {
    const list = await this.cluster.world.api.get<{ items: Pod[] }>(`${podsOf(this.namespace)}?labelSelector=app%3D${this.name}`);
    return this.cluster.world.accepted(list).items;
  }

  async podOn(node: string | undefined): Promise<Pod> {
    const pod = (await this.pods()).find(({ spec, metadata }) => spec.nodeName === node && !metadata.deletionTimestamp);
    if (!pod) throw new Error(`no Pod of ${this.name} on ${node}`);
    return pod;
  }

  /** Waits until the product says so of the DaemonSet. */
  async seen(what: string, condition: (summary: Summary) => boolean): Promise<Summary> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const summary = await this.cluster.summary(this);
      if (summary && condition(summary)) return summary;
      if (Date.now() > deadline) throw new Error(`${this.name} was never seen ${what}: ${JSON.stringify(summary)}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** Gives the template another image; every Pod is stale then. */
  async changeImage(image = 'registry.example/app:2'): Promise<void> {
    const { world } = this.cluster;
    world.accepted(await world.api.patch(this.path, imagePatch(image), 'strategic-merge-patch'));
    const { metadata } = await this.read();
    await this.seen('observed', ({ generation, observedGeneration }) => {
      return generation === metadata.generation && observedGeneration === generation;
    });
  }

  /** Every Pod is of the update revision and available, and these are gone: a Pod that is on its way out still counts. */
  async settled({ gone = [] }: { readonly gone?: readonly string[] } = {}): Promise<Summary> {
    await this.cluster.world.until<Pod>(podsOf(this.namespace), 'the Pods gone', (pods) =>
      pods.every(({ metadata }) => !gone.includes(metadata.uid)),
    );
    await this.cluster.world.settled(await this.read(), this.pool.names.length);
    return this.seen('complete', ({ phase, stale }) => phase === 'complete' && stale === 0);
  }

  /** POSTs an act with the DaemonSet's uid, unless the body names another. */
  async act(body: ActBody): Promise<Answered> {
    const { metadata } = await this.read();
    return this.cluster.post(this, JSON.stringify({ uid: metadata.uid, ...body }));
  }

  /** As `act`, typing the name that the plan asks for. */
  async confirmed(body: ActBody): Promise<Answered> {
    const rehearsed = await this.act({ ...body, dryRun: true });
    const { confirmation = null, fingerprint } = rehearsed.body.plan ?? {};
    return this.act({ ...body, plan: fingerprint, ...(confirmation === null ? {} : { confirm: confirmation }) });
  }
}
