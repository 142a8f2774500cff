import { createClusterRollout } from '#lib/rollout/create-cluster-rollout.ts';
import { Engine } from '#lib/server/engine/engine.ts';
import { replaceRunningEngine } from '#lib/server/engine/running-engine.ts';
import { systemClock } from '#lib/server/kubernetes/clock.ts';
import { discoverClusters } from '#lib/server/kubernetes/kubeconfig.ts';
import { openClusterConnection } from '#lib/server/kubernetes/open-cluster-connection.ts';
import { silentLogger } from '#lib/testing/fake-api-server-rig.ts';

/** The slug of the only cluster that the engine knows. */
export const SERVED_CLUSTER = 'main';

type RouteHandler = (request: Request, context: { readonly params: Promise<never> }) => Promise<Response>;

/** The engine on a real cluster in this process: route handlers of the product answer from it, without a build. */
export class ServedEngine {
  readonly #engine: Engine;

  constructor(kubeconfig: string) {
    const [context] = discoverClusters({ kubeconfig, environment: {}, homeDirectory: '/nowhere' }).contexts;
    if (!context) throw new Error('the kubeconfig has no context');
    const entry = { slug: SERVED_CLUSTER, context: context.name, server: context.server.origin, current: true, readOnly: true };
    const options = { clock: systemClock, random: Math.random, logger: silentLogger };
    this.#engine = new Engine({
      ...options,
      catalog: { problem: null, list: () => [entry], connect: () => openClusterConnection(context, options) },
      newEpoch: () => 'epoch',
      newRollout: () => createClusterRollout(),
      startedAt: new Date().toISOString(),
    });
    replaceRunningEngine(this.#engine);
    this.#engine.start();
  }

  /** What the handler answers to a GET. */
  async get(handler: RouteHandler, params: Readonly<Record<string, string>>, query = ''): Promise<Response> {
    const all = { cluster: SERVED_CLUSTER, ...params };
    return handler(new Request(`http://127.0.0.1/api${query}`), { params: Promise.resolve(all) as Promise<never> });
  }

  stop(): Promise<void> {
    return this.#engine.stop();
  }
}
